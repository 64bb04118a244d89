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
  port: { type: 'string', value: 'N', help: 'Port to listen on; 0 takes a free one. Default 4010.' },
  host: {
    type: 'string',
    value: 'ADDRESS',
    help: 'Address to listen on. Default 127.0.0.1; the control API stays on this machine whatever you give.',
  },
  speed: {
    type: 'string',
    value: 'N',
    help: 'World seconds in a real second, 0.1 to 100000: with 60 a minute passes in a second. Default 1.',
  },
  freeze: { type: 'boolean', help: 'Start with the clock standing still.' },
  now: {
    type: 'string',
    value: 'INSTANT',
    help: "The world's time at the start, e.g. 2026-05-06T14:23:11Z. Default: the real time.",
  },
  world: { type: 'string', value: 'FILE', help: 'A world file of your own: users, tokens, jobs.' },
  scenario: {
    type: 'string',
    value: 'FILE',
    multiple: true,
    help: 'A scenario file of your own, called by its name; may be given several times.',
  },
  spec: {
    type: 'string',
    value: 'FILE',
    help: 'Another OpenAPI document to be driven by; its new fields are filled from their schemas, its new operations answer with their examples.',
  },
  reading: {
    type: 'string',
    value: 'QUESTION=READING',
    multiple: true,
    help: 'How to read a question that the documentation leaves open; may be given several times.',
  },
  drf: {
    type: 'string',
    value: 'VERSION',
    help: 'The version of Django REST Framework to answer as, with all that follows from it: 3.14, 3.16 or 3.18. Default 3.14.',
  },
  profile: {
    type: 'string',
    value: 'FILE',
    help: 'Answer as the target did of which the contract suite wrote this profile.yaml; --reading and --drf go before it.',
  },
  latency: {
    type: 'string',
    value: 'DURATION',
    help: 'How long an answer takes, e.g. 120ms; "profile" takes what the profile says. Default: no time.',
  },
  'no-cors': {
    type: 'boolean',
    help: 'Do not let web pages of other origins in: answer their requests as the real server does.',
  },
  readings: { type: 'boolean', help: 'List those questions and their readings, and end.' },
  scenarios: { type: 'boolean', help: 'List the scenarios, and end.' },
  mutant: {
    type: 'string',
    value: 'NAME',
    multiple: true,
    help: 'Break one promise of the contract, to try out a suite or a client; may be given several times.',
  },
  mutants: { type: 'boolean', help: 'List the mutants, and end.' },
  fault: {
    type: 'string',
    value: 'FAULT',
    multiple: true,
    help: "Let something go wrong in each world from its start, e.g. 'error,problem=serverError,operation=getStatus,next=2' or 'latency,latency=100ms to 2s,user=alice'; may be given several times. NewFault in openapi/control.yaml tells all keys.",
  },
  'max-worlds': {
    type: 'string',
    value: 'N',
    help: `How many worlds to keep beside the first, each of some 40 KB and more as it is used. Default ${defaultWorlds.max}; the longest unused goes first.`,
  },
  'world-idle': {
    type: 'string',
    value: 'DURATION',
    help: `How long an unused world is kept. Default ${formatDuration(defaultWorlds.idle)}.`,
  },
  state: {
    type: 'string',
    value: 'FILE',
    help: 'Keep all worlds in this file and go on with them at the next start; their time passes meanwhile, unless it stands still. Only you may read it: it holds tokens and what was uploaded.',
  },
  journal: {
    type: 'string',
    value: 'N',
    help: `How many requests the journal of a world keeps, 1 to 100000. Default ${defaultJournalSize}, and ${maxTogether} in all worlds; the oldest go first.`,
  },
  'self-check': {
    type: 'boolean',
    help: 'Hold every answer against the document; one that breaks it is told at once, and the mock ends with 1.',
  },
  advice: { type: 'boolean', help: 'List what the coach looks for and by which thresholds, and end.' },
  'no-coach': {
    type: 'boolean',
    help: 'Do not print what the coach says of how the client polls; /__mock__/api/worlds/WORLD/advice still tells it.',
  },
  log: {
    type: 'string',
    value: 'WHAT',
    help: 'What to print while serving: "messages", which is what a person should know; "requests", which is a line for each request too, in the Common Log Format with world, user and fault; or "nothing". Tokens are masked. Default messages.',
  },
  'ready-file': {
    type: 'string',
    value: 'FILE',
    help: 'Write url, tokens and pid there as JSON once the mock listens.',
  },
  help: { type: 'boolean', help: 'Show this and end.' },
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
    mistakes.push(`--now is "${given.now}"; it must be an instant such as 2026-05-06T14:23:11Z.`);
  }
  const idle =
    typeof given['world-idle'] === 'string' ? parseDuration(given['world-idle']) : defaultWorlds.idle;
  if (idle === undefined)
    mistakes.push(`--world-idle is "${given['world-idle']}"; it must be a duration ${durationForms}.`);
  const latency = given.latency === undefined ? undefined : parseDuration(given.latency);
  if (given.latency !== undefined && given.latency !== 'profile' && !isShort(latency))
    mistakes.push(
      `--latency is "${given.latency}"; it must be a duration up to 1m, ${durationForms}, or "profile".`,
    );
  const chosen = (given.mutant ?? []).flatMap((name) => mutants.find((mutant) => mutant.name === name) ?? []);
  const names = mutants.map(({ name }) => name);
  const unknown = (given.mutant ?? []).filter((name) => !names.includes(name));
  mistakes.push(
    ...unknown.map(
      (name) => `There is no mutant "${name}"${formatSuggestion(name, names) || '; --mutants lists them.'}`,
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
