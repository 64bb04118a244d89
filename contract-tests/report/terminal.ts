/** Formats the report for a terminal: broken clauses first, then unobserved ones, then the summary. */
import type { Verdict } from '../verdict/clause.ts';
import { countVerdicts, formatCounts } from '../verdict/counts.ts';
import { formatCoverage } from '../verdict/coverage.ts';
import { formatConduct } from '../verdict/soundness.ts';
import { formatAvailability, getAvailability } from '../evidence/availability.ts';
import { listMadeJobs } from '../evidence/made-jobs.ts';
import { getWeight } from '../verdict/judge.ts';
import { findRunHint, type Need, needs, getHintContext } from '../verdict/missing.ts';
import { formatLevelChanges } from '../verdict/levels.ts';
import { listChanges } from './changes.ts';
import { formatDrift } from './drift.ts';
import { explainVerdict } from './failure.ts';
import { paintColoured, type Paint, paintPlain } from './paint.ts';
import { toPrintable } from './printable.ts';
import { formatSparkline, formatStep, formatStepState } from './steps.ts';
import { getError, getMessage, isFailing, isKept, type JudgedRun, type ContractRun } from './run.ts';

const labels = {
  failure: ['BROKEN', 'red'],
  warning: ['WARNING', 'yellow'],
  notice: ['NOTICE', 'cyan'],
} as const;

export interface TerminalOptions {
  readonly colours?: boolean;
  /** Only what fails the run, and the last line. */
  readonly quiet?: boolean;
}

export function formatTerminalReport(run: ContractRun, manner: TerminalOptions = {}): string {
  return run.kind === 'judged' ? formatJudgedReport(run, manner) : toPrintable(getMessage(run));
}

function formatJudgedReport(run: JudgedRun, { colours = false, quiet = false }: TerminalOptions): string {
  const { verdicts, strict } = run;
  const paint = colours ? paintColoured : paintPlain;
  const weights = quiet ? (['failure'] as const) : (['failure', 'warning', 'notice'] as const);
  const failures = weights.flatMap((weight) =>
    verdicts
      .filter((verdict) => getWeight(verdict, strict) === weight && (!quiet || mustShow(verdict, run)))
      .map((verdict) => formatFailureLines(verdict, weight, run, paint)),
  );
  const paragraphs = [
    ...formatSteps(run),
    ...formatUnobserved(run),
    ...formatDriftParagraph(run),
    ...formatChanges(run),
    [`Readings:  ${formatReadings(run)}`, ...(run.framework === undefined ? [] : [run.framework])].join('\n'),
    formatSummary(run),
    ...formatCoverageAndConduct(run),
  ];
  return [...failures, ...(quiet ? [] : paragraphs.map(toPrintable)), formatLastLines(run, paint)].join(
    '\n\n',
  );
}

/** With --quiet, a broken promise that does not fail the run is only counted. */
function mustShow(verdict: Verdict, run: JudgedRun): boolean {
  return verdict.verdict === 'crashed' || isFailing(verdict, run);
}

/** Formats the availability and the result of the run, which are printed even with --quiet. */
function formatLastLines(run: JudgedRun, paint: Paint): string {
  const availability = `Availability: ${formatAvailability(getAvailability(run.evidence))}.`;
  const error = getError(run);
  // An error after the verdicts does not hide them.
  const messages = error !== undefined && error.message !== run.outcome.message ? [run.outcome.message] : [];
  const last = paint(toPrintable(getMessage(run)), 'bold', isKept(run) ? 'green' : 'red');
  return [...[availability, ...messages].map(toPrintable), last].join('\n');
}

/** Formats a failure with a coloured label, name and line prefixes. */
function formatFailureLines(
  verdict: Verdict,
  weight: keyof typeof labels,
  { evidence }: JudgedRun,
  paint: Paint,
): string {
  const [word, colour] = verdict.verdict === 'crashed' ? (['CRASHED', 'magenta'] as const) : labels[weight];
  const text = toPrintable(explainVerdict(verdict, evidence)).replaceAll(
    /^ {2}(expected|actual|repeat) /gm,
    (start) => paint(start, 'dim'),
  );
  return `${paint(word.padEnd(8), 'bold', colour)} ${paint(verdict.clause.id, 'bold')}: ${text}`;
}

function formatChanges(run: JudgedRun): readonly string[] {
  if (run.changes === undefined) return [];
  const lines = listChanges(run.changes, run).map(
    ({ label, ids }) => `  ${label.padEnd(14)} ${ids.join(', ')}`,
  );
  return lines.length === 0 ? [] : [`Since the last run:\n${lines.join('\n')}`];
}

function formatSteps({ steps = [] }: JudgedRun): readonly string[] {
  const lines = steps.map(
    (step) =>
      `  ${formatStepState(step).padEnd(24)} ${formatStep(step)}\n${' '.repeat(27)}${formatSparkline(step)}`,
  );
  return lines.length === 0 ? [] : [`Lasting steps (a notice):\n${lines.join('\n')}`];
}

function formatUnobserved({ verdicts, evidence }: JudgedRun): readonly string[] {
  const unobserved = verdicts.flatMap((verdict) => (verdict.verdict === 'unobserved' ? [verdict] : []));
  // Clauses that need a missing flag share one line.
  const summed = new Set<Need>(['write-access', 'ledger']);
  const lines = [
    ...unobserved
      .filter(({ missing }) => !summed.has(missing.need) && missing.need !== 'app-traffic')
      .map(({ clause, missing }) => `  ${clause.id.padEnd(28)} ${missing.message}`),
    ...[...summed].flatMap((need) => {
      const count = unobserved.filter(({ missing }) => missing.need === need).length;
      const hint = findRunHint(need, getHintContext(evidence));
      const wanted = `${needs[need]}${hint === undefined ? '' : ` (${hint})`}`;
      return count === 0 ? [] : [`  ${`${count} clauses`.padEnd(28)} ${wanted}`];
    }),
    ...formatNotInApps(unobserved),
  ];
  return lines.length === 0 ? [] : [`Not observed, because this was missing:\n${lines.join('\n')}`];
}

/** What the traffic of an app cannot show, by reason: half of the contract. */
function formatNotInApps(
  unobserved: readonly Extract<Verdict, { readonly verdict: 'unobserved' }>[],
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { missing } of unobserved)
    if (missing.need === 'app-traffic') counts.set(missing.message, (counts.get(missing.message) ?? 0) + 1);
  return [...counts].map(
    ([message, count]) => `  ${(count === 1 ? '1 clause' : `${count} clauses`).padEnd(28)} ${message}`,
  );
}

function formatDriftParagraph({ drift = [] }: JudgedRun): readonly string[] {
  if (drift.length === 0) return [];
  const lines = drift.map((one) => `  ${formatDrift(one)}`);
  return [`Drift (observed, but not in the document; breaks no clause):\n${lines.join('\n')}`];
}

/** Formats the coverage and the requests; nothing when they were not measured. */
function formatCoverageAndConduct({ coverage, evidence }: JudgedRun): readonly string[] {
  const lines = [...(coverage === undefined ? [] : [formatCoverage(coverage)]), ...formatConduct(evidence)];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function formatReadings({ readings }: JudgedRun): string {
  return Object.entries(readings)
    .flatMap(([question, reading]) => (reading === undefined ? [] : [`${question}=${reading}`]))
    .join('  ');
}

function formatMadeJobs(exchanges: JudgedRun['evidence']['exchanges']): string {
  return listMadeJobs(exchanges)
    .map(
      ({ jobId, status }) =>
        `Created job ${jobId}, ${status === '' ? 'never seen' : `last seen ${status}`}.\n`,
    )
    .join('');
}

function formatSummary(run: JudgedRun): string {
  const { verdicts, evidence, strict, tookMs } = run;
  const { target, exchanges } = evidence;
  const watched = target.watchedMs > 0 ? `, ${Math.round(target.watchedMs / 1000)} s of polling` : '';
  const cost = `${getAvailability(evidence).requests} requests in ${(tookMs / 1000).toFixed(1)} s${watched}`;
  const counts = formatCounts(countVerdicts(verdicts, strict));
  const changed = run.changedLevels ?? [];
  const levels = changed.length === 0 ? '' : `\nLevels changed by the team: ${formatLevelChanges(changed)}.`;
  return `${target.baseUrl}\n${formatMadeJobs(exchanges)}${verdicts.length} clauses: ${counts}. ${cost}.${levels}`;
}
