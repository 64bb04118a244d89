/** Generates invalid ids from a seed to find careless code. None is a dot alone, contains a slash or is empty, since these are other paths. */
import { createDraws } from '../../random/random.ts';

type DrawId = (random: SeededRandom) => string;

const cutUuid: DrawId = (random) => drawUuid(random).slice(0, -1);
const longUuid: DrawId = (random) => `${drawUuid(random)}${drawHex(random, 1)}`;
const number: DrawId = (random) => String(Math.floor(random() * 2 ** 53));

/** Typing mistakes, which no firewall takes for an attack. */
const harmlessKinds: readonly DrawId[] = [cutUuid, longUuid, number];

/** All kinds, the ones that have found the most crashes first. */
const kinds: readonly DrawId[] = [
  (random) => `${drawHex(random, 8)}\u0000${drawHex(random, 4)}`,
  (random) => `${drawOne(random, ['\u{1f680}', 'ä', '漢字', '\u202e', '０１２'])}${drawHex(random, 6)}`,
  (random) => drawHex(random, 200 + Math.floor(random() * 400)),
  (random) => `${drawUuid(random)}${drawOne(random, ["' OR '1'='1", '"; --', "'); DROP TABLE x; --"])}`,
  cutUuid,
  (random) => drawOne(random, ['%', '%s%n', '%00', '%2e%2e', '${7*7}', '{{7*7}}', '%zz']),
  longUuid,
  (random) => drawUuid(random).replace(/[\da-f](?=-)/, drawOne(random, ['g', 'z', 'O', 'ı'])),
  number,
  (random) => `-${Math.floor(random() * 1000)}`,
  (random) => drawOne(random, ['null', 'None', 'undefined', 'NaN', 'true', 'self', 'me', '__class__']),
  (random) => ` ${drawUuid(random)}`,
  (random) => `${drawUuid(random)}\n`,
  (random) => `<script>${drawHex(random, 4)}</script>`.replace('/', '\\'),
  (random) => `${drawUuid(random)};x=${drawHex(random, 2)}`,
  (random) => `${drawUuid(random)}.json`,
  (random) => `*${drawHex(random, 3)}?[${drawHex(random, 2)}]`,
  (random) => `${drawUuid(random)},${drawUuid(random)}`,
];

type SeededRandom = () => number;

/** @returns as many ids as requested, the same ones for the same seed */
export function drawOddIds(
  seed: number,
  count: number,
  { onlyHarmlessIds = false }: { readonly onlyHarmlessIds?: boolean } = {},
): readonly string[] {
  const { next, seed: begin } = createDraws();
  begin(seed);
  const chosen = onlyHarmlessIds ? harmlessKinds : kinds;
  return Array.from({ length: count }, (_, index) => chosen[index % chosen.length]?.(next) ?? '');
}

/** The seed of an id, so that one number reproduces everything random in a run. */
export function toSeed(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 8), 16) >>> 0;
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
