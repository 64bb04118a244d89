/** The difference of two short texts: by words, and by characters where a word was replaced by a similar one. */

export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Texts with more pieces are compared only by their common beginning and end. */
const maxPieces = 400;

export function diffTexts(before: string, after: string): readonly DiffPart[] {
  const parts = diffPieces(splitWords(before), splitWords(after));
  return merge(parts.flatMap((part, at) => refine(part, parts[at + 1], parts[at - 1])));
}

/** Words and each character between them. */
function splitWords(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? [];
}

/** A word and its replacement, by characters; the second of the pair is part of it. */
function refine(
  part: DiffPart,
  next: DiffPart | undefined,
  before: DiffPart | undefined,
): readonly DiffPart[] {
  if (part.kind === 'added' && before?.kind === 'removed' && isSimilar(before.text, part.text)) return [];
  if (part.kind !== 'removed' || next?.kind !== 'added' || !isSimilar(part.text, next.text)) return [part];
  return merge(diffPieces([...part.text], [...next.text]));
}

/** Whether at least half of the longer one stays. */
function isSimilar(one: string, other: string): boolean {
  const same = diffPieces([...one], [...other])
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, { text }) => sum + text.length, 0);
  return same * 2 >= Math.max(one.length, other.length);
}

/** The longest common subsequence decides what stays; of a replacement, what was removed comes first. */
function diffPieces(before: readonly string[], after: readonly string[]): readonly DiffPart[] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1;
  const [one, other] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  return merge([
    { kind: 'same', text: before.slice(0, start).join('') },
    ...diffMiddles(one, other),
    { kind: 'same', text: before.slice(before.length - end).join('') },
  ]);
}

function diffMiddles(before: readonly string[], after: readonly string[]): readonly DiffPart[] {
  if (before.length === 0 || after.length === 0 || before.length + after.length > maxPieces)
    return [
      { kind: 'removed', text: before.join('') },
      { kind: 'added', text: after.join('') },
    ];
  const lengths = measureCommon(before, after);
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      parts.push({ kind: 'same', text: before[i] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && lengths(i + 1, j) >= lengths(i, j + 1))) {
      parts.push({ kind: 'removed', text: before[i] ?? '' });
      i += 1;
    } else {
      parts.push({ kind: 'added', text: after[j] ?? '' });
      j += 1;
    }
  }
  return sortReplacements(parts);
}

/** @returns the length of the longest common subsequence from two places on */
function measureCommon(before: readonly string[], after: readonly string[]) {
  const width = after.length + 1;
  const table = new Uint16Array((before.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      table[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  return at;
}

/** Between two parts that stay, everything removed comes before everything added. */
function sortReplacements(parts: readonly DiffPart[]): readonly DiffPart[] {
  const sorted: DiffPart[] = [];
  let added: DiffPart[] = [];
  for (const part of parts) {
    if (part.kind === 'added') added.push(part);
    else {
      if (part.kind === 'same') {
        sorted.push(...added);
        added = [];
      }
      sorted.push(part);
    }
  }
  return [...sorted, ...added];
}

/** Without empty parts, and with neighbours of the same kind as one. */
function merge(parts: readonly DiffPart[]): readonly DiffPart[] {
  const merged: DiffPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.text === '') continue;
    if (last?.kind === part.kind) merged[merged.length - 1] = { ...last, text: last.text + part.text };
    else merged.push(part);
  }
  return merged;
}
