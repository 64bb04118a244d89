/** Makes the engine of a mock without a server from its options. */
import {
  anyDuration,
  findUnknownOptions,
  nameOption,
  type Option,
  readOptions,
} from '../command-line/typed-options.ts';
import { mockOptionTable } from '../mock-server/options/option-table.ts';
import { chooseReadings, type Readings } from '../openapi/questions.ts';
import { loadShippedSpec } from '../openapi/shipped.ts';
import { type Duration, duration, instant } from '../time/time.ts';
import { type Engine, createEngine } from '../mock-server/engine.ts';
import { handlers } from '../mock-server/api/index.ts';
import { nextTurn, wait } from '../mock-server/fetch/timers.ts';
import { createPause } from '../mock-server/portions/pauses.ts';
import type { Fixture } from '../mock-server/domain/fixture.ts';
import { defaultWorlds } from '../mock-server/store/worlds-options.ts';
import type { EmbeddedOptions } from './embedded-options.ts';
import defaultWorld from 'prepared:default-world.json';

export interface EmbeddedEngine {
  readonly engine: Engine;
  readonly readings: Readings;
  /** The users of a fresh world and their tokens in the first. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Delay of every response. */
  readonly latency: Duration;
  /** Resolves after this many real milliseconds, or earlier when the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Resolves when all waiting tasks had a turn. */
  readonly nextTurn: () => Promise<void>;
  readonly onCrash: (error: unknown) => void;
}

const fixture = defaultWorld as Fixture;

const table = {
  origin: {
    flag: 'origin',
    name: 'origin',
    kind: {
      flag: { type: 'string' },
      read: (given) => (typeof given === 'string' && isOrigin(given) ? given : undefined),
      expected: () => 'an origin such as https://test.example, without a path',
    },
    default: undefined,
    help: '',
  } satisfies Option<string | undefined> as Option<string | undefined>,
  start: mockOptionTable.start,
  speed: mockOptionTable.speed,
  frozen: mockOptionTable.frozen,
  chosenReadings: mockOptionTable.chosenReadings,
  drf: mockOptionTable.drf,
  latency: { ...mockOptionTable.answerTime, kind: anyDuration, default: duration(0) },
  journal: mockOptionTable.journal,
};

const names = [
  ...Object.values(table).map(({ flag, name = flag }: Option<unknown>) => name),
  'log',
  'onCrash',
];

/** @throws TypeError with every mistake in the options */
export function createEmbeddedEngine(options: EmbeddedOptions): EmbeddedEngine {
  const spec = loadShippedSpec();
  const { values, mistakes } = readOptions(table, { ...options }, 'program');
  const { start, speed = 1, frozen = false, journal, latency } = values;
  const { readings, mistakes: misread } = chooseReadings(spec.questions, values.chosenReadings, values.drf, {
    reading: nameOption(table.chosenReadings, 'program'),
    version: nameOption(table.drf, 'program'),
  });
  const wrong = [...findUnknownOptions(options, names), ...mistakes, ...misread];
  if (wrong.length > 0) throw new TypeError(wrong.join('\n'));
  const onCrash = options.onCrash ?? ((error: unknown) => console.error('The mock failed:', error));
  const engine = createEngine({
    model: { spec, readings },
    handlers,
    worlds: {
      fixture,
      speed,
      frozen,
      ...defaultWorlds,
      ...(start === undefined ? {} : { start }),
    },
    journal,
    // Read for each request, so that fake timers move the worlds.
    now: () => instant(Date.now()),
    wait,
    pause: createPause(nextTurn),
    onCrash,
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  const tokens = Object.fromEntries(fixture.users.map(({ name, token }) => [name, token]));
  return { engine, readings, tokens, latency, wait, nextTurn, onCrash };
}

export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
