/** Reads options into typed values, from the texts of flags or from the values of a program, by one table. */
import { formatOneOf, formatSuggestion } from '../openapi/complaint.ts';
import { quoteValue } from '../openapi/diagnostics/excerpt.ts';
import {
  type Duration,
  duration,
  durationForms,
  type Instant,
  instant,
  parseDuration,
  parseInstant,
} from '../time/time.ts';

/** One flag of a command. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** The placeholder for its value in the help, e.g. `FILE`. */
  readonly value?: string;
  readonly help: string;
}

/** How the user gives options, and so what messages call them. */
export type Surface = 'flags' | 'program';

/** The user's name for the option of a flag. */
export type NameFlag = (flag: string) => string;

export const nameFlag: NameFlag = (flag) => `--${flag}`;

/** A kind of value: parses the given one, or returns what it must be. */
export interface OptionKind<Value> {
  readonly flag: Pick<Flag, 'type' | 'multiple'>;
  /** @returns undefined when it cannot be read */
  readonly read: (given: unknown, surface: Surface) => Value | undefined;
  readonly expected: (surface: Surface) => string;
  /** The words from which a suggestion is made. */
  readonly words?: readonly string[];
}

export interface Option<Value> {
  /** The name of the flag, without its dashes. */
  readonly flag: string;
  /** The name in a program; absent when only the command has it. */
  readonly name?: string;
  readonly kind: OptionKind<Exclude<Value, undefined>>;
  readonly default: Value;
  /** The placeholder for its value in the help. */
  readonly value?: string;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option<unknown>>>;

type ValueOf<Row> = Row extends { readonly default: infer Value } ? Value : never;

/** The values by the keys of the table; one without a default is absent when it was not given. */
export type OptionValues<Table> = {
  readonly [Key in keyof Table as undefined extends ValueOf<Table[Key]> ? never : Key]: ValueOf<Table[Key]>;
} & {
  readonly [Key in keyof Table as undefined extends ValueOf<Table[Key]> ? Key : never]?: Exclude<
    ValueOf<Table[Key]>,
    undefined
  >;
};

/** An option as the user knows it: `--world-idle` or `"worldIdle"`. */
export function nameOption({ flag, name = flag }: Option<unknown>, surface: Surface): string {
  return surface === 'flags' ? `--${flag}` : `"${name}"`;
}

/**
 * @param given by the names of the flags, or by those in a program; undefined counts as not given
 * @returns all values, and a sentence for each that cannot be used, in the order of the table
 */
export function readOptions<Table extends Options>(
  table: Table,
  given: Readonly<Record<string, unknown>>,
  surface: Surface,
): { readonly values: OptionValues<Table>; readonly mistakes: readonly string[] } {
  const mistakes: string[] = [];
  const entries = Object.entries(table).flatMap(([key, option]) => {
    const name = surface === 'flags' ? option.flag : option.name;
    const value = name !== undefined && Object.hasOwn(given, name) ? given[name] : undefined;
    const read = value === undefined ? option.default : option.kind.read(value, surface);
    if (value !== undefined && read === undefined) mistakes.push(describeMistake(option, value, surface));
    return read === undefined ? [] : [[key, read] as const];
  });
  return { values: Object.fromEntries(entries) as OptionValues<Table>, mistakes };
}

function describeMistake(option: Option<unknown>, given: unknown, surface: Surface): string {
  const { expected, words = [] } = option.kind;
  const hint = typeof given === 'string' ? formatSuggestion(given.slice(0, 100), words) : '';
  return `${nameOption(option, surface)} is ${quoteValue(given)}; it must be ${expected(surface)}${hint || '.'}`;
}

/** A sentence for each unknown option of a program. */
export function findUnknownOptions(given: object, names: readonly string[]): readonly string[] {
  return Object.keys(given)
    .filter((name) => !names.includes(name))
    .map(
      (name) =>
        `Unknown option ${quoteValue(name)}${formatSuggestion(name.slice(0, 100), names) || `; allowed: ${names.join(', ')}.`}`,
    );
}

const text = { type: 'string' } as const;

export function numberFrom(min: number, max: number, isWhole = true): OptionKind<number> {
  return {
    flag: text,
    read: (given, surface) => {
      const isNumber = surface === 'flags' && typeof given === 'string' && /^\d+(\.\d+)?$/.test(given);
      const value = isNumber ? Number(given) : surface === 'program' ? given : undefined;
      if (typeof value !== 'number' || (isWhole && !Number.isInteger(value))) return undefined;
      return value >= min && value <= max ? value : undefined;
    },
    expected: () => `a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`,
  };
}

/** A number, or one of these words. */
export function numberOrWord<Word extends string>(
  min: number,
  max: number,
  words: readonly Word[],
): OptionKind<number | Word> {
  const numbers = numberFrom(min, max);
  return {
    ...numbers,
    read: (given, surface) => words.find((word) => word === given) ?? numbers.read(given, surface),
    expected: (surface) => `${numbers.expected(surface)}${words.map((word) => `, or "${word}"`).join('')}`,
    words,
  };
}

export const truth: OptionKind<boolean> = {
  flag: { type: 'boolean' },
  read: (given) => (typeof given === 'boolean' ? given : undefined),
  expected: () => 'true or false',
};

export const string: OptionKind<string> = {
  flag: text,
  read: (given) => (typeof given === 'string' && given !== '' ? given : undefined),
  expected: () => 'a non-empty string',
};

export const strings: OptionKind<readonly string[]> = {
  flag: { type: 'string', multiple: true },
  read: (given) =>
    Array.isArray(given) && given.every((one) => typeof one === 'string' && one !== '')
      ? (given as readonly string[])
      : undefined,
  expected: (surface) => (surface === 'flags' ? 'a non-empty string' : 'a list of non-empty strings'),
};

/** Pairs as `key=value`; in a program an object. */
export const pairs: OptionKind<readonly string[]> = {
  flag: { type: 'string', multiple: true },
  read: (given, surface) => {
    if (surface === 'flags') return given as readonly string[];
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
    const entries = Object.entries(given);
    return entries.every(([, value]) => typeof value === 'string')
      ? entries.map((pair) => pair.join('='))
      : undefined;
  },
  expected: () => 'an object whose values are strings',
};

export const instantKind: OptionKind<Instant> = {
  flag: text,
  read: (given) => {
    if (typeof given === 'string') return parseInstant(given);
    return given instanceof Date && !Number.isNaN(given.getTime()) ? instant(given.getTime()) : undefined;
  },
  expected: (surface) =>
    `a date and time such as 2026-05-06T14:23:11Z${surface === 'flags' ? '' : ', or a valid Date'}`,
};

/**
 * @param limits the longest allowed duration, as people write it, and words that are allowed instead of a
 * duration
 */
export function durationUpTo<Word extends string = never>(
  limits: { readonly max?: string; readonly words?: readonly Word[] } = {},
): OptionKind<Duration | Word> {
  const { max, words = [] } = limits;
  const maxLength = max === undefined ? undefined : parseDuration(max);
  const upTo = max === undefined ? ' ' : ` of at most ${max}, `;
  return {
    flag: text,
    read: (given, surface) => {
      const word = words.find((one) => one === given);
      if (word !== undefined) return word;
      const isNumber = surface === 'program' && typeof given === 'number' && Number.isFinite(given);
      const value = isNumber ? duration(given) : typeof given === 'string' ? parseDuration(given) : undefined;
      if (value === undefined || value < 0 || (maxLength !== undefined && value > maxLength))
        return undefined;
      return value;
    },
    expected: (surface) =>
      `a duration${upTo}${durationForms}${surface === 'flags' ? '' : ', or a number of milliseconds'}${words.map((word) => `, or "${word}"`).join('')}`,
    words,
  };
}

/** A duration of any length. */
export const anyDuration = durationUpTo();

export function oneOf<Word extends string>(words: readonly Word[]): OptionKind<Word> {
  return {
    flag: text,
    read: (given) => words.find((word) => word === given),
    expected: () => formatOneOf(words),
    words,
  };
}
