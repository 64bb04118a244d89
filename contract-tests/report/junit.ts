/** Formats the report as JUnit XML: one suite for the run, and one suite per section with one case per clause. */
import type { Verdict } from '../verdict/clause.ts';
import { countVerdicts } from '../verdict/counts.ts';
import { formatFact, getFacts } from './facts.ts';
import { formatSection } from '../verdict/choose-clauses.ts';
import { explainVerdict, getReason } from './failure.ts';
import { getError, getTarget, isFailing, type ContractRun, type JudgedRun } from './run.ts';
import { createElement, type Xml, formatXmlDocument } from './xml.ts';

/**
 * The text of junit.xml. A clause that fails the run is a failure. A crashed check is an error, and so is a run that
 * could not judge its target. It uses only elements and attributes that every reader supports, including the strict schema
 * of Jenkins' xUnit plugin (junit-10.xsd), which has neither `skipped` nor properties at `testsuites`.
 */
export function formatJunitReport(run: ContractRun): string {
  const sections = run.kind === 'judged' ? [...groupBySection(run.verdicts)] : [];
  const counted = run.kind === 'judged' ? run.verdicts : [];
  const whole = countRunCases(run);
  const { tests, failures, errors } = countTests(counted, run);
  const attributes = {
    name: 'enrichment contract',
    tests: tests + whole.tests,
    failures: failures + whole.failures,
    errors: errors + whole.errors,
    time: formatSeconds(run.tookMs),
  };
  const suites = sections.map(([name, verdicts]) => renderSectionSuite(name, verdicts, run));
  return formatXmlDocument(createElement('testsuites', attributes, [renderRunSuite(run), ...suites]));
}

/** The suite for the run: its facts, and one case if it could not judge its target, or if a lasting step fails it. */
function renderRunSuite(run: ContractRun): Xml {
  const facts = getFacts(run).map((fact) => ({ key: fact.key, text: formatFact(fact) }));
  const properties = [
    { key: 'target', text: getTarget(run) },
    { key: 'version', text: run.version },
    ...facts,
  ].map(({ key, text }) => createElement('property', { name: key, value: text }));
  const attributes = {
    name: 'run',
    ...countRunCases(run),
    skipped: 0,
    time: formatSeconds(run.tookMs),
    timestamp: run.startedAt,
  };
  const children = [createElement('properties', {}, properties), ...renderRunCases(run)];
  return createElement('testsuite', attributes, children);
}

function hasStepFailure(run: ContractRun): run is JudgedRun {
  return run.kind === 'judged' && run.outcome.isStep === true;
}

function countRunCases(run: ContractRun) {
  const errors = getError(run) === undefined ? 0 : 1;
  const failures = hasStepFailure(run) ? 1 : 0;
  return { tests: errors + failures, failures, errors };
}

function createRunCase(name: string, result: Xml): Xml {
  return createElement('testcase', { name, classname: 'contract.run' }, [result]);
}

function renderRunCases(run: ContractRun): readonly Xml[] {
  const error = getError(run);
  if (error !== undefined) {
    const attributes = { message: toLine(error.message), type: error.reason };
    return [createRunCase('The run judges its target.', createElement('error', attributes, error.message))];
  }
  if (!hasStepFailure(run)) return [];
  const { message } = run.outcome;
  const failure = createElement('failure', { message: toLine(message), type: 'step' }, message);
  return [createRunCase('No metric takes a lasting step for the worse.', failure)];
}

function renderSectionSuite(name: string, verdicts: readonly Verdict[], run: ContractRun): Xml {
  const { tests, failures, errors, skipped } = countTests(verdicts, run);
  const attributes = { name, tests, failures, errors, skipped, time: '0', timestamp: run.startedAt };
  return createElement(
    'testsuite',
    attributes,
    verdicts.map((verdict) => renderTestCase(verdict, run)),
  );
}

function renderTestCase(verdict: Verdict, run: ContractRun): Xml {
  const { id, promise } = verdict.clause;
  const attributes = { name: `${id}: ${promise}`, classname: `contract.${id}`, time: '0' };
  return createElement('testcase', attributes, renderResult(verdict, run));
}

function renderResult(verdict: Verdict, run: ContractRun): readonly Xml[] {
  const message = toLine(getReason(verdict) ?? '');
  const evidence = run.kind === 'judged' ? run.evidence : { exchanges: [] };
  const text = () => explainVerdict(verdict, evidence);
  if (verdict.verdict === 'kept') return [];
  if (verdict.verdict === 'unobserved' || verdict.verdict === 'off')
    return [createElement('skipped', { message })];
  if (verdict.verdict === 'crashed') return [createElement('error', { message, type: 'crashed' }, text())];
  return isFailing(verdict, run)
    ? [createElement('failure', { message, type: verdict.clause.level }, text())]
    : [createElement('system-out', {}, text())];
}

/** A broken promise that does not fail the run is not a failure, because CI servers count failures. */
function countTests(verdicts: readonly Verdict[], run: ContractRun) {
  const { clauses, crashed, unobserved, off } = countVerdicts(verdicts, run.strict);
  const failures = verdicts.filter((verdict) => isFailing(verdict, run)).length;
  return { tests: clauses, failures, errors: crashed, skipped: unobserved + off };
}

function groupBySection(verdicts: readonly Verdict[]): ReadonlyMap<string, readonly Verdict[]> {
  const sections = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const section = formatSection(verdict.clause);
    sections.set(section, [...(sections.get(section) ?? []), verdict]);
  }
  return sections;
}

/** At most three decimals, as the strictest schema requires. */
function formatSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function toLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
