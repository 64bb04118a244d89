/** The flags and variables of the suite. */
import { type Environment, UsageError } from '../../command-line/command.ts';
import { type Flags, type ParsedFlags, readFlags } from '../../command-line/options.ts';
import { type NameFlag, nameFlag } from '../../command-line/typed-options.ts';
import { durationForms, parseDuration } from '../../time/time.ts';
import { createRedactor, minSecretLength } from '../../text/redactor.ts';
import { type TrafficOptions, trafficFlags, readTrafficOptions } from '../traffic/options.ts';
import type { Clause } from '../verdict/clause.ts';
import { judgingFlags, type JudgingOptions, readJudgingOptions } from './judging-options.ts';
import { readBaseUrl } from '../traffic/base-url.ts';

export const contractFlags = {
  'base-url': {
    type: 'string',
    value: 'URL',
    help: 'What to judge: a host, with or without /backend or /api/v1, or any URL of the API. Default: CONTRACT_BASE_URL. Without either, the run starts a mock.',
  },
  'token-env': {
    type: 'string',
    value: 'NAME',
    help: 'The variable that holds the token. Default CONTRACT_TOKEN. No flag takes a token, because the process list would show it.',
  },
  watch: {
    type: 'string',
    value: 'DURATION',
    help: 'How long to watch the jobs. Default 60s, and 10s on this machine; 0s turns it off.',
  },
  'report-dir': {
    type: 'string',
    value: 'DIR',
    help: 'Write the reports into this folder, for people (report.html) and for programs. The run creates it if necessary.',
  },
  ledger: {
    type: 'string',
    value: 'FILE',
    help: 'Record each job in this file and compare it with earlier runs. Use one file per target and user.',
  },
  ...judgingFlags,
  only: {
    ...judgingFlags.only,
    help: `${judgingFlags.only.help} The run still sends all its requests, because clauses share them. It reads the ledger but does not write it.`,
  },
  ...trafficFlags,
  'allow-writes': {
    type: 'boolean',
    help: 'Also submit a small job, then pause, resume and poll it. This costs credits. Not allowed for production.',
  },
  quiet: {
    type: 'boolean',
    help: 'Print only what fails the run, and the last line.',
  },
  json: {
    type: 'boolean',
    help: 'Write report.json to standard output and everything else to standard error.',
  },
  list: { type: 'boolean', help: 'List the clauses and exit.' },
  spec: { type: 'string', value: 'FILE', help: 'Judge by another OpenAPI document.' },
  timeout: { type: 'string', value: 'DURATION', help: 'How long one request may take. Default 15s.' },
  help: { type: 'boolean', help: 'Show this help and exit.' },
} as const satisfies Flags;

export const contractVariables = `  CONTRACT_BASE_URL        what to judge, unless --base-url is given
  CONTRACT_TOKEN           the token of a user with jobs; required with a base URL
  CONTRACT_OTHER_TOKEN     the token of another user, to check that users are isolated
  CONTRACT_EXPIRED_TOKEN   a token that has expired`;

export interface ContractOptions extends TrafficOptions, JudgingOptions {
  readonly given: ParsedFlags<typeof contractFlags>;
  /** Undefined when the run starts a mock. */
  readonly target?: TargetOptions;
  readonly watchMs: number | undefined;
  readonly timeoutMs: number;
  /** Whether the run may create a job. */
  readonly allowWrites: boolean;
}

export interface TargetOptions extends Tokens {
  /** Whether it is a mock that was started for this run. */
  readonly isOwn?: boolean;
  readonly baseUrl: string;
  /** The variable that holds the caller's token. */
  readonly tokenVariable: string;
}

/** The tokens of one run. */
export interface Tokens {
  /** Empty when there is none. */
  readonly token: string;
  readonly otherToken?: string;
  readonly expiredToken?: string;
}

/**
 * @param clauses those that --only and --off may name
 * @throws UsageError with all mistakes in flags and variables
 */
export function readContractOptions(
  args: readonly string[],
  env: Environment,
  clauses: readonly Clause[],
): ContractOptions {
  const { given, mistakes } = readFlags(contractFlags, args);
  return toContractOptions(given, env, clauses, mistakes);
}

/**
 * @param given by the names of the flags
 * @param mistakes what is wrong already
 * @param name what the user calls the option of a flag
 * @throws UsageError with every mistake in options and variables
 */
export function toContractOptions(
  given: ContractOptions['given'],
  env: Environment,
  clauses: readonly Clause[],
  mistakes: string[] = [],
  name: NameFlag = nameFlag,
): ContractOptions {
  const judging = readJudgingOptions(given, clauses, mistakes);
  if (given['report-dir'] === '') mistakes.push('--report-dir is empty. Give a folder.');
  if (given.ledger === '') mistakes.push('--ledger is empty. Give a file.');
  const watchMs = readDuration(name('watch'), given.watch, 0, mistakes);
  const timeoutMs = readDuration(name('timeout'), given.timeout, 1, mistakes) ?? 15_000;
  // --help and --list need no target.
  const judges = given.help !== true && given.list !== true;
  const target = judges ? readTarget(given, env, mistakes, name) : undefined;
  const polite = readTrafficOptions(given, given['allow-writes'] ?? false, mistakes, name);
  if (judges && target === undefined && given.ledger !== undefined && mistakes.length === 0)
    mistakes.push(
      '--ledger needs a base URL, because a mock that is started for one run has no earlier runs. Give --base-url or set CONTRACT_BASE_URL.',
    );
  if (mistakes.length > 0 && given.help !== true)
    throw new UsageError(mistakes.map(createRedactor(listTokens(env, given['token-env']))));
  return {
    given,
    watchMs,
    timeoutMs,
    allowWrites: given['allow-writes'] ?? false,
    ...judging,
    ...polite,
    ...(target === undefined ? {} : { target }),
  };
}

/** A message never repeats a token that was given in the wrong place. */
function listTokens(env: Environment, variable = 'CONTRACT_TOKEN'): readonly string[] {
  const names = new Set([variable, 'CONTRACT_TOKEN', 'CONTRACT_OTHER_TOKEN', 'CONTRACT_EXPIRED_TOKEN']);
  return [...names].flatMap((name) => env[name] ?? []);
}

/** The upper limit for every duration. */
const maxDurationMs = 24 * 3_600_000;

function readDuration(
  name: string,
  text: string | undefined,
  minMs: number,
  mistakes: string[],
): number | undefined {
  if (text === undefined) return undefined;
  const parsed = parseDuration(text);
  if (parsed === undefined) mistakes.push(`${name} is "${text}"; it must be a duration ${durationForms}.`);
  else if (parsed < minMs) mistakes.push(`${name} is "${text}"; it must be longer than 0s.`);
  else if (parsed > maxDurationMs) mistakes.push(`${name} is "${text}"; it must be at most 24h.`);
  return parsed;
}

function readTarget(
  given: ContractOptions['given'],
  env: Environment,
  mistakes: string[],
  name: NameFlag,
): TargetOptions | undefined {
  const tokenVariable = given['token-env'] ?? 'CONTRACT_TOKEN';
  mistakes.push(...findVariableMistakes(tokenVariable, env, name('token-env')));
  const token = env[tokenVariable] ?? '';
  const baseUrl = given['base-url'] ?? env['CONTRACT_BASE_URL'];
  if (baseUrl === undefined) {
    // A scheduled job without its base URL must not judge a mock and pass.
    if (token !== '')
      mistakes.push(
        `${tokenVariable} is set, but there is no base URL. Give ${name('base-url')} or set CONTRACT_BASE_URL, or unset ${tokenVariable} to judge a mock.`,
      );
    return undefined;
  }
  const otherToken = env['CONTRACT_OTHER_TOKEN'] ?? '';
  const expiredToken = env['CONTRACT_EXPIRED_TOKEN'] ?? '';
  const secrets = [token, otherToken, expiredToken];
  const names = [tokenVariable, 'CONTRACT_OTHER_TOKEN', 'CONTRACT_EXPIRED_TOKEN'];
  mistakes.push(
    ...findBaseUrlMistakes(baseUrl, secrets, name('base-url')),
    ...findTokenMistakes(names, secrets),
  );
  return {
    baseUrl,
    token,
    tokenVariable,
    ...(otherToken === '' ? {} : { otherToken }),
    ...(expiredToken === '' ? {} : { expiredToken }),
  };
}

/** The message repeats only values that look like a variable name, because the value may be the token itself. */
function findVariableMistakes(variable: string, env: Environment, name: string): readonly string[] {
  if (env[variable] !== undefined || variable === 'CONTRACT_TOKEN') return [];
  return /^[A-Z][A-Z0-9_]*$/.test(variable)
    ? [`${name} ${variable}: this variable is not set. Set it to the token of a user with jobs.`]
    : [
        `${name} must be the name of a variable that is set, such as CONTRACT_TOKEN. Never pass the token itself.`,
      ];
}

function findBaseUrlMistakes(baseUrl: string, tokens: readonly string[], name: string): readonly string[] {
  if (baseUrl.trim() === '')
    return [`The base URL is empty. Give ${name} or CONTRACT_BASE_URL a value, e.g. https://host.`];
  if (readBaseUrl(baseUrl, '/', []) !== undefined) return [];
  // The part before an @ may be a password.
  const shown = baseUrl.includes('@') ? '' : ` "${createRedactor(tokens)(baseUrl)}"`;
  return [
    `The base URL${shown} is invalid. Give a host, or an http or https URL without user name and password, e.g. https://host.`,
  ];
}

/** @param names the variables in which the secrets stand, in the same order */
function findTokenMistakes(names: readonly string[], secrets: readonly string[]): readonly string[] {
  return names.flatMap((name, index) => {
    const secret = secrets[index] ?? '';
    if (secret === '') return [];
    const twin = secrets.indexOf(secret);
    if (twin < index) return [`${name} is the same token as ${names[twin]}; the tokens must be different.`];
    if (/[^\x21-\x7e]/.test(secret))
      return [
        `${name} contains a character that no token has, such as a space or a line break. Give the token alone, without "Bearer".`,
      ];
    if (secret.length >= minSecretLength) return [];
    return [
      `${name} has fewer than ${minSecretLength} characters. So short a token cannot be redacted reliably in the reports.`,
    ];
  });
}
