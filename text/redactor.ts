/** Keeps secrets out of evidence: everything that is recorded goes through it. */
import { createViews } from './unescaped.ts';

/** Replaces every secret in a text, and every telling piece of one, however a server may echo it. */
export type Redactor = (text: string) => string;

/** What stands in the place of a secret that came back from a target. */
export const redacted = '[redacted]';

/** Characters that a token must have; a shorter one could not be told from other text. */
export const minSecretLength = 5;

/** A piece of so many characters is taken out when it holds a letter and a digit. */
const minPiece = 6;
/** A piece of so many characters is taken out whatever it holds; so README.md promises. */
const minAnyPiece = 10;

interface Spelling {
  readonly text: string;
  /** How many characters of it a run must have at least to be looked at. */
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
  // What is a piece of a cut one is a piece of the whole one.
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

/** In lower case, with every character where it was: some letters are longer in lower case (U+0130). */
function fold(text: string): string {
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

/** What is never a piece of a token, whatever it looks like: an id of a job, a timestamp. */
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
    // Unless it is a part of a token, which is then no id of a job.
    const safe = [...folded.matchAll(harmless)].filter(
      ({ 0: found }) => !spellings.some(({ text }) => text.includes(found)),
    );
    const places = new Set(safe.flatMap(getPlaces));
    for (const [minRun, starts] of runs)
      for (let at = 0; at + minRun <= folded.length; at += 1) {
        // Most places fail by their first two characters, without a text being made.
        if (mayBegin[computeKey(folded, at)] !== 1) continue;
        if (places.has(at) || !starts.has(folded.slice(at, at + minRun))) continue;
        let end = at + minRun;
        while (end < folded.length && starts.has(folded.slice(end - minRun + 1, end + 1))) end += 1;
        if (isTelling(folded.slice(at, end))) mark(at, end);
        at = end - 1;
      }
  };
}

/** Two characters as a number below 2^14, for the ASCII of which spellings consist; more for any others. */
function computeKey(text: string, at: number): number {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return first < 128 && second < 128 ? first * 128 + second : 2 ** 14;
}

/** A short word, or a short number, stands in many a text by itself. */
function isTelling(run: string): boolean {
  return run.length >= minAnyPiece || (/\d/.test(run) && /[a-z]/.test(run));
}

function getPlaces({ 0: { length }, index }: RegExpMatchArray): readonly number[] {
  return Array.from({ length }, (_, offset) => (index ?? 0) + offset);
}

function cutPieces(whole: string, length: number): readonly string[] {
  const count = Math.max(0, whole.length - length + 1);
  return Array.from({ length: count }, (_, at) => whole.slice(at, at + length));
}

/** A token without its first character: near to a valid one, and not valid. */
export function cut(token: string): string {
  return token.slice(1);
}

/** As it is, in hexadecimal and in base64; what escapes it is decoded before it is compared. In lower case. */
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
 * What a secret makes of a base64 text that holds more than it: only the characters that depend on nothing else.
 * @param before how many bytes stand before it in its group of three
 */
function listBase64Forms(bytes: Uint8Array, before: number): readonly string[] {
  const whole = btoa(String.fromCharCode(...Array<number>(before).fill(0), ...bytes));
  const sure = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
