/** The report for a terminal: the broken first, then what was not observed, then the summary. */
import type { Verdict } from '../clause.ts';
import { coverageText } from '../coverage.ts';
import { conductLines } from '../soundness.ts';
import { madeJobs } from '../evidence/made-jobs.ts';
import { weightOf } from '../judge.ts';
import { hintFor, type Need, needs, settingOf } from '../missing.ts';
import { changeKinds, changeWords } from './changes.ts';
import { driftText } from './drift.ts';
import { failureText } from './failure.ts';
import { coloured, type Paint, plain } from './paint.ts';
import { printable } from './printable.ts';
import type { Run } from './run.ts';

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

export function terminalReport(run: Run, { colours = false, quiet = false }: Manner = {}): string {
  const { verdicts, strict, outcome } = run;
  const paint = colours ? coloured : plain;
  const weights = quiet ? (['failure'] as const) : (['failure', 'warning', 'notice'] as const);
  const told = weights.flatMap((weight) =>
    verdicts
      .filter((verdict) => weightOf(verdict, strict) === weight)
      .map((verdict) => failureLines(verdict, weight, run, paint)),
  );
  const says = paint(printable(outcome.says), 'bold', outcome.status === 0 ? 'green' : 'red');
  if (quiet) return [...told, says].join('\n\n');
  const paragraphs = [
    ...unobservedParagraph(run),
    ...driftParagraph(run),
    ...changesParagraph(run),
    [`Seen:  ${readingsLine(run)}`, ...(run.framework === undefined ? [] : [run.framework])].join('\n'),
    summary(run),
    ...coverageParagraph(run),
  ];
  return [...told, ...paragraphs.map(printable), says].join('\n\n');
}

/** A failure, with its label, its name and the words before its lines painted. */
function failureLines(
  verdict: Verdict,
  weight: keyof typeof labels,
  { evidence }: Run,
  paint: Paint,
): string {
  const [word, colour] = verdict.verdict === 'crashed' ? (['CRASHED', 'magenta'] as const) : labels[weight];
  const text = printable(failureText(verdict, evidence)).replaceAll(
    /^ {2}(expected|actual|repeat) /gm,
    (start) => paint(start, 'dim'),
  );
  return `${paint(word.padEnd(8), 'bold', colour)} ${paint(verdict.clause.id, 'bold')}: ${text}`;
}

function changesParagraph({ changes }: Run): readonly string[] {
  if (changes === undefined) return [];
  const lines = changeKinds(changes).map(
    ([kind, ids]) => `  ${changeWords[kind].padEnd(14)} ${ids.join(', ')}`,
  );
  return lines.length === 0 ? [] : [`Since the last run:\n${lines.join('\n')}`];
}

function unobservedParagraph({ verdicts, evidence }: Run): readonly string[] {
  const unobserved = verdicts.flatMap((verdict) => (verdict.verdict === 'unobserved' ? [verdict] : []));
  // What needs a flag that was not given is told on one line.
  const summed = new Set<Need>(['write-access', 'ledger']);
  const lines = [
    ...unobserved
      .filter(({ missing }) => !summed.has(missing.need))
      .map(({ clause, missing }) => `  ${clause.id.padEnd(28)} ${missing.message}`),
    ...[...summed].flatMap((need) => {
      const count = unobserved.filter(({ missing }) => missing.need === need).length;
      const hint = hintFor(need, settingOf(evidence));
      const wanted = `${needs[need]}${hint === undefined ? '' : ` (${hint})`}`;
      return count === 0 ? [] : [`  ${`${count} clauses`.padEnd(28)} ${wanted}`];
    }),
  ];
  return lines.length === 0
    ? []
    : [`Not observed, and so not kept either; what was missing:\n${lines.join('\n')}`];
}

function driftParagraph({ drift = [] }: Run): readonly string[] {
  if (drift.length === 0) return [];
  const lines = drift.map((one) => `  ${driftText(one)}`);
  return [`Seen, and not in the document (drift; nothing is broken by it):\n${lines.join('\n')}`];
}

/** How much was seen, and how it was asked for; nothing where nobody counted. */
function coverageParagraph({ coverage, evidence }: Run): readonly string[] {
  const lines = [...(coverage === undefined ? [] : [coverageText(coverage)]), ...conductLines(evidence)];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function readingsLine({ readings }: Run): string {
  return Object.entries(readings)
    .flatMap(([question, reading]) => (reading === undefined ? [] : [`${question}=${reading}`]))
    .join('  ');
}

function madeLines(exchanges: Run['evidence']['exchanges']): string {
  return madeJobs(exchanges)
    .map(
      ({ jobId, status }) => `Made job ${jobId}, ${status === '' ? 'never seen' : `last seen ${status}`}.\n`,
    )
    .join('');
}

function summary({ verdicts, evidence, tookMs }: Run): string {
  const { target, exchanges } = evidence;
  const names: readonly Verdict['verdict'][] = ['kept', 'broken', 'unobserved', 'off', 'crashed'];
  const counts = names
    .map((name) => [name, verdicts.filter(({ verdict }) => verdict === name).length] as const)
    .filter(([name, count]) => count > 0 || name === 'kept' || name === 'broken')
    .map(([name, count]) => `${count} ${name}`);
  const watched = target.watchedMs > 0 ? `, ${Math.round(target.watchedMs / 1000)} s of watching` : '';
  const cost = `${exchanges.length} requests in ${(tookMs / 1000).toFixed(1)} s${watched}`;
  return `${target.baseUrl}\n${madeLines(exchanges)}${verdicts.length} clauses: ${counts.join(', ')}. ${cost}.`;
}
