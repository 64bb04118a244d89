/** The flags of `contract explore`. */
import { type Environment, UsageError } from '../../command-line/command.ts';
import { type Flags, type ParsedFlags, readFlags } from '../../command-line/options.ts';
import { type NameFlag, nameFlag } from '../../command-line/typed-options.ts';
import { isLoopback } from '../traffic/base-url.ts';
import { modes } from '../traffic/modes.ts';
import { contractFlags, toContractOptions } from './options.ts';
import { readDuration } from './read-duration.ts';
import type { TargetOptions } from './target-options.ts';

const {
  'base-url': baseUrl,
  'token-env': tokenEnv,
  'max-rate': maxRate,
  ca,
  quiet,
  spec,
  timeout,
  help,
} = contractFlags;

/** For a target that is not a mock of this run. A mock is only limited by the time. */
const defaults = { time: '2m', jobs: 40, requests: 1000, credits: 100, rows: 3 } as const;
const ownDefaults = { time: '20s', rows: 25 } as const;
const maxCount = 999_999;

export const exploreFlags = {
  'base-url': {
    ...baseUrl,
    help: 'What to explore, as for contract. Default: CONTRACT_BASE_URL. Without either, the run starts a mock of its own.',
  },
  'allow-writes': {
    type: 'boolean',
    help: 'Needed with a base URL, since the run submits jobs, which may cost credits, and pauses and resumes them. Not allowed for production.',
  },
  seed: {
    type: 'string',
    value: 'TEXT',
    help: 'The same seed gives the same sequences. Default: another one each time, which is printed.',
  },
  time: {
    type: 'string',
    value: 'DURATION',
    help: `How long to explore. A finding gets as much time again to be made smaller. Default ${defaults.time}, with a mock of its own ${ownDefaults.time}.`,
  },
  'max-jobs': {
    type: 'string',
    value: 'N',
    help: `Submit at most so many jobs. Two fifths of jobs, credits and requests are kept to make findings smaller. Default ${defaults.jobs}.`,
  },
  'max-credits': {
    type: 'string',
    value: 'N',
    help: `Submit jobs for at most so many credits, by the prices of the document. Default ${defaults.credits}.`,
  },
  'max-rows': {
    type: 'string',
    value: 'N',
    help: `The records of a large submission, which is to cost more than the user has: only a rejected one shows the balance. Default ${defaults.rows}, with a mock of its own ${ownDefaults.rows}.`,
  },
  'max-requests': {
    type: 'string',
    value: 'N',
    help: `Send at most so many requests, not counting the reads of waits. Default ${defaults.requests}.`,
  },
  'max-findings': { type: 'string', value: 'N', help: 'Stop after so many findings. Default 1.' },
  sequence: {
    type: 'string',
    value: 'TEXT',
    help: 'Play only this sequence, as it is, such as "submit A; wait A in-progress; pause A & pause A". A finding prints its sequence.',
  },
  times: { type: 'string', value: 'N', help: 'How often to play the sequence of --sequence. Default 10.' },
  'report-dir': {
    type: 'string',
    value: 'DIR',
    help: 'Write explore.json and explore.txt into this folder. The run creates it if necessary.',
  },
  json: {
    type: 'boolean',
    help: 'Write explore.json to standard output and everything else to standard error.',
  },
  quiet: { ...quiet, help: 'Print only findings and the last line.' },
  'token-env': tokenEnv,
  'max-rate': maxRate,
  ca,
  spec: { ...spec, help: 'Explore by another OpenAPI document.' },
  timeout,
  help,
} as const satisfies Flags;

export const exploreVariables = `  CONTRACT_BASE_URL        what to explore, unless --base-url is given
  CONTRACT_TOKEN           the token of a user who may submit; required with a base URL
  CONTRACT_OTHER_TOKEN     the token of another user who may submit, for sequences of two users`;

export interface ExploreSettings {
  readonly given: ParsedFlags<typeof exploreFlags>;
  /** Undefined when the run starts a mock. */
  readonly target?: TargetOptions;
  readonly seed: string;
  readonly sequence?: string;
  readonly maxSequences: number;
  readonly maxFindings: number;
  readonly maxRows: number;
  readonly timeMs: number;
  readonly maxJobs: number;
  readonly maxCredits: number;
  readonly maxRequests: number;
  readonly perSecond?: number;
  readonly timeoutMs: number;
  readonly ca?: string;
}

/** @throws UsageError with all mistakes in flags and variables */
export function readExploreOptions(args: readonly string[], env: Environment): ExploreSettings {
  const { given, mistakes } = readFlags(exploreFlags, args);
  return toExploreSettings(given, env, mistakes);
}

/**
 * @param mistakes what is wrong already
 * @param name what the user calls the option of a flag
 * @throws UsageError with every mistake
 */
export function toExploreSettings(
  given: ExploreSettings['given'],
  env: Environment,
  mistakes: string[] = [],
  name: NameFlag = nameFlag,
): ExploreSettings {
  const count = (flag: CountFlag, defaultCount: number, max = maxCount) =>
    readCount(name(flag), given[flag], defaultCount, max, mistakes);
  const isOwn = given['base-url'] === undefined && env['CONTRACT_BASE_URL'] === undefined;
  if (!isOwn && given['allow-writes'] !== true && given.help !== true)
    mistakes.push(
      `An exploration submits jobs, which may cost credits, and pauses and resumes them, so it needs ${name('allow-writes')}.`,
    );
  if (given['report-dir'] === '') mistakes.push('--report-dir is empty. Give a folder.');
  const defaultTime = isOwn ? ownDefaults.time : defaults.time;
  const timeMs = readDuration(name('time'), given.time ?? defaultTime, 1, mistakes) ?? 0;
  const counts = {
    maxJobs: count('max-jobs', isOwn ? maxCount : defaults.jobs),
    maxCredits: count('max-credits', isOwn ? maxCount : defaults.credits),
    maxRequests: count('max-requests', isOwn ? maxCount : defaults.requests),
    maxRows: count('max-rows', isOwn ? ownDefaults.rows : defaults.rows, 1000),
    maxFindings: count('max-findings', 1),
    maxSequences: given.sequence === undefined ? maxCount : count('times', 10),
  };
  if (given.times !== undefined && given.sequence === undefined)
    mistakes.push(`${name('times')} repeats a sequence, so it needs ${name('sequence')}.`);
  if (given.help === true) return { given, seed: '', timeMs, timeoutMs: 0, ...counts };
  // The rest means the same as for the suite, and so has the same mistakes.
  const {
    target,
    timeoutMs,
    perSecond,
    ca: certificates,
  } = toContractOptions(pickContractFlags(given), env, [], mistakes, name);
  const isNear = target === undefined || isLoopback(toOrigin(target.baseUrl));
  const rate = perSecond ?? (isNear ? undefined : modes.full.perSecond);
  return {
    given,
    ...(target === undefined ? {} : { target }),
    seed: given.seed ?? crypto.randomUUID().slice(0, 8),
    ...(given.sequence === undefined ? {} : { sequence: given.sequence }),
    ...counts,
    timeMs,
    timeoutMs,
    ...(rate === undefined ? {} : { perSecond: rate }),
    ...(certificates === undefined ? {} : { ca: certificates }),
  };
}

function toOrigin(text: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
}

function pickContractFlags(given: ExploreSettings['given']) {
  const names = ['base-url', 'token-env', 'max-rate', 'ca', 'timeout'] as const;
  return Object.fromEntries(
    names.flatMap((flag) => (given[flag] === undefined ? [] : [[flag, given[flag]]])),
  );
}

type CountFlag = 'max-jobs' | 'max-credits' | 'max-requests' | 'max-rows' | 'max-findings' | 'times';

function readCount(
  name: string,
  text: string | undefined,
  defaultCount: number,
  max: number,
  mistakes: string[],
): number {
  if (text === undefined) return defaultCount;
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= max) return count;
  mistakes.push(`${name} is "${text}"; it must be a whole number from 1 to ${max}.`);
  return defaultCount;
}

/** @throws UsageError because the sequence of --sequence is not one */
export function refuseSequence(mistake: string): never {
  throw new UsageError(`--sequence: ${mistake}.`);
}
