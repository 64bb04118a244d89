/** What a channel is told about a run: at most ten lines, what is newly broken first. */
import type { Verdict } from '../verdict/clause.ts';
import { countVerdicts, formatCounts, getKind } from '../verdict/counts.ts';
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

/** The most important first. What was reported before and fails nothing is left out. */
function listItems(run: JudgedRun): readonly SummaryLine[] {
  const { verdicts, changes, strict, steps = [] } = run;
  const newly = changes === undefined ? undefined : new Set(changes.newly);
  const isNew = ({ clause }: Verdict) => newly?.has(clause.id) ?? false;
  const select = (kind: ReturnType<typeof getKind>, wanted: (verdict: Verdict) => boolean = () => true) =>
    verdicts.filter((verdict) => getKind(verdict, strict) === kind && wanted(verdict));
  const isOld = (verdict: Verdict) => !isNew(verdict);
  const isUnreported = (verdict: Verdict) => newly === undefined || isNew(verdict);
  const list = (label: string, chosen: readonly Verdict[]) =>
    chosen.map((verdict) => formatClause(label, verdict));
  return [
    ...list('newly broken', select('broken', isNew)),
    ...list(newly === undefined ? 'broken' : 'still broken', select('broken', isOld)),
    ...list('crashed', select('crashed')),
    ...steps
      .filter(isNewStep)
      .map(
        (step): SummaryLine => [
          bold(formatStepState(step)),
          words(': '),
          quote(`${formatStep(step)} ${formatSparkline(step)}`),
        ],
      ),
    ...list('new warning', newly === undefined ? [] : select('warning', isUnreported)),
    ...list('warning', newly === undefined ? select('warning') : []),
    ...list('new notice', newly === undefined ? [] : select('notice', isUnreported)),
    ...formatFixed(changes?.fixed ?? []),
  ];
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
