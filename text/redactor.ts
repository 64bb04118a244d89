/** Keeps secrets out of evidence: everything that is recorded goes through it. */
import { escapePattern } from './escape-pattern.ts';
import { createViews } from './unescaped.ts';

/**
 * Replaces every secret in a text, and every identifying part of one, in any encoding in which a server may
 * echo it.
 */
export type Redactor = (text: string) => string;

/** The replacement for a secret that the target sent back. */
export const redacted = '[redacted]';

/** Minimum length of a token; a shorter one cannot be distinguished from other text. */
export const minSecretLength = 5;

/** Parts of this length are removed if they contain a letter and a digit. */
const minPiece = 6;
/** Parts of this length are always removed, as README.md promises. */
const minAnyPiece = 10;

interface Spelling {
  readonly text: string;
  /** Minimum length of a run of its characters that is checked. */
  readonly minRun: number;
}

/** A redactor for these secrets, for the cut ones that are sent to see them refused, and for pieces of them. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const spellings = secrets.flatMap(listSpellings);
  const texts = [...spellings, ...secrets.map(cut).flatMap(listSpellings)]
    .map(({ text }) => text)
    .filter(({ length }) => length >= minSecretLength - 1)
    .toSorted((a, b) => b.length - a.length);
  if (texts.length === 0) return (text) => text;
  const whole = new RegExp([...new Set(texts.map(escapePattern))].join('|'), 'g');
  // A part of a shortened secret is also a part of the whole one.
  const findPieces = createPieceFinder(spellings);
  const byKinds = secrets.some((secret) => /[%&\\]/.test(secret));
  return (text) => {
    const marked = new Marks();
    for (const view of createViews(text, byKinds)) {
      const folded = fold(view.text);
      const mark = (from: number, to: number) => marked.add(view.startAt(from), view.endAt(to - 1));
      for (const { 0: found, index } of folded.matchAll(whole)) mark(index, index + found.length);
      findPieces(folded, mark);
    }
    return marked.replaceIn(text);
  };
}

const ascii = /^[\0-\x7f]*$/;

/** Converts to lower case without moving characters: some are longer in lower case (U+0130). */
function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text.replaceAll(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });
}

/** The parts of a text that are to be replaced. */
class Marks {
  readonly #marks: (readonly [from: number, to: number])[] = [];

  add(from: number, to: number): void {
    this.#marks.push([from, to]);
  }

  replaceIn(text: string): string {
    if (this.#marks.length === 0) return text;
    let [shown, done, end] = ['', 0, -1];
    for (const [from, to] of this.#marks.toSorted(([a], [b]) => a - b)) {
      if (from > end) {
        shown += text.slice(done, from) + redacted;
        end = to;
      }
      end = Math.max(end, to);
      done = end;
    }
    return shown + text.slice(done);
  }
}

/** Text that never counts as part of a token: job ids and timestamps. */
const harmless =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dt\d\d:\d\d:\d\d/g;

/** Finds each longest run of characters that is a piece of a spelling of a secret. */
function createPieceFinder(
  spellings: readonly Spelling[],
): (folded: string, mark: (from: number, to: number) => void) => void {
  const runs = new Map<number, Set<string>>();
  for (const { text, minRun } of spellings)
    runs.set(minRun, new Set([...(runs.get(minRun) ?? []), ...cutPieces(text, minRun)]));
  const beginnings = new Set(
    [...runs.values()].flatMap((pieces) => [...pieces].map((piece) => computeKey(piece, 0))),
  );
  const mayBegin = Uint8Array.from({ length: 2 ** 14 }, (_, key) => (beginnings.has(key) ? 1 : 0));
  return (folded, mark) => {
    // The first two characters exclude most places, without creating a text.
    const candidates: number[] = [];
    for (let at = 0; at + 1 < folded.length; at += 1)
      if (mayBegin[computeKey(folded, at)] === 1) candidates.push(at);
    if (candidates.length === 0) return;
    // Unless it is a part of a token, which is then no id of a job.
    const safe = [...folded.matchAll(harmless)].filter(
      ({ 0: found }) => !spellings.some(({ text }) => text.includes(found)),
    );
    for (const [minRun, starts] of runs) {
      let [next, nextSafe] = [0, 0];
      for (const at of candidates) {
        if (at < next || !starts.has(folded.slice(at, at + minRun))) continue;
        while (getEnd(safe[nextSafe]) <= at) nextSafe += 1;
        if ((safe[nextSafe]?.index ?? Number.POSITIVE_INFINITY) <= at) continue;
        let end = at + minRun;
        while (end < folded.length && starts.has(folded.slice(end - minRun + 1, end + 1))) end += 1;
        if (isTelling(folded.slice(at, end))) mark(at, end);
        next = end;
      }
    }
  };
}

/** @returns infinity behind the last match */
function getEnd(match: RegExpExecArray | undefined): number {
  return match === undefined ? Number.POSITIVE_INFINITY : match.index + match[0].length;
}

/** Two characters as a number below 2^14, for the ASCII of which spellings consist; more for any others. */
function computeKey(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  return first < 128 && second < 128 ? first * 128 + second : 2 ** 14;
}

/** Short words and numbers occur in many texts. */
function isTelling(run: string): boolean {
  return run.length >= minAnyPiece || (/\d/.test(run) && /[a-z]/.test(run));
}

function cutPieces(whole: string, length: number): readonly string[] {
  const count = Math.max(0, whole.length - length + 1);
  return Array.from({ length: count }, (_, at) => whole.slice(at, at + length));
}

/** A token without its first character: similar to a valid one, but invalid. */
export function cut(token: string): string {
  return token.slice(1);
}

/** As it is, in hexadecimal and in base64, in lower case. Escapes are decoded before the comparison. */
function listSpellings(secret: string): readonly Spelling[] {
  const bytes = new TextEncoder().encode(secret);
  const hexadecimal = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    { text: fold(secret), minRun: minPiece },
    { text: hexadecimal, minRun: minPiece * 2 },
    ...[0, 1, 2]
      .flatMap((before) => listBase64Forms(bytes, before))
      .map((text) => ({ text: fold(text), minRun: minPiece })),
  ];
}

/**
 * The part of a secret that is recognizable inside a longer base64 text: only the characters that do not
 * depend on its surroundings.
 * @param before number of bytes before it in its group of three
 */
function listBase64Forms(bytes: Uint8Array, before: number): readonly string[] {
  const whole = btoa(String.fromCharCode(...Array<number>(before).fill(0), ...bytes));
  const sure = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
}
