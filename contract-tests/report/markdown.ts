/** The report for the page of a CI job, an issue or a mail: Markdown that can also be read as plain text, the broken first. */
import type { Verdict } from '../verdict/clause.ts';
import { getKind, type Kind } from '../verdict/counts.ts';
import { listChanges } from './changes.ts';
import { formatFact, formatInstant, getFacts } from './facts.ts';
import { getReason, sourceText } from './failure.ts';
import { groupByCause } from './causes.ts';
import { printable } from './printable.ts';
import { getExitStatus, getError, getMessage, getTarget, type JudgedRun, type Run } from './run.ts';

const headings: readonly (readonly [Kind, string])[] = [
  ['broken', 'Broken: these fail the run'],
  ['crashed', 'Checks of our own that crashed'],
  ['warning', 'Warnings'],
  ['notice', 'Notices'],
];

/** A page of a CI job has room for no more clauses. */
const maxClauses = 40;
/** A reason may repeat what a target sent. */
const maxReason = 300;

/** The text of summary.md. */
export function markdownSummary(run: Run): string {
  const title = run.kind === 'judged' ? sentence(getMessage(run)) : 'Nothing was judged.';
  const paragraphs = [
    `### ${getSign(run)} ${title}`,
    ...(run.kind === 'judged' ? [] : getMessage(run).split('\n').map(messageLine)),
    [
      `- Target: ${code(getTarget(run) || 'unknown')}, ${formatInstant(run.startedAt)}`,
      ...getFacts(run).map((fact) => `- ${fact.label}: ${sentence(formatFact(fact))}`),
    ].join('\n'),
    ...(run.kind === 'judged' ? judgedParts(run) : []),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** A sign that is seen from afar: kept, broken, or not judged. */
function getSign(run: Run): string {
  if (getError(run) !== undefined) return '⚠️';
  return getExitStatus(run) === 0 ? '✅' : '❌';
}

function judgedParts(run: JudgedRun): readonly string[] {
  return [...changesPart(run), ...clauseParts(run), ...unobservedPart(run)];
}

function changesPart(run: JudgedRun): readonly string[] {
  if (run.changes === undefined) return [];
  const lines = listChanges(run.changes, run).map(
    ({ label, ids }) => `- ${label}: ${ids.map(code).join(', ')}`,
  );
  return ['#### Since the last run', lines.length === 0 ? 'Nothing changed.' : lines.join('\n')];
}

function clauseParts({ verdicts, strict }: JudgedRun): readonly string[] {
  let room = maxClauses;
  const parts = headings.flatMap(([kind, heading]) => {
    const own = verdicts.filter((verdict) => getKind(verdict, strict) === kind);
    const shown = own.slice(0, room);
    room -= shown.length;
    if (own.length === 0) return [];
    const more = own.length > shown.length ? [`- and ${own.length - shown.length} more, in report.html`] : [];
    return [`#### ${heading}`, [...shown.map(clauseItem), ...more].join('\n')];
  });
  return parts;
}

function clauseItem(verdict: Verdict): string {
  const { id, promise, level } = verdict.clause;
  const reason = code(shorten(getReason(verdict) ?? ''));
  return `- **${sentence(promise)}** ${code(id)}, ${level}, ${sentence(sourceText(verdict.clause))}\n  - ${reason}`;
}

function unobservedPart({ verdicts, evidence }: JudgedRun): readonly string[] {
  const items = groupByCause(verdicts, evidence).map(({ heading, hint, count, missing }) => {
    const lines = missing.map(
      ({ message, ids }) => `  - ${sentence(shorten(message))}: ${ids.map(code).join(', ')}`,
    );
    const wanted = hint === undefined ? '' : ` (${sentence(hint)})`;
    return [`- ${sentence(heading)}${wanted}: ${count}`, ...lines].join('\n');
  });
  return items.length === 0
    ? []
    : ['#### Not observed, and so not kept either; what was missing', items.join('\n')];
}

function shorten(text: string): string {
  const signs = [...text];
  return signs.length <= maxReason ? text : `${signs.slice(0, maxReason).join('')}...`;
}

/** Text of any origin as it stands: in code nothing is markup, an address, or the mention of a user or an issue. */
function code(text: string): string {
  const line = printable(text).replaceAll(/\s+/g, ' ').trim();
  if (line === '') return '';
  // A fence is longer than any row of backticks in it (CommonMark 6.1).
  const rows = [...line.matchAll(/`+/g)].map(([row]) => row.length);
  const fence = '`'.repeat(Math.max(0, ...rows) + 1);
  const room = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${room}${line}${room}${fence}`;
}

/** A sentence of ours that may quote a target: what could be markup in it is put into code, word by word. */
function sentence(text: string): string {
  return printable(text).replaceAll(/\s+/g, ' ').trim().split(' ').map(word).join(' ');
}

/** A message that quotes something is shown as it is, so that it can be looked for. */
function messageLine(text: string): string {
  const plain = sentence(text);
  return plain.includes('`') ? code(text) : plain;
}

/** The signs around a word, which mean nothing beside letters, and the word itself. */
const parts = /^(["'(]*)(.*?)([.,;:!?)"'%]*)$/su;

/** Letters and digits, joined by single signs that no renderer takes for markup; also the name of a flag. */
const plainWord = /^(?:--)?[\p{L}\p{N}]*(?:[-'/.:_][\p{L}\p{N}]+)*$/u;

function word(text: string): string {
  const [, before = '', inner = text, after = ''] = parts.exec(text) ?? [];
  const isPlain = plainWord.test(inner) && !/^www\.|^https?:/i.test(inner);
  return isPlain ? text : `${before}${code(inner)}${after}`;
}
