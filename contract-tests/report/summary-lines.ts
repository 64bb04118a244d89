/** What a channel is told about a run: at most ten lines, what is newly broken first. */
import type { Verdict } from '../verdict/clause.ts';
import { countVerdicts, formatCounts, getKind, type VerdictKind } from '../verdict/counts.ts';
import type { LastingStep } from '../statistics/find-steps.ts';
import { formatAvailability, getAvailability } from '../evidence/availability.ts';
import { formatInstant } from './facts.ts';
import { getReason } from './failure.ts';
import { toPrintable } from './printable.ts';
import { type ContractRun, getError, getMessage, getTarget, type JudgedRun } from './run.ts';
import { getState, stateSigns, stateWords } from './state.ts';
import { formatSparkline, formatStep, formatStepState, isNewStep } from './steps.ts';

export type SummaryLine = readonly SummaryPart[];

/** Text without line breaks or invisible characters. Only `words` are ours; the others may quote a target. */
export interface SummaryPart {
  readonly text: string;
  readonly style: 'words' | 'bold' | 'code' | 'quote';
}

const maxLines = 10;
const maxText = 240;

export function listSummaryLines(run: ContractRun): readonly SummaryLine[] {
  const state = getState(run);
  const head: readonly SummaryLine[] = [
    [bold(`${stateSigns[state]} ${stateWords[state]}`), words(': '), quote(getMessage(run))],
    [code(getTarget(run) || 'an unknown target'), words(`, ${formatInstant(run.startedAt)}`)],
  ];
  if (run.kind === 'unjudged') return [...head, [words(`Reason: ${run.error.reason}`)]];
  const error = getError(run);
  const counts = formatCounts(countVerdicts(run.verdicts, run.strict));
  const facts = [
    words(`${counts}. Availability `),
    quote(`${formatAvailability(getAvailability(run.evidence))}.`),
    ...(error === undefined ? [] : [words(` Reason: ${error.reason}.`)]),
  ];
  const items = listItems(run);
  const room = maxLines - head.length - 1;
  if (items.length <= room) return [...head, facts, ...items];
  const more = words(`and ${items.length - room + 1} more, see report.html`);
  return [...head, facts, ...items.slice(0, room - 1), [more]];
}

/** The most important first. A warning or notice of an earlier run is left out. */
function listItems(run: JudgedRun): readonly SummaryLine[] {
  const { changes, steps = [] } = run;
  const hasPast = changes !== undefined;
  return [
    ...formatClauses(run, 'broken', 'new', 'newly broken'),
    ...formatClauses(run, 'broken', 'old', hasPast ? 'still broken' : 'broken'),
    ...formatClauses(run, 'crashed', 'all', 'crashed'),
    ...steps.filter(isNewStep).map(formatStepItem),
    ...formatClauses(run, 'warning', 'new', 'new warning'),
    ...(hasPast ? [] : formatClauses(run, 'warning', 'old', 'warning')),
    ...formatClauses(run, 'notice', 'new', 'new notice'),
    ...formatFixed(changes?.fixed ?? []),
  ];
}

function formatClauses(
  { verdicts, changes, strict }: JudgedRun,
  kind: VerdictKind,
  age: 'new' | 'old' | 'all',
  label: string,
): readonly SummaryLine[] {
  const newly = new Set(changes?.newly);
  return verdicts
    .filter((verdict) => getKind(verdict, strict) === kind)
    .filter(({ clause }) => age === 'all' || newly.has(clause.id) === (age === 'new'))
    .map((verdict) => formatClause(label, verdict));
}

function formatStepItem(step: LastingStep): SummaryLine {
  return [bold(formatStepState(step)), words(': '), quote(`${formatStep(step)} ${formatSparkline(step)}`)];
}

function formatFixed(ids: readonly string[]): readonly SummaryLine[] {
  return ids.length === 0 ? [] : [[bold('fixed'), words(': '), code(ids.join(', '))]];
}

function formatClause(label: string, verdict: Verdict): SummaryLine {
  const { id, promise } = verdict.clause;
  const reason = getReason(verdict);
  return [
    bold(label),
    words(': '),
    quote(promise),
    words(' ('),
    code(id),
    words(')'),
    ...(reason === undefined ? [] : [words(' '), quote(reason)]),
  ];
}

const words = (text: string): SummaryPart => ({ text, style: 'words' });
const bold = (text: string): SummaryPart => ({ text: toLine(text), style: 'bold' });
const code = (text: string): SummaryPart => ({ text: toLine(text), style: 'code' });
const quote = (text: string): SummaryPart => ({ text: toLine(text), style: 'quote' });

function toLine(text: string): string {
  const line = toPrintable(text).replaceAll(/\s+/g, ' ').trim();
  const signs = [...line];
  return signs.length <= maxText ? line : `${signs.slice(0, maxText).join('')}...`;
}
