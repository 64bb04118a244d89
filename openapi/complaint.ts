/** A complaint about a data file: file, line, value, and the allowed values. */

/** One mistake in one file. `line` counts from 1. */
export interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** All mistakes in one or more files; the message has one line for each. */
export class ComplaintsError extends Error {
  readonly complaints: readonly Complaint[];

  constructor(complaints: readonly Complaint[]) {
    super(complaints.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'));
    this.name = 'ComplaintsError';
    this.complaints = complaints;
  }
}

/** Throws all complaints about one file together, in line order; returns if there are none. */
export function refuseIfAny(complaints: readonly Complaint[]): void {
  if (complaints.length > 0) throw new ComplaintsError(complaints.toSorted((a, b) => a.line - b.line));
}

/** `"a", "b" or "c"`: the allowed values as a person would write them. */
export function formatOneOf(allowed: readonly unknown[]): string {
  const quoted = allowed.map((value) => JSON.stringify(value));
  const last = quoted.pop() ?? 'nothing';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** `allowed: "a" or "b"; did you mean "a"?`: the alternatives to the given word. */
export function formatAllowed(given: string, allowed: readonly string[]): string {
  return `allowed: ${formatOneOf(allowed)}${formatSuggestion(given, allowed)}`;
}

// Nobody misspells a longer word, and to compare long or many ones would take seconds.
const maxWordLength = 100;
const maxWords = 1000;

/** `; did you mean "x"?` if one of the allowed words is similar to the given one, else an empty text. */
export function formatSuggestion(given: string, allowed: readonly string[] | ReadonlySet<string>): string {
  const near = findNearest(given, allowed);
  return near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
}

/** The allowed word that is similar to the given one. */
export function findNearest(
  given: string,
  allowed: readonly string[] | ReadonlySet<string>,
): string | undefined {
  const count = 'size' in allowed ? allowed.size : allowed.length;
  if (given.length > maxWordLength || count > maxWords) return undefined;
  return (
    [...allowed]
      .filter((word) => word.length <= maxWordLength)
      // Each letter too many is a difference: most words need no comparison.
      .filter((word) => Math.abs(word.length - given.length) <= getMaxDistance(word))
      .map((word) => ({ word, distance: computeEditDistance(given.toLowerCase(), word.toLowerCase()) }))
      .filter(({ word, distance }) => distance <= getMaxDistance(word))
      .toSorted((a, b) => a.distance - b.distance)[0]?.word
  );
}

/** How many letters of a word may be wrong. */
function getMaxDistance(word: string): number {
  return Math.max(1, Math.floor(word.length / 3));
}

/** Letters to put in, to leave out, to replace or to swap with the next (optimal string alignment). */
function computeEditDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          replaced,
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          swapped ? (beforeLast[j - 2] ?? 0) + 1 : replaced,
        ),
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
