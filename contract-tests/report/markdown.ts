/** Formats the report for a CI job, an issue or an email, as Markdown that is also readable as plain text. */
import type { Verdict } from '../verdict/clause.ts';
import { getKind, type VerdictKind } from '../verdict/counts.ts';
import { formatLevel } from '../verdict/levels.ts';
import { listChanges } from './changes.ts';
import { formatFact, formatInstant, getFacts } from './facts.ts';
import { getReason, formatClauseSource } from './failure.ts';
import { groupByCause } from './causes.ts';
import { toPrintable } from './printable.ts';
import { getState, type RunState } from './state.ts';
import { formatSparkline, formatStep, formatStepState } from './steps.ts';
import { getMessage, getTarget, isFailing, type JudgedRun, type ContractRun } from './run.ts';

const headings: readonly (readonly [VerdictKind | 'tolerated', string])[] = [
  ['broken', 'Broken: these fail the run'],
  ['tolerated', 'Broken, but not set to fail this run'],
  ['crashed', 'Crashed: checks of the suite that failed to run'],
  ['warning', 'Warnings'],
  ['notice', 'Notices'],
];

/** A CI job page has room for only so many clauses. */
const maxClauses = 40;
/** A reason may quote what a target sent. */
const maxReason = 300;

/** The text of summary.md. */
export function formatMarkdownSummary(run: ContractRun): string {
  const title = run.kind === 'judged' ? formatSentence(getMessage(run)) : 'Nothing was judged.';
  const paragraphs = [
    `### ${stateMarks[getState(run)]} ${title}`,
    ...(run.kind === 'judged' ? [] : getMessage(run).split('\n').map(formatMessage)),
    [
      `- Target: ${formatCode(getTarget(run) || 'unknown')}, ${formatInstant(run.startedAt)}`,
      ...getFacts(run).map((fact) => `- ${fact.label}: ${formatSentence(formatFact(fact))}`),
    ].join('\n'),
    ...(run.kind === 'judged' ? formatJudged(run) : []),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

const stateMarks = { kept: '✅', broken: '❌', step: '⚠️', unjudged: '⚠️' } as const satisfies Record<
  RunState,
  string
>;

function formatJudged(run: JudgedRun): readonly string[] {
  return [...formatSteps(run), ...formatChanges(run), ...formatClauses(run), ...formatUnobserved(run)];
}

function formatSteps({ steps = [] }: JudgedRun): readonly string[] {
  const lines = steps.map(
    (step) =>
      `- **${formatStepState(step)}** ${formatSentence(formatStep(step))}\n  ${formatCode(formatSparkline(step))}`,
  );
  return lines.length === 0 ? [] : ['#### Lasting steps', lines.join('\n')];
}

function formatChanges(run: JudgedRun): readonly string[] {
  if (run.changes === undefined) return [];
  const lines = listChanges(run.changes, run).map(
    ({ label, ids }) => `- ${label}: ${ids.map(formatCode).join(', ')}`,
  );
  return ['#### Since the last run', lines.length === 0 ? 'Nothing changed.' : lines.join('\n')];
}

function formatClauses(run: JudgedRun): readonly string[] {
  let room = maxClauses;
  const parts = headings.flatMap(([name, heading]) => {
    const own = run.verdicts.filter((verdict) => getGroup(verdict, run) === name);
    const shown = own.slice(0, room);
    room -= shown.length;
    if (own.length === 0) return [];
    const more = own.length > shown.length ? [`- and ${own.length - shown.length} more in report.html`] : [];
    return [`#### ${heading}`, [...shown.map(formatClause), ...more].join('\n')];
  });
  return parts;
}

function getGroup(verdict: Verdict, run: JudgedRun): VerdictKind | 'tolerated' {
  const kind = getKind(verdict, run.strict);
  return kind === 'broken' && !isFailing(verdict, run) ? 'tolerated' : kind;
}

function formatClause(verdict: Verdict): string {
  const { id, promise } = verdict.clause;
  const level = formatLevel(verdict.clause);
  const reason = formatCode(shorten(getReason(verdict) ?? ''));
  return `- **${formatSentence(promise)}** ${formatCode(id)}, ${level}, ${formatSentence(formatClauseSource(verdict.clause))}\n  - ${reason}`;
}

function formatUnobserved({ verdicts, evidence }: JudgedRun): readonly string[] {
  const items = groupByCause(verdicts, evidence).map(({ heading, hint, count, missing }) => {
    const lines = missing.map(
      ({ message, ids }) => `  - ${formatSentence(shorten(message))}: ${ids.map(formatCode).join(', ')}`,
    );
    const wanted = hint === undefined ? '' : ` (${formatSentence(hint)})`;
    return [`- ${formatSentence(heading)}${wanted}: ${count}`, ...lines].join('\n');
  });
  return items.length === 0 ? [] : ['#### Not observed, grouped by what was missing', items.join('\n')];
}

function shorten(text: string): string {
  const signs = [...text];
  return signs.length <= maxReason ? text : `${signs.slice(0, maxReason).join('')}...`;
}

/** Formats text of any origin as code, so that it cannot become markup, a link or a mention. */
function formatCode(text: string): string {
  const line = toPrintable(text).replaceAll(/\s+/g, ' ').trim();
  if (line === '') return '';
  // The fence must be longer than any row of backticks in the text (CommonMark 6.1).
  const rows = [...line.matchAll(/`+/g)].map(([row]) => row.length);
  const fence = '`'.repeat(Math.max(0, ...rows) + 1);
  const room = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${room}${line}${room}${fence}`;
}

/** Formats a message that may quote a target: every word that could be markup becomes code. */
function formatSentence(text: string): string {
  return toPrintable(text).replaceAll(/\s+/g, ' ').trim().split(' ').map(formatWord).join(' ');
}

/** Shows a message with a quotation unchanged, so that readers can search for it. */
function formatMessage(text: string): string {
  const plain = formatSentence(text);
  return plain.includes('`') ? formatCode(text) : plain;
}

/** A word and the punctuation around it, which is harmless next to letters. */
const parts = /^(["'(]*)(.*?)([.,;:!?)"'%]*)$/su;

/** Letters and digits, joined by single characters that are not markup; also the name of a flag. */
const plainWord = /^(?:--)?[\p{L}\p{N}]*(?:[-'/.:_][\p{L}\p{N}]+)*$/u;

function formatWord(text: string): string {
  const [, before = '', inner = text, after = ''] = parts.exec(text) ?? [];
  const isPlain = plainWord.test(inner) && !/^www\.|^https?:/i.test(inner);
  return isPlain ? text : `${before}${formatCode(inner)}${after}`;
}
