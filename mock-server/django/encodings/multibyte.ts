/** The encodings of East Asia as Python decodes them, by the decoders that every engine has. */
import { toBytes } from './binary.ts';
import {
  type Codec,
  type DecodeMode,
  toDecodeError,
  type DecodeStep,
  createTextCodec,
  walk,
} from './codec.ts';
import { big5Letters } from './tables.ts';

interface EncodingShape {
  /** What the engine calls its decoder. */
  readonly label: string;
  /** Two bytes that Python takes, as binary strings; the engine takes more. */
  readonly takes: RegExp;
  /** Single bytes from 0x80 on. */
  readonly single?: RegExp;
  /** Begins of characters of three or four bytes. */
  readonly longer?: readonly (readonly [begin: RegExp, length: number])[];
  /** Two bytes that the engines do not know, or each in its own way. */
  readonly more?: () => ReadonlyMap<string, string>;
  /** Whether Python has private characters too. */
  readonly hasPrivate?: boolean;
  /** Where Python means another character. */
  readonly instead?: Readonly<Record<string, string>>;
}

const anyTwo = /^[\x81-\xfe][\x40-\x7e\x80-\xfe]$/;

const inKorea = /^[\xa1-\xc8\xca-\xfd][\xa1-\xfe]$/;
const inTaiwan = /^[\xa1-\xc5\xc9-\xf9][\x40-\x7e\xa1-\xfe]$|^\xc6[\x40-\x7e]$/;

/** The two signs that Korea added in 1998. */
const newerSigns: ReadonlyMap<string, string> = new Map([
  ['\xa2\xe6', '\u20ac'],
  ['\xa2\xe7', '\u00ae'],
]);

const dashes: Readonly<Record<string, string>> = {
  '\uff5e': '\u301c',
  '\u2225': '\u2016',
  '\uff0d': '\u2212',
  '\uffe0': '\u00a2',
  '\uffe1': '\u00a3',
  '\uffe2': '\u00ac',
};

const shapes: Readonly<Record<string, EncodingShape>> = {
  shift_jis: {
    label: 'shift_jis',
    takes: /^[\x81-\x84\x88-\x9f\xe0-\xea][\x40-\x7e\x80-\xfc]$/,
    single: /[\x80\xa0-\xdf\xeb-\xff]/,
    instead: dashes,
  },
  cp932: {
    label: 'shift_jis',
    takes: /^[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]$/,
    single: /[\x80\xa0-\xdf\xfd-\xff]/,
    more: () =>
      new Map(
        Object.entries({
          '\x80': '\x80',
          '\xa0': '\xa0',
          '\xfd': '\uf8f1',
          '\xfe': '\uf8f2',
          '\xff': '\uf8f3',
        }),
      ),
    hasPrivate: true,
  },
  euc_jp: {
    label: 'euc-jp',
    takes: /^(?:\x8e[\xa1-\xdf]|[\xa1-\xa8\xb0-\xf4][\xa1-\xfe])$/,
    longer: [[/^\x8f[\xa1-\xfe]/, 3]],
    instead: dashes,
  },
  euc_kr: { label: 'euc-kr', takes: inKorea, more: () => newerSigns },
  cp949: { label: 'euc-kr', takes: inKorea, more: listSyllables },
  gb2312: {
    label: 'gbk',
    takes: /^[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]$/,
    instead: { '\u00b7': '\u30fb', '\u2014': '\u2015' },
  },
  gbk: { label: 'gbk', takes: anyTwo },
  gb18030: { label: 'gb18030', takes: anyTwo, longer: [[/^[\x81-\xfe][0-9]/, 4]], hasPrivate: true },
  big5: { label: 'big5', takes: inTaiwan, more: listKana },
  cp950: { label: 'big5', takes: inTaiwan, more: listKana },
  big5hkscs: { label: 'big5', takes: /^[\x87-\xfe][\x40-\x7e\xa1-\xfe]$/ },
};

/** Codecs that hold a few characters more than one of these. */
const encodingAliases: Readonly<Record<string, string>> = {
  shift_jis_2004: 'shift_jis',
  shift_jisx0213: 'shift_jis',
  euc_jis_2004: 'euc_jp',
  euc_jisx0213: 'euc_jp',
};

interface KnownCharacters {
  /** The looked-up character; undefined for an invalid one. */
  readonly known: Map<string, string | undefined>;
  readonly more: ReadonlyMap<string, string>;
}

/** Undefined for any other codec. */
export function findMultibyteCodec(name: string): Codec | undefined {
  const shape = shapes[encodingAliases[name] ?? name];
  if (shape === undefined) return name.startsWith('iso2022_jp') ? createIso2022Codec(name) : undefined;
  const known: KnownCharacters = { known: new Map(), more: shape.more?.() ?? new Map() };
  // Stream mode rejects an incomplete character too.
  const decode = (bytes: string, mode: DecodeMode) =>
    walk(name, bytes, (at) => readStep(bytes, at, shape, known), mode === 'stream' ? 'strict' : mode);
  return createTextCodec(decode);
}

const ascii = /\p{ASCII}+/uy;

function readStep(
  bytes: string,
  at: number,
  shape: EncodingShape,
  { known, more }: KnownCharacters,
): DecodeStep {
  ascii.lastIndex = at;
  const run = ascii.exec(bytes)?.[0];
  if (run !== undefined) return { text: run, next: at + run.length };
  const length = measureCharacter(bytes, at, shape);
  const end = at + length;
  if (end > bytes.length)
    return { reason: 'incomplete multibyte sequence', end: bytes.length, isCutOff: true };
  const sequence = bytes.slice(at, end);
  if (!known.has(sequence)) known.set(sequence, more.get(sequence) ?? toCharacter(sequence, shape));
  const text = known.get(sequence);
  return text === undefined ? { reason: 'illegal multibyte sequence', end: at + 1 } : { text, next: end };
}

function measureCharacter(bytes: string, at: number, { single, longer = [] }: EncodingShape): number {
  if (single?.test(bytes.charAt(at)) === true) return 1;
  return longer.find(([begin]) => begin.test(bytes.slice(at, at + 2)))?.[1] ?? 2;
}

/** Private characters are what an engine makes of what Python does not know. */
function toCharacter(
  sequence: string,
  { label, takes, instead, hasPrivate }: EncodingShape,
): string | undefined {
  if (sequence.length === 2 && !takes.test(sequence)) return undefined;
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(toBytes(sequence));
    if (hasPrivate !== true && /[\ue000-\uf8ff]/.test(text)) return undefined;
    return instead?.[text] ?? text;
  } catch {
    return undefined;
  }
}

/** Characters of Japan behind escape sequences. */
const createIso2022Codec = (name: string): Codec =>
  createTextCodec((bytes, mode) => {
    try {
      const text = new TextDecoder('iso-2022-jp', { fatal: mode !== 'replace' });
      return { kind: 'text', text: text.decode(toBytes(bytes)) };
    } catch {
      const at = Math.max(0, bytes.search(/[\x80-\xff]/));
      return toDecodeError(name, bytes, at, 1, 'illegal multibyte sequence');
    }
  });

/** The trailing bytes of the syllables that Microsoft put between those of the standard. */
const between = [...listRange(0x41, 0x5a), ...listRange(0x61, 0x7a), ...listRange(0x81, 0xfe)];

/** All Korean syllables that the standard lacks, in order. */
function listSyllables(): ReadonlyMap<string, string> {
  const standard = new TextDecoder('euc-kr');
  const rows = listRange(0xb0, 0xc8).flatMap((lead) =>
    listRange(0xa1, 0xfe).flatMap((trail) => [lead, trail]),
  );
  const known = new Set(standard.decode(Uint8Array.from(rows)));
  const lacking = listRange(0xac00, 0xd7a3).filter((code) => !known.has(String.fromCharCode(code)));
  const places = listRange(0x81, 0xc6).flatMap((lead) =>
    between.filter((trail) => lead < 0xa1 || trail < 0xa1).map((trail) => String.fromCharCode(lead, trail)),
  );
  return new Map([
    ...newerSigns,
    ...lacking.map((code, index) => [places[index] ?? '', String.fromCharCode(code)] as const),
  ]);
}

/** The Japanese and Russian letters between the characters of Taiwan. */
function listKana(): ReadonlyMap<string, string> {
  const places = [0xc6, 0xc7].flatMap((lead) =>
    [...listRange(0x40, 0x7e), ...listRange(0xa1, 0xfe)].map((trail) => String.fromCharCode(lead, trail)),
  );
  const from = places.indexOf('\xc6\xa1');
  return new Map(Array.from(big5Letters, (letter, index) => [places[from + index] ?? '', letter] as const));
}

function listRange(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
