/** The options of a mock in a test's process: the flags of the command `mock` as named values. */
import { formatSuggestion, formatOneOf } from '../openapi/complaint.ts';
import type { Length } from './world.ts';

export interface StartOptions {
  /**
   * The source of the time. `test` reads `Date.now()` of this process at each request, so that fake timers
   * move all worlds; `real` ignores fake timers. Default `test`, which makes no difference without fake
   * timers.
   */
  readonly time?: 'test' | 'real';
  /** The worlds' time at the start; the time at which it starts when left out. */
  readonly now?: string | Date;
  /** World seconds in a real second, 0.1 to 100000. */
  readonly speed?: number;
  /** Start with the clocks standing still. */
  readonly frozen?: boolean;
  /** Your own world file: users, tokens and jobs. */
  readonly world?: string;
  /** Scenario files of your own. */
  readonly scenarios?: readonly string[];
  /**
   * Another OpenAPI document to simulate; `log` gets its problems, and the parts that are filled from schemas
   * or examples.
   */
  readonly spec?: string;
  /** How to read the questions that the documentation leaves open, by their ids. */
  readonly readings?: Readonly<Record<string, string>>;
  /** The version of Django REST Framework to imitate, such as `3.16`. */
  readonly drf?: string;
  /** A profile.yaml of the contract suite: imitate that server. */
  readonly profile?: string;
  /** Delay of each response, in real time, or `profile`. */
  readonly latency?: Length;
  /** Let no web pages of other origins in, as the real server. */
  readonly noCors?: boolean;
  /** Promises to break, by the names of the mutants. */
  readonly mutants?: readonly string[];
  /** Maximum number of worlds besides "default". */
  readonly maxWorlds?: number;
  /** How long to keep an unused world. Default: forever. */
  readonly worldIdle?: Length;
  /** Check every response against the document; `log` gets the violations. */
  readonly selfCheck?: boolean;
  /** Default: 0, which picks a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Called with each message of the mock. Default: no log. */
  readonly log?: (sentence: string) => void;
}

type Own = 'time' | 'log';

/** The flag of the command that means the same. */
const flagNames: Readonly<Record<Exclude<keyof StartOptions, Own>, string>> = {
  now: 'now',
  speed: 'speed',
  frozen: 'freeze',
  world: 'world',
  scenarios: 'scenario',
  spec: 'spec',
  readings: 'reading',
  drf: 'drf',
  profile: 'profile',
  latency: 'latency',
  noCors: 'no-cors',
  mutants: 'mutant',
  maxWorlds: 'max-worlds',
  worldIdle: 'world-idle',
  selfCheck: 'self-check',
  port: 'port',
  host: 'host',
};

const own: readonly string[] = ['time', 'log'] satisfies readonly Own[];
const times: readonly unknown[] = [undefined, 'test', 'real'] satisfies readonly (
  | StartOptions['time']
  | undefined
)[];

// Tests rarely reuse worlds, and fake timers let hours pass at once.
const defaultFlags: StartOptions = { port: 0, worldIdle: '36500d' };

export interface FlagArguments {
  /** As the command accepts them. */
  readonly args: readonly string[];
  /** A sentence for each option that there is not. */
  readonly mistakes: readonly string[];
}

/** @param options from a caller whose types may be unchecked */
export function toFlags(options: StartOptions): FlagArguments {
  const names = [...Object.keys(flagNames), ...own];
  const unknownNames = Object.keys(options).filter((name) => !names.includes(name));
  return {
    args: Object.entries({ ...defaultFlags, ...options }).flatMap(([name, value]) =>
      Object.hasOwn(flagNames, name) ? toArguments(flagNames[name as keyof typeof flagNames], value) : [],
    ),
    mistakes: [
      ...unknownNames.map(
        (name) =>
          `Unknown option "${name}"${formatSuggestion(name, names) || `; allowed: ${names.join(', ')}.`}`,
      ),
      ...(times.includes(options.time)
        ? []
        : [`"time" is ${JSON.stringify(options.time)}; it must be ${formatOneOf(times.slice(1))}.`]),
    ],
  };
}

/** Rewrites a message about a flag for the option of the same name. */
export function nameOptions(sentences: string): string {
  const names = Object.entries(flagNames).map(([name, flag]) => [flag, name] as const);
  return sentences.replaceAll(/--([a-z][a-z-]*)/g, (text, flag: string) => {
    const name = names.find(([one]) => one === flag)?.[1];
    return name === undefined ? `enrichment-sandbox mock ${text}` : `"${name}"`;
  });
}

function toArguments(flag: string, value: unknown): readonly string[] {
  if (value === undefined || value === false) return [];
  if (value === true) return [`--${flag}`];
  if (Array.isArray(value)) return value.map((one) => `--${flag}=${String(one)}`);
  if (value instanceof Date) return [`--${flag}=${value.toISOString()}`];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([key, one]) => `--${flag}=${key}=${String(one)}`);
  const unit = typeof value === 'number' && (flag === 'latency' || flag === 'world-idle') ? 'ms' : '';
  return [`--${flag}=${value as string | number}${unit}`];
}
