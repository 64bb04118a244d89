/** Makes the engine of a mock without a server from its options. */
import { formatAllowed } from '../openapi/complaint.ts';
import { chooseReadings, type Readings } from '../openapi/questions.ts';
import { loadShippedSpec } from '../openapi/shipped.ts';
import {
  durationForms,
  type Duration,
  duration,
  instant,
  parseDuration,
  parseInstant,
} from '../time/time.ts';
import { type Engine, createEngine } from '../mock-server/engine.ts';
import { handlers } from '../mock-server/api/index.ts';
import { createPause } from '../mock-server/portions/pauses.ts';
import { speedRange } from '../mock-server/simulation/clock.ts';
import type { Fixture } from '../mock-server/simulation/fixture.ts';
import { defaultJournalSize } from '../mock-server/journal/journals.ts';
import { defaultWorlds } from '../mock-server/simulation/worlds.ts';
import type { InPageOptions } from './in-page-options.ts';
import defaultWorld from 'prepared:default-world.json';

export interface InPageEngine {
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

// Taken before a test can put its own timers there: what a fault delays must not wait for them.
const { setTimeout: realTimeout, clearTimeout: realClear } = globalThis;

const names = [
  'origin',
  'now',
  'speed',
  'frozen',
  'readings',
  'drf',
  'latency',
  'journal',
  'log',
  'onCrash',
] as const satisfies readonly (keyof InPageOptions)[];

/** @throws TypeError with every mistake in the options */
export function createInPageEngine(options: InPageOptions): InPageEngine {
  const spec = loadShippedSpec();
  const {
    origin,
    now,
    speed = 1,
    frozen = false,
    drf,
    latency = '0s',
    journal = defaultJournalSize,
  } = options;
  const chosen = Object.entries(options.readings ?? {}).map((pair) => pair.join('='));
  const { readings, mistakes } = chooseReadings(spec.questions, chosen, drf);
  const start = now === undefined ? undefined : parseInstant(now);
  const delay = parseDuration(latency);
  const wrong = [
    ...findUnknownOptions(options),
    ...mistakes,
    ...(now !== undefined && start === undefined
      ? [`"now" is ${JSON.stringify(now)}; it must be a date and time such as 2026-05-06T14:23:11Z.`]
      : []),
    ...(origin === undefined || isOrigin(origin)
      ? []
      : [
          `"origin" is ${JSON.stringify(origin)}; it must be an origin such as https://test.example, without a path.`,
        ]),
    ...(speed >= speedRange.min && speed <= speedRange.max
      ? []
      : [`"speed" is ${speed}; it must be a number from ${speedRange.min} to ${speedRange.max}.`]),
    ...(delay === undefined || delay < 0
      ? [`"latency" is ${JSON.stringify(latency)}; it must be a duration ${durationForms}.`]
      : []),
  ];
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
  return { engine, readings, tokens, latency: delay ?? duration(0), wait, nextTurn, onCrash };
}

/**
 * Uses a message instead of a timer: a page's clock may be stopped (Playwright's is until it is moved), and a
 * response must not wait for it.
 */
function nextTurn(): Promise<void> {
  if (typeof MessageChannel === 'undefined') return wait(0);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = realTimeout(end, milliseconds);
    function end(): void {
      realClear(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    }
    if (signal?.aborted === true) end();
    else signal?.addEventListener('abort', end);
  });
}

export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function findUnknownOptions(options: InPageOptions): readonly string[] {
  const unknown = Object.keys(options).filter((name) => !names.some((known) => known === name));
  return unknown.map((name) => `Unknown option "${name}"; ${formatAllowed(name, names)}`);
}
