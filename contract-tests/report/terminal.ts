/** The report for a terminal: the broken first, then what was not observed, then the summary. */
import type { Verdict } from '../verdict/clause.ts';
import { countVerdicts, formatCounts } from '../verdict/counts.ts';
import { coverageText } from '../verdict/coverage.ts';
import { conductLines } from '../verdict/soundness.ts';
import { formatAvailability, getAvailability } from '../evidence/availability.ts';
import { madeJobs } from '../evidence/made-jobs.ts';
import { getWeight } from '../verdict/judge.ts';
import { hintFor, type Need, needs, getSetting } from '../verdict/missing.ts';
import { listChanges } from './changes.ts';
import { driftText } from './drift.ts';
import { failureText } from './failure.ts';
import { coloured, type Paint, plain } from './paint.ts';
import { printable } from './printable.ts';
import { getError, getExitStatus, getMessage, type JudgedRun, type Run } from './run.ts';

const labels = {
  failure: ['BROKEN', 'red'],
  warning: ['WARNING', 'yellow'],
  notice: ['NOTICE', 'cyan'],
} as const;

export interface Manner {
  readonly colours?: boolean;
  /** Only what fails the run, and the last line. */
  readonly quiet?: boolean;
}

export function terminalReport(run: Run, manner: Manner = {}): string {
  return run.kind === 'judged' ? judgedReport(run, manner) : printable(getMessage(run));
}

function judgedReport(run: JudgedRun, { colours = false, quiet = false }: Manner): string {
  const { verdicts, strict } = run;
  const paint = colours ? coloured : plain;
  const weights = quiet ? (['failure'] as const) : (['failure', 'warning', 'notice'] as const);
  const told = weights.flatMap((weight) =>
    verdicts
      .filter((verdict) => getWeight(verdict, strict) === weight)
      .map((verdict) => failureLines(verdict, weight, run, paint)),
  );
  const paragraphs = [
    ...unobservedParagraph(run),
    ...driftParagraph(run),
    ...changesParagraph(run),
    [`Seen:  ${readingsLine(run)}`, ...(run.framework === undefined ? [] : [run.framework])].join('\n'),
    summary(run),
    ...coverageParagraph(run),
  ];
  return [...told, ...(quiet ? [] : paragraphs.map(printable)), lastLines(run, paint)].join('\n\n');
}

/** How available the target was, and how the run came out: what is said however little is said. */
function lastLines(run: JudgedRun, paint: Paint): string {
  const availability = `Availability: ${formatAvailability(getAvailability(run.evidence))}.`;
  const error = getError(run);
  // An error after the verdicts does not hide them.
  const messages = error !== undefined && error.message !== run.outcome.says ? [run.outcome.says] : [];
  const last = paint(printable(getMessage(run)), 'bold', getExitStatus(run) === 0 ? 'green' : 'red');
  return [...[availability, ...messages].map(printable), last].join('\n');
}

/** A failure, with its label, its name and the words before its lines painted. */
function failureLines(
  verdict: Verdict,
  weight: keyof typeof labels,
  { evidence }: JudgedRun,
  paint: Paint,
): string {
  const [word, colour] = verdict.verdict === 'crashed' ? (['CRASHED', 'magenta'] as const) : labels[weight];
  const text = printable(failureText(verdict, evidence)).replaceAll(
    /^ {2}(expected|actual|repeat) /gm,
    (start) => paint(start, 'dim'),
  );
  return `${paint(word.padEnd(8), 'bold', colour)} ${paint(verdict.clause.id, 'bold')}: ${text}`;
}

function changesParagraph(run: JudgedRun): readonly string[] {
  if (run.changes === undefined) return [];
  const lines = listChanges(run.changes, run).map(
    ({ label, ids }) => `  ${label.padEnd(14)} ${ids.join(', ')}`,
  );
  return lines.length === 0 ? [] : [`Since the last run:\n${lines.join('\n')}`];
}

function unobservedParagraph({ verdicts, evidence }: JudgedRun): readonly string[] {
  const unobserved = verdicts.flatMap((verdict) => (verdict.verdict === 'unobserved' ? [verdict] : []));
  // What needs a flag that was not given is told on one line.
  const summed = new Set<Need>(['write-access', 'ledger']);
  const lines = [
    ...unobserved
      .filter(({ missing }) => !summed.has(missing.need))
      .map(({ clause, missing }) => `  ${clause.id.padEnd(28)} ${missing.message}`),
    ...[...summed].flatMap((need) => {
      const count = unobserved.filter(({ missing }) => missing.need === need).length;
      const hint = hintFor(need, getSetting(evidence));
      const wanted = `${needs[need]}${hint === undefined ? '' : ` (${hint})`}`;
      return count === 0 ? [] : [`  ${`${count} clauses`.padEnd(28)} ${wanted}`];
    }),
  ];
  return lines.length === 0
    ? []
    : [`Not observed, and so not kept either; what was missing:\n${lines.join('\n')}`];
}

function driftParagraph({ drift = [] }: JudgedRun): readonly string[] {
  if (drift.length === 0) return [];
  const lines = drift.map((one) => `  ${driftText(one)}`);
  return [`Seen, and not in the document (drift; nothing is broken by it):\n${lines.join('\n')}`];
}

/** How much was seen, and how it was asked for; nothing where nobody counted. */
function coverageParagraph({ coverage, evidence }: JudgedRun): readonly string[] {
  const lines = [...(coverage === undefined ? [] : [coverageText(coverage)]), ...conductLines(evidence)];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function readingsLine({ readings }: JudgedRun): string {
  return Object.entries(readings)
    .flatMap(([question, reading]) => (reading === undefined ? [] : [`${question}=${reading}`]))
    .join('  ');
}

function madeLines(exchanges: JudgedRun['evidence']['exchanges']): string {
  return madeJobs(exchanges)
    .map(
      ({ jobId, status }) => `Made job ${jobId}, ${status === '' ? 'never seen' : `last seen ${status}`}.\n`,
    )
    .join('');
}

function summary(run: JudgedRun): string {
  const { verdicts, evidence, strict, tookMs } = run;
  const { target, exchanges } = evidence;
  const watched = target.watchedMs > 0 ? `, ${Math.round(target.watchedMs / 1000)} s of watching` : '';
  const cost = `${getAvailability(evidence).requests} requests in ${(tookMs / 1000).toFixed(1)} s${watched}`;
  const counts = formatCounts(countVerdicts(verdicts, strict));
  return `${target.baseUrl}\n${madeLines(exchanges)}${verdicts.length} clauses: ${counts}. ${cost}.`;
}
