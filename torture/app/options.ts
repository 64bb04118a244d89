/** The options of the command `torture`: one table, one check, all mistakes at once. */
import { UsageError } from '../../command-line/command.ts';
import { readFlags, toFlags } from '../../command-line/options.ts';
import {
  durationUpTo,
  numberFrom,
  type Option,
  type OptionKind,
  readOptions,
  string,
  strings,
  truth,
} from '../../command-line/typed-options.ts';
import { type Duration, duration } from '../../time/time.ts';

const url: OptionKind<string> = {
  flag: { type: 'string' },
  read: (given) => {
    if (typeof given !== 'string' || !URL.canParse(given)) return undefined;
    return /^https?:$/.test(new URL(given).protocol) ? given : undefined;
  },
  expected: () => 'a URL such as http://127.0.0.1:5173/',
};

const path: OptionKind<string> = {
  flag: { type: 'string' },
  read: (given) => (typeof given === 'string' && /^\d{1,5}(:\d{1,5})*$/.test(given) ? given : undefined),
  expected: () => 'a path as a finding prints it, such as 12:0:3',
};

const time: OptionKind<Duration> = {
  ...durationUpTo({ max: '24h' }),
  read: (given, surface) => {
    const length = durationUpTo({ max: '24h' }).read(given, surface);
    return length === duration(0) ? undefined : length;
  },
};

const maxRuns = 10_000;

const tortureOptions = {
  app: {
    flag: 'app',
    kind: url,
    default: undefined,
    value: 'URL',
    help: 'The address of the app, which must be running.',
  } satisfies Option<string | undefined> as Option<string | undefined>,
  adapter: {
    flag: 'adapter',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'A module whose default export says how to start a job in the app, and where its page shows the status.',
  } satisfies Option<string | undefined> as Option<string | undefined>,
  api: {
    flag: 'api',
    kind: url,
    default: undefined,
    value: 'URL',
    help: 'The base URL with which the app calls the API. Default: any URL with the paths of the document.',
  } satisfies Option<string | undefined> as Option<string | undefined>,
  allowedHosts: {
    flag: 'allow-host',
    kind: strings,
    default: [],
    value: 'HOST',
    help: 'Another host to which requests may go, besides the one of the app and this machine. Give it once for each host.',
  } satisfies Option<readonly string[]> as Option<readonly string[]>,
  browser: {
    flag: 'browser',
    kind: string,
    default: undefined,
    value: 'PATH',
    help: 'The Chromium or Chrome to use. Default: the installed one, or that of Playwright.',
  } satisfies Option<string | undefined> as Option<string | undefined>,
  isHeaded: { flag: 'headed', kind: truth, default: false, help: 'Show the browser.' },
  runs: {
    flag: 'runs',
    kind: numberFrom(1, maxRuns),
    default: undefined,
    value: 'N',
    help: 'How many lives to play. Default: as many as the time limit allows.',
  } satisfies Option<number | undefined> as Option<number | undefined>,
  timeLimit: {
    flag: 'time-limit',
    kind: time,
    default: undefined,
    value: 'TIME',
    help: 'How long to search; a finding gets half as much again to be made smaller. Default 60s; without a limit with --runs or --path.',
  } satisfies Option<Duration | undefined> as Option<Duration | undefined>,
  seed: {
    flag: 'seed',
    kind: numberFrom(0, 0x7fff_ffff),
    default: undefined,
    value: 'N',
    help: 'Decides all lives. Default: another one each time; it is printed.',
  } satisfies Option<number | undefined> as Option<number | undefined>,
  path: {
    flag: 'path',
    kind: path,
    default: undefined,
    value: 'PATH',
    help: 'Play only this life of the seed; a finding prints it.',
  } satisfies Option<string | undefined> as Option<string | undefined>,
  parallel: {
    flag: 'parallel',
    kind: numberFrom(1, 16),
    default: undefined,
    value: 'N',
    help: 'How many lives to play at once. Default: as many as the machine has cores, at most 4. It does not change the finding.',
  } satisfies Option<number | undefined> as Option<number | undefined>,
  without: {
    flag: 'without',
    kind: strings,
    default: [],
    value: 'RULE',
    help: 'A rule that the app does not promise, by its name. Give it once for each rule.',
  } satisfies Option<readonly string[]> as Option<readonly string[]>,
  hasConsole: {
    flag: 'console-errors',
    kind: truth,
    default: false,
    help: 'Errors that the app writes to the console count as findings, too.',
  },
  report: {
    flag: 'report',
    kind: string,
    default: undefined,
    value: 'PLACE',
    help: 'Write the finding as a page with screenshots into this file, or into torture.html in this folder.',
  } satisfies Option<string | undefined> as Option<string | undefined>,
};

export const tortureFlags = {
  ...toFlags(tortureOptions),
  help: { type: 'boolean', help: 'Show this help and exit.' } as const,
};

export interface TortureSettings {
  readonly app: string;
  readonly adapter: string;
  readonly api?: string | undefined;
  readonly allowedHosts: readonly string[];
  readonly browser?: string | undefined;
  readonly isHeaded: boolean;
  readonly runs: number;
  readonly timeLimit: number;
  readonly seed: number;
  readonly path?: string;
  readonly parallel: number;
  readonly without: readonly string[];
  readonly hasConsole: boolean;
  readonly report?: string | undefined;
}

const defaultTimeLimit = duration(60_000);

/**
 * @param ruleNames of all rules
 * @param surroundings a seed by chance, and how many cores the machine has
 * @throws UsageError with all mistakes
 */
export function readTortureOptions(
  args: readonly string[],
  ruleNames: readonly string[],
  { createSeed, cores }: { readonly createSeed: () => number; readonly cores: number },
): TortureSettings {
  const { given, mistakes } = readFlags(tortureFlags, args);
  const flags: Readonly<Record<string, unknown>> = given;
  const { values, mistakes: wrong } = readOptions(tortureOptions, flags, 'flags');
  const { app = '', adapter = '', runs, timeLimit, seed, path: chosen, parallel, ...others } = values;
  const all = [...mistakes, ...wrong];
  if (flags['app'] === undefined)
    all.push('--app is missing. Give the address of the app, such as --app http://127.0.0.1:5173/.');
  if (flags['adapter'] === undefined)
    all.push(
      '--adapter is missing. Give a module that says how to start a job and where the page shows its status; docs/torture.md shows one.',
    );
  if (chosen !== undefined && seed === undefined) all.push('--path belongs to a seed, so it needs --seed.');
  for (const name of others.without)
    if (!ruleNames.includes(name))
      all.push(`--without names the rule "${name}"; the rules are ${ruleNames.join(', ')}.`);
  if (all.length > 0) throw new UsageError(all);
  const isLimited = runs !== undefined || chosen !== undefined;
  return {
    ...others,
    app,
    adapter,
    runs: runs ?? maxRuns,
    timeLimit: timeLimit ?? (isLimited ? 24 * 3_600_000 : defaultTimeLimit),
    seed: seed ?? createSeed(),
    ...(chosen === undefined ? {} : { path: chosen }),
    parallel: parallel ?? Math.max(1, Math.min(4, cores)),
  };
}
