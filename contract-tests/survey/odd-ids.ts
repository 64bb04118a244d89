/**
 * Generates invalid ids from a seed to find careless code. Each combines several hazards, to save requests. None is a dot
 * alone, contains a slash or is empty, since these are other paths.
 */
import { createDraws } from '../../random/random.ts';

/** An id, and the parts that it combines, each as an id. */
export interface OddId {
  readonly id: string;
  readonly parts: readonly string[];
}

type SeededRandom = () => number;
type DrawPart = (random: SeededRandom) => string;

/** Typing mistakes, which no firewall takes for an attack. */
const mistakes: readonly DrawPart[] = [
  (random) => drawUuid(random).slice(0, -1),
  (random) => `${drawUuid(random)}${drawHex(random, 1)}`,
  (random) => drawUuid(random).replace(/[\da-f](?=-)/, drawOne(random, ['g', 'z', 'O', '_'])),
  (random) => String(Math.floor(random() * 2 ** 53)),
];

/** A control character, which servers in front of the API often reject, so that nothing else in the id would reach it. */
const controls: readonly DrawPart[] = [() => '\0'];
const moreControls: readonly DrawPart[] = [
  () => '\n',
  () => '\t',
  () => '\r\n',
  () => '\u001b',
  () => '\u007f',
];

/** Text that no firewall takes for an attack, but that is in another script, or long. */
const texts: readonly DrawPart[] = [
  () => '\u{1f680}',
  (random) => drawHex(random, 200 + Math.floor(random() * 400)),
];
const moreTexts: readonly DrawPart[] = [
  () => 'ä',
  () => '漢字',
  () => '\u202e',
  () => '０１２',
  () => 'ı',
  () => '\ufeff',
];

/** Text that means something in a language. */
const languages: readonly DrawPart[] = [
  (random) => drawOne(random, ["' OR '1'='1", '"; --', "'); DROP TABLE x; --"]),
];
const moreLanguages: readonly DrawPart[] = [
  (random) => drawOne(random, ['%', '%s%n', '%00', '%2e%2e', '%zz']),
  (random) => drawOne(random, ['${7*7}', '{{7*7}}', '{0}']),
  (random) => `<script>${drawHex(random, 4)}<\\script>`,
  (random) => drawOne(random, ['*', '?[a-', '(((']),
  (random) => `;x=${drawHex(random, 2)}`,
  (random) => `,${drawUuid(random)}`,
  () => '.json',
  () => ' ',
];

/** All hazards of the first list, and some of the second. */
const kinds: readonly (readonly [
  always: readonly DrawPart[],
  sometimes: readonly DrawPart[],
  count: number,
])[] = [
  [controls, moreControls, 1],
  [texts, moreTexts, 2],
  [languages, moreLanguages, 3],
];

/** @returns one id of each kind, or a single typing mistake; the same ones for the same seed */
export function drawOddIds(
  seed: number,
  { onlyHarmlessIds = false }: { readonly onlyHarmlessIds?: boolean } = {},
): readonly OddId[] {
  const { next, seed: begin } = createDraws();
  begin(seed);
  if (onlyHarmlessIds) {
    const id = mistakes[Math.floor(next() * mistakes.length)]?.(next) ?? '';
    return [{ id, parts: [id] }];
  }
  return kinds.map(([always, sometimes, count]) => {
    const parts = [...always, ...drawSome(next, sometimes, count)].map((draw) => draw(next));
    const beginning = drawOne(next, [drawUuid(next), drawHex(next, 6)]);
    return {
      id: `${beginning}${parts.join(drawHex(next, 2))}`,
      parts: parts.map((part) => `${drawHex(next, 6)}${part}`),
    };
  });
}

const oddWords = [
  'not-a-uuid',
  'null',
  'undefined',
  'None',
  'NaN',
  '0',
  '-1',
  '00000000-0000-4000-8000-00000000000g',
];

/** A word that is no UUID, and that no firewall takes for an attack. */
export function drawOddWord(seed: number): string {
  return oddWords[seed % oddWords.length] ?? '';
}

/** The seed of an id, so that one number reproduces everything random in a run. */
export function toSeed(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 8), 16) >>> 0;
}

function drawSome<T>(random: SeededRandom, all: readonly T[], count: number): readonly T[] {
  const left = [...all];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}

function drawOne(random: SeededRandom, all: readonly string[]): string {
  return all[Math.floor(random() * all.length)] ?? '';
}

function drawHex(random: SeededRandom, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

function drawUuid(random: SeededRandom): string {
  const [a, b, c, d, e] = [8, 4, 3, 3, 12].map((length) => drawHex(random, length));
  return `${a}-${b}-4${c}-a${d}-${e}`;
}
