/** Ids that are none, made up from a seed: what careless code falls over. Never a dot alone, a slash or nothing: these are other paths. */

/** The kinds in the order of what they have brought down before. */
const kinds: readonly ((random: Random) => string)[] = [
  (random) => `${hex(random, 8)}\u0000${hex(random, 4)}`,
  (random) => `${pick(random, ['\u{1f680}', 'ä', '漢字', '\u202e', '０１２'])}${hex(random, 6)}`,
  (random) => hex(random, 200 + Math.floor(random() * 400)),
  (random) => `${uuid(random)}${pick(random, ["' OR '1'='1", '"; --', "'); DROP TABLE x; --"])}`,
  (random) => uuid(random).slice(0, -1),
  (random) => pick(random, ['%', '%s%n', '%00', '%2e%2e', '${7*7}', '{{7*7}}', '%zz']),
  (random) => `${uuid(random)}${hex(random, 1)}`,
  (random) => uuid(random).replace(/[\da-f](?=-)/, pick(random, ['g', 'z', 'O', 'ı'])),
  (random) => String(Math.floor(random() * 2 ** 53)),
  (random) => `-${Math.floor(random() * 1000)}`,
  (random) => pick(random, ['null', 'None', 'undefined', 'NaN', 'true', 'self', 'me', '__class__']),
  (random) => ` ${uuid(random)}`,
  (random) => `${uuid(random)}\n`,
  (random) => `<script>${hex(random, 4)}</script>`.replace('/', '\\'),
  (random) => `${uuid(random)};x=${hex(random, 2)}`,
  (random) => `${uuid(random)}.json`,
  (random) => `*${hex(random, 3)}?[${hex(random, 2)}]`,
  (random) => `${uuid(random)},${uuid(random)}`,
];

type Random = () => number;

/** @returns so many ids, the same ones for the same seed */
export function oddIdsFrom(seed: number, count: number): readonly string[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]?.(random) ?? '');
}

/** The seed that an id stands for, so that one number says everything that was made up in a run. */
export function toSeed(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 8), 16) >>> 0;
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick(random: Random, all: readonly string[]): string {
  return all[Math.floor(random() * all.length)] ?? '';
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

function uuid(random: Random): string {
  const [a, b, c, d, e] = [8, 4, 3, 3, 12].map((length) => hex(random, length));
  return `${a}-${b}-4${c}-a${d}-${e}`;
}
