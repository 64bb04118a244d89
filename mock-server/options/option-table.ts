/** The options of the mock: one table for the flags of the command, `startMock({...})` and mocks in pages. */
import {
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
} from '../../command-line/typed-options.ts';
import type { Duration, Instant } from '../../time/time.ts';
import { accessOptions } from '../access/options.ts';
import { defaultJournalSize, maxTogether } from '../journal/journals.ts';
import { speedRange } from '../domain/clock.ts';
import { operatorOptions } from './operator-options.ts';
import { storeOptions } from './store-options.ts';

const logs = ['messages', 'requests', 'json', 'nothing'] as const;

/** The output of the mock while serving. */
export type Logged = (typeof logs)[number];

const option = <Value>(row: Option<Value>): Option<Value> => row;

/** In the order of the help. A row without a name exists only as a flag. */
export const mockOptionTable = {
  port: option<number>({
    flag: 'port',
    name: 'port',
    kind: numberFrom(0, 65_535),
    default: 4010,
    value: 'N',
    help: 'Port to listen on; 0 picks a free one. Default 4010.',
  }),
  host: option<string>({
    flag: 'host',
    name: 'host',
    kind: string,
    default: '127.0.0.1',
    value: 'ADDRESS',
    help: 'Address to listen on. Default 127.0.0.1, which only this machine reaches. With another one, such as 0.0.0.0, the control API and the dashboard need a control token.',
  }),
  ...accessOptions,
  speed: option<number | undefined>({
    flag: 'speed',
    name: 'speed',
    kind: numberFrom(speedRange.min, speedRange.max, false),
    default: undefined,
    value: 'N',
    help: 'World seconds per real second, 0.1 to 100000. With 60, a minute passes in a second. Default 1, or that of the link.',
  }),
  frozen: option<boolean | undefined>({
    flag: 'freeze',
    name: 'frozen',
    kind: truth,
    default: undefined,
    help: 'Start with the clock stopped.',
  }),
  start: option<Instant | undefined>({
    flag: 'now',
    name: 'now',
    kind: instantKind,
    default: undefined,
    value: 'INSTANT',
    help: "The world's time at the start, such as 2026-05-06T14:23:11Z. Default: the real time.",
  }),
  worldFile: option<string | undefined>({
    flag: 'world',
    name: 'world',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'Your own world file: users, tokens and jobs. Or the log of a world, a link to one, or a URL that ends with a link.',
  }),
  scenarioFiles: option<readonly string[]>({
    flag: 'scenario',
    name: 'scenarios',
    kind: strings,
    default: [],
    value: 'FILE',
    help: 'Your own scenario file, which is used by its name. Can be repeated.',
  }),
  specFile: option<string | undefined>({
    flag: 'spec',
    name: 'spec',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'Another OpenAPI document to simulate. New fields are filled from their schemas, and new operations return their examples.',
  }),
  chosenReadings: option<readonly string[]>({
    flag: 'reading',
    name: 'readings',
    kind: pairs,
    default: [],
    value: 'QUESTION=READING',
    help: 'Choose a reading of a question that the documentation leaves open. Can be repeated.',
  }),
  drf: option<string | undefined>({
    flag: 'drf',
    name: 'drf',
    kind: string,
    default: undefined,
    value: 'VERSION',
    help: 'Version of Django REST Framework to imitate: 3.14, 3.16 or 3.18. Default 3.14.',
  }),
  profileFile: option<string | undefined>({
    flag: 'profile',
    name: 'profile',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'Imitate the target that the contract suite described in this profile.yaml. --reading and --drf override the profile.',
  }),
  answerTime: option<Duration | 'profile' | undefined>({
    flag: 'latency',
    name: 'latency',
    kind: durationUpTo({ max: '1m', words: ['profile'] }),
    default: undefined,
    value: 'DURATION',
    help: 'Delay before each response, such as 120ms; "profile" takes the delay of the profile. Default: none.',
  }),
  ...operatorOptions,
  noCors: option<boolean>({
    flag: 'no-cors',
    name: 'noCors',
    kind: truth,
    default: false,
    help: 'Disable CORS: respond to web pages of other origins as the real server does.',
  }),
  listReadings: option<boolean>({
    flag: 'readings',
    kind: truth,
    default: false,
    help: 'List the open questions and their readings, and exit.',
  }),
  listScenarios: option<boolean>({
    flag: 'scenarios',
    kind: truth,
    default: false,
    help: 'List the scenarios and exit.',
  }),
  mutantNames: option<readonly string[]>({
    flag: 'mutant',
    name: 'mutants',
    kind: strings,
    default: [],
    value: 'NAME',
    help: 'Break one promise of the contract, to test a suite or a client. Can be repeated.',
  }),
  listMutants: option<boolean>({
    flag: 'mutants',
    kind: truth,
    default: false,
    help: 'List the mutants and exit.',
  }),
  faultTexts: option<readonly string[]>({
    flag: 'fault',
    kind: strings,
    default: [],
    value: 'FAULT',
    help: "Add a fault to each new world, such as 'error,problem=serverError,operation=getStatus,next=2' or 'latency,latency=100ms to 2s,user=alice'. Can be repeated. All keys: NewFault in openapi/control.yaml.",
  }),
  ...storeOptions,
  journal: option<number>({
    flag: 'journal',
    name: 'journal',
    kind: numberFrom(1, 100_000),
    default: defaultJournalSize,
    value: 'N',
    help: `Number of requests that the journal of a world keeps, 1 to 100000. Default ${defaultJournalSize}; at most ${maxTogether} across all worlds. The oldest are dropped first.`,
  }),
  selfCheck: option<boolean>({
    flag: 'self-check',
    name: 'selfCheck',
    kind: truth,
    default: false,
    help: 'Check every response against the document. Report violations at once, and exit with status 1 if there were any.',
  }),
  listAdvice: option<boolean>({
    flag: 'advice',
    kind: truth,
    default: false,
    help: "List the coach's rules and thresholds, and exit.",
  }),
  quietCoach: option<boolean>({
    flag: 'no-coach',
    kind: truth,
    default: false,
    help: "Do not print the coach's advice on the client's polling. /__mock__/api/worlds/WORLD/advice still returns it.",
  }),
  logged: option<Logged>({
    flag: 'log',
    kind: oneOf(logs),
    default: 'messages',
    value: 'WHAT',
    help: 'What to print while serving: "messages" for important messages, "requests" to add one line per request, in the Common Log Format with world, user and fault, "json" for both as one JSON object per line, or "nothing". Tokens are masked. Default messages.',
  }),
  readyFile: option<string | undefined>({
    flag: 'ready-file',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'Write the URL, the tokens and the process id to this file, as JSON, when the mock is listening.',
  }),
  help: option<boolean>({ flag: 'help', kind: truth, default: false, help: 'Show this help and exit.' }),
};

export type MockOptionValues = OptionValues<typeof mockOptionTable>;
