/** The flags of the mock and what they mean. */
import { type Flags, type ParsedFlags, readFlags } from '../command-line/options.ts';
import { UsageError } from '../command-line/command.ts';
import { formatOneOf, formatSuggestion } from '../openapi/complaint.ts';
import { mutants } from './mutants/index.ts';
import type { Mutant } from './mutants/mutant.ts';
import { maxTogether, defaultJournalSize } from './journal/journals.ts';
import { speedRange } from './simulation/clock.ts';
import { defaultWorlds } from './simulation/worlds.ts';
import {
  duration,
  type Duration,
  durationForms,
  type Instant,
  parseDuration,
  parseInstant,
  formatDuration,
} from '../time/time.ts';

export const mockFlags = {
  port: { type: 'string', value: 'N', help: 'Port to listen on; 0 picks a free one. Default 4010.' },
  host: {
    type: 'string',
    value: 'ADDRESS',
    help: 'Address to listen on. Default 127.0.0.1. The control API is only reachable from this machine, whatever the address.',
  },
  speed: {
    type: 'string',
    value: 'N',
    help: 'World seconds per real second, 0.1 to 100000. With 60, a minute passes in a second. Default 1.',
  },
  freeze: { type: 'boolean', help: 'Start with the clock stopped.' },
  now: {
    type: 'string',
    value: 'INSTANT',
    help: "The world's time at the start, such as 2026-05-06T14:23:11Z. Default: the real time.",
  },
  world: { type: 'string', value: 'FILE', help: 'Your own world file: users, tokens and jobs.' },
  scenario: {
    type: 'string',
    value: 'FILE',
    multiple: true,
    help: 'Your own scenario file, which is used by its name. Can be repeated.',
  },
  spec: {
    type: 'string',
    value: 'FILE',
    help: 'Another OpenAPI document to simulate. New fields are filled from their schemas, and new operations return their examples.',
  },
  reading: {
    type: 'string',
    value: 'QUESTION=READING',
    multiple: true,
    help: 'Choose a reading of a question that the documentation leaves open. Can be repeated.',
  },
  drf: {
    type: 'string',
    value: 'VERSION',
    help: 'Version of Django REST Framework to imitate: 3.14, 3.16 or 3.18. Default 3.14.',
  },
  profile: {
    type: 'string',
    value: 'FILE',
    help: 'Imitate the target that the contract suite described in this profile.yaml. --reading and --drf override the profile.',
  },
  latency: {
    type: 'string',
    value: 'DURATION',
    help: 'Delay before each response, such as 120ms; "profile" takes the delay of the profile. Default: none.',
  },
  'no-cors': {
    type: 'boolean',
    help: 'Disable CORS: respond to web pages of other origins as the real server does.',
  },
  readings: { type: 'boolean', help: 'List the open questions and their readings, and exit.' },
  scenarios: { type: 'boolean', help: 'List the scenarios and exit.' },
  mutant: {
    type: 'string',
    value: 'NAME',
    multiple: true,
    help: 'Break one promise of the contract, to test a suite or a client. Can be repeated.',
  },
  mutants: { type: 'boolean', help: 'List the mutants and exit.' },
  fault: {
    type: 'string',
    value: 'FAULT',
    multiple: true,
    help: "Add a fault to each new world, such as 'error,problem=serverError,operation=getStatus,next=2' or 'latency,latency=100ms to 2s,user=alice'. Can be repeated. All keys: NewFault in openapi/control.yaml.",
  },
  'max-worlds': {
    type: 'string',
    value: 'N',
    help: `Maximum number of worlds besides "default"; each takes about 40 KB, more as it is used. Default ${defaultWorlds.max}. At the limit, the least recently used world is removed.`,
  },
  'world-idle': {
    type: 'string',
    value: 'DURATION',
    help: `How long to keep an unused world. Default ${formatDuration(defaultWorlds.idle)}.`,
  },
  state: {
    type: 'string',
    value: 'FILE',
    help: 'Keep all worlds in this file and restore them at the next start. Their clocks go on while the mock is stopped, unless they are frozen. The file contains tokens and uploaded data, so only you can read it.',
  },
  journal: {
    type: 'string',
    value: 'N',
    help: `Number of requests that the journal of a world keeps, 1 to 100000. Default ${defaultJournalSize}; at most ${maxTogether} across all worlds. The oldest are dropped first.`,
  },
  'self-check': {
    type: 'boolean',
    help: 'Check every response against the document. Report violations at once, and exit with status 1 if there were any.',
  },
  advice: { type: 'boolean', help: "List the coach's rules and thresholds, and exit." },
  'no-coach': {
    type: 'boolean',
    help: "Do not print the coach's advice on the client's polling. /__mock__/api/worlds/WORLD/advice still returns it.",
  },
  log: {
    type: 'string',
    value: 'WHAT',
    help: 'What to print while serving: "messages", which is what a person should know; "requests", which is a line for each request too, in the Common Log Format with world, user and fault; or "nothing". Tokens are masked. Default messages.',
  },
  'ready-file': {
    type: 'string',
    value: 'FILE',
    help: 'Write the URL, the tokens and the process id to this file, as JSON, when the mock is listening.',
  },
  help: { type: 'boolean', help: 'Show this help and exit.' },
} as const satisfies Flags;

const logs = ['messages', 'requests', 'nothing'] as const;

export type Logged = (typeof logs)[number];

export interface MockOptions {
  readonly given: ParsedFlags<typeof mockFlags>;
  readonly port: number;
  readonly host: string;
  readonly speed: number;
  readonly frozen: boolean;
  readonly start?: Instant;
  readonly maxWorlds: number;
  readonly worldIdle: Duration;
  /** How many journal entries a world keeps. */
  readonly journal: number;
  readonly mutants: readonly Mutant[];
  readonly noCors: boolean;
  /** Keeps what the coach has to say out of the log. */
  readonly quietCoach: boolean;
  /** What is printed while the mock serves. */
  readonly logged: Logged;
  /** The file in which the worlds are kept. */
  readonly state?: string;
  /** What --latency says, when it is a duration. */
  readonly latency?: Duration;
}

/** @throws UsageError with every mistake in the arguments */
export function readMockOptions(args: readonly string[]): MockOptions {
  const { given, mistakes } = readFlags(mockFlags, args);
  const readNumber = (
    name: 'port' | 'speed' | 'max-worlds' | 'journal',
    fallback: number,
    min: number,
    max: number,
    whole = true,
  ): number => {
    const text = given[name];
    if (typeof text !== 'string') return fallback;
    const value = Number(text);
    const fits =
      /^\d+(\.\d+)?$/.test(text) && value >= min && value <= max && (!whole || Number.isInteger(value));
    if (!fits)
      mistakes.push(
        `--${name} is "${text}"; it must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`,
      );
    return value;
  };
  const start = typeof given.now === 'string' ? parseInstant(given.now) : undefined;
  if (typeof given.now === 'string' && start === undefined) {
    mistakes.push(`--now is "${given.now}"; it must be a date and time such as 2026-05-06T14:23:11Z.`);
  }
  const idle =
    typeof given['world-idle'] === 'string' ? parseDuration(given['world-idle']) : defaultWorlds.idle;
  if (idle === undefined)
    mistakes.push(`--world-idle is "${given['world-idle']}"; it must be a duration ${durationForms}.`);
  const latency = given.latency === undefined ? undefined : parseDuration(given.latency);
  if (given.latency !== undefined && given.latency !== 'profile' && !isShort(latency))
    mistakes.push(
      `--latency is "${given.latency}"; it must be a duration of at most 1m, ${durationForms}, or "profile".`,
    );
  const chosen = (given.mutant ?? []).flatMap((name) => mutants.find((mutant) => mutant.name === name) ?? []);
  const names = mutants.map(({ name }) => name);
  const unknown = (given.mutant ?? []).filter((name) => !names.includes(name));
  mistakes.push(
    ...unknown.map(
      (name) => `Unknown mutant "${name}"${formatSuggestion(name, names) || '; --mutants lists them.'}`,
    ),
  );
  const logged = logs.find((name) => name === (given.log ?? 'messages'));
  if (logged === undefined)
    mistakes.push(
      `--log is "${given.log}"; it must be ${formatOneOf(logs)}${formatSuggestion(String(given.log), logs) || '.'}`,
    );
  const options = {
    given,
    logged: logged ?? 'messages',
    mutants: chosen,
    port: readNumber('port', 4010, 0, 65_535),
    host: given.host ?? '127.0.0.1',
    speed: readNumber('speed', 1, speedRange.min, speedRange.max, false),
    frozen: given.freeze ?? false,
    ...(start === undefined ? {} : { start }),
    maxWorlds: readNumber('max-worlds', defaultWorlds.max, 1, 1_000_000),
    journal: readNumber('journal', defaultJournalSize, 1, 100_000),
    worldIdle: idle ?? duration(0),
    noCors: given['no-cors'] ?? false,
    quietCoach: given['no-coach'] ?? false,
    ...(given.state === undefined ? {} : { state: given.state }),
    ...(latency === undefined ? {} : { latency }),
  };
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return options;
}

/** Longer than a minute no client waits. */
function isShort(latency: Duration | undefined): boolean {
  return latency !== undefined && latency >= 0 && latency <= 60_000;
}
