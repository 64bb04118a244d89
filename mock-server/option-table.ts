/** The options of the mock: one table for the flags of the command, `startMock({...})` and mocks in pages. */
import {
  anyDuration,
  durationUpTo,
  instantKind,
  numberFrom,
  oneOf,
  type Option,
  type OptionValues,
  pairs,
  string,
  strings,
  truth,
} from '../command-line/typed-options.ts';
import { type Duration, formatDuration, type Instant } from '../time/time.ts';
import { defaultJournalSize, maxTogether } from './journal/journals.ts';
import { speedRange } from './simulation/clock.ts';
import { defaultWorlds } from './simulation/worlds.ts';

const logs = ['messages', 'requests', 'nothing'] as const;

/** What is printed while the mock serves. */
export type Logged = (typeof logs)[number];

const option = <Value>(row: Option<Value>): Option<Value> => row;

/** In the order of the help. A row without a name is for the command only. */
export const mockOptionTable = {
  port: option<number>({
    flag: 'port',
    name: 'port',
    kind: numberFrom(0, 65_535),
    default: 4010,
    value: 'N',
    help: 'Port to listen on; 0 takes a free one. Default 4010.',
  }),
  host: option<string>({
    flag: 'host',
    name: 'host',
    kind: string,
    default: '127.0.0.1',
    value: 'ADDRESS',
    help: 'Address to listen on. Default 127.0.0.1; the control API stays on this machine whatever you give.',
  }),
  speed: option<number>({
    flag: 'speed',
    name: 'speed',
    kind: numberFrom(speedRange.min, speedRange.max, false),
    default: 1,
    value: 'N',
    help: 'World seconds in a real second, 0.1 to 100000: with 60 a minute passes in a second. Default 1.',
  }),
  frozen: option<boolean>({
    flag: 'freeze',
    name: 'frozen',
    kind: truth,
    default: false,
    help: 'Start with the clock standing still.',
  }),
  start: option<Instant | undefined>({
    flag: 'now',
    name: 'now',
    kind: instantKind,
    default: undefined,
    value: 'INSTANT',
    help: "The world's time at the start, e.g. 2026-05-06T14:23:11Z. Default: the real time.",
  }),
  worldFile: option<string | undefined>({
    flag: 'world',
    name: 'world',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'A world file of your own: users, tokens, jobs.',
  }),
  scenarioFiles: option<readonly string[]>({
    flag: 'scenario',
    name: 'scenarios',
    kind: strings,
    default: [],
    value: 'FILE',
    help: 'A scenario file of your own, called by its name; may be given several times.',
  }),
  specFile: option<string | undefined>({
    flag: 'spec',
    name: 'spec',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'Another OpenAPI document to be driven by; its new fields are filled from their schemas, its new operations answer with their examples.',
  }),
  chosenReadings: option<readonly string[]>({
    flag: 'reading',
    name: 'readings',
    kind: pairs,
    default: [],
    value: 'QUESTION=READING',
    help: 'How to read a question that the documentation leaves open; may be given several times.',
  }),
  drf: option<string | undefined>({
    flag: 'drf',
    name: 'drf',
    kind: string,
    default: undefined,
    value: 'VERSION',
    help: 'The version of Django REST Framework to answer as, with all that follows from it: 3.14, 3.16 or 3.18. Default 3.14.',
  }),
  profileFile: option<string | undefined>({
    flag: 'profile',
    name: 'profile',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'Answer as the target did of which the contract suite wrote this profile.yaml; --reading and --drf go before it.',
  }),
  answerTime: option<Duration | 'profile' | undefined>({
    flag: 'latency',
    name: 'latency',
    kind: durationUpTo({ max: '1m', words: ['profile'] }),
    default: undefined,
    value: 'DURATION',
    help: 'How long an answer takes, e.g. 120ms; "profile" takes what the profile says. Default: no time.',
  }),
  noCors: option<boolean>({
    flag: 'no-cors',
    name: 'noCors',
    kind: truth,
    default: false,
    help: 'Do not let web pages of other origins in: answer their requests as the real server does.',
  }),
  listReadings: option<boolean>({
    flag: 'readings',
    kind: truth,
    default: false,
    help: 'List those questions and their readings, and end.',
  }),
  listScenarios: option<boolean>({
    flag: 'scenarios',
    kind: truth,
    default: false,
    help: 'List the scenarios, and end.',
  }),
  mutantNames: option<readonly string[]>({
    flag: 'mutant',
    name: 'mutants',
    kind: strings,
    default: [],
    value: 'NAME',
    help: 'Break one promise of the contract, to try out a suite or a client; may be given several times.',
  }),
  listMutants: option<boolean>({
    flag: 'mutants',
    kind: truth,
    default: false,
    help: 'List the mutants, and end.',
  }),
  faultTexts: option<readonly string[]>({
    flag: 'fault',
    kind: strings,
    default: [],
    value: 'FAULT',
    help: "Let something go wrong in each world from its start, e.g. 'error,problem=serverError,operation=getStatus,next=2' or 'latency,latency=100ms to 2s,user=alice'; may be given several times. NewFault in openapi/control.yaml tells all keys.",
  }),
  maxWorlds: option<number>({
    flag: 'max-worlds',
    name: 'maxWorlds',
    kind: numberFrom(1, 1_000_000),
    default: defaultWorlds.max,
    value: 'N',
    help: `How many worlds to keep beside the first, each of some 40 KB and more as it is used. Default ${defaultWorlds.max}; the longest unused goes first.`,
  }),
  worldIdle: option<Duration>({
    flag: 'world-idle',
    name: 'worldIdle',
    kind: anyDuration,
    default: defaultWorlds.idle,
    value: 'DURATION',
    help: `How long an unused world is kept. Default ${formatDuration(defaultWorlds.idle)}.`,
  }),
  state: option<string | undefined>({
    flag: 'state',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'Keep all worlds in this file and go on with them at the next start; their time passes meanwhile, unless it stands still. Only you may read it: it holds tokens and what was uploaded.',
  }),
  journal: option<number>({
    flag: 'journal',
    name: 'journal',
    kind: numberFrom(1, 100_000),
    default: defaultJournalSize,
    value: 'N',
    help: `How many requests the journal of a world keeps, 1 to 100000. Default ${defaultJournalSize}, and ${maxTogether} in all worlds; the oldest go first.`,
  }),
  selfCheck: option<boolean>({
    flag: 'self-check',
    name: 'selfCheck',
    kind: truth,
    default: false,
    help: 'Hold every answer against the document; one that breaks it is told at once, and the mock ends with 1.',
  }),
  listAdvice: option<boolean>({
    flag: 'advice',
    kind: truth,
    default: false,
    help: 'List what the coach looks for and by which thresholds, and end.',
  }),
  quietCoach: option<boolean>({
    flag: 'no-coach',
    kind: truth,
    default: false,
    help: 'Do not print what the coach says of how the client polls; /__mock__/api/worlds/WORLD/advice still tells it.',
  }),
  logged: option<Logged>({
    flag: 'log',
    kind: oneOf(logs),
    default: 'messages',
    value: 'WHAT',
    help: 'What to print while serving: "messages", which is what a person should know; "requests", which is a line for each request too, in the Common Log Format with world, user and fault; or "nothing". Tokens are masked. Default messages.',
  }),
  readyFile: option<string | undefined>({
    flag: 'ready-file',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'Write url, tokens and pid there as JSON once the mock listens.',
  }),
  help: option<boolean>({ flag: 'help', kind: truth, default: false, help: 'Show this and end.' }),
};

export type MockOptionValues = OptionValues<typeof mockOptionTable>;
