/** The options of a mock in the process of a test: those of the command `mock`, with names and values of a program. */
import { findUnknownOptions, oneOf, type Option, readOptions } from '../command-line/typed-options.ts';
import { mockOptionTable } from '../mock-server/option-table.ts';
import { type MockOptions, toMockOptions } from '../mock-server/options.ts';
import type { Length } from './world.ts';

export interface StartOptions {
  /**
   * Whose time it is: `test` reads `Date.now()` of this process at each request, so that fake timers move all worlds;
   * `real` does not mind them. Default `test`, which is the same as long as nobody fakes.
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
  /** Another OpenAPI document to be driven by; what is filled or served from it, and what breaks it, is told to `log`. */
  readonly spec?: string;
  /** How to read the questions that the documentation leaves open, by their ids. */
  readonly readings?: Readonly<Record<string, string>>;
  /** The version of Django REST Framework to answer as, such as `3.16`. */
  readonly drf?: string;
  /** A profile.yaml of the contract suite: answer as that target did. */
  readonly profile?: string;
  /** How long each answer takes, in real time; or `profile`. */
  readonly latency?: Length;
  /** Let no web pages of other origins in, as the real server. */
  readonly noCors?: boolean;
  /** Promises to break, by the names of the mutants. */
  readonly mutants?: readonly string[];
  /** How many worlds to keep beside the first. */
  readonly maxWorlds?: number;
  /** How long an unused world is kept; for ever when left out. */
  readonly worldIdle?: Length;
  /** How many requests the journal of a world keeps, 1 to 100000. */
  readonly journal?: number;
  /** Hold every answer against the document; what breaks it is told to `log`. */
  readonly selfCheck?: boolean;
  /** 0, which takes a free one, when left out. */
  readonly port?: number;
  readonly host?: string;
  /** Told what a person who watches the mock wants to know, a sentence each; nobody is when left out. */
  readonly log?: (sentence: string) => void;
}

const timeTable = {
  time: {
    flag: 'time',
    name: 'time',
    kind: oneOf(['test', 'real']),
    default: 'test',
    help: 'Whose time it is.',
  } satisfies Option<'test' | 'real'>,
};

/** The names of all options. */
export const startOptionNames: readonly string[] = [
  'time',
  ...Object.values(mockOptionTable).flatMap(({ name = [] }: { name?: string | [] }) => name),
  'log',
];

/**
 * @param options of a caller whose types may not have been checked
 * @throws UsageError with every mistake
 */
export function readStartOptions(options: StartOptions): MockOptions & { readonly time: 'test' | 'real' } {
  const { values, mistakes } = readOptions(timeTable, { ...options }, 'program');
  // Nobody looks at worlds between the tests, and fake timers let hours pass at once.
  const { port = 0, worldIdle = '36500d' } = options;
  const unknown = findUnknownOptions(options, startOptionNames);
  const read = toMockOptions({ ...options, port, worldIdle }, 'program', [...unknown, ...mistakes]);
  return { ...read, ...values };
}
