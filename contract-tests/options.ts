/** The flags and variables of the suite, and what they mean. */
import { UsageError } from '../command-line/command.ts';
import { type Flags, type Given, readFlags } from '../command-line/options.ts';
import { didYouMean } from '../openapi/complaint.ts';
import { durationForms, parseDuration } from '../mock-server/simulation/time.ts';

export const contractFlags = {
  'base-url': {
    type: 'string',
    value: 'URL',
    help: 'What to judge: a host, with or without /backend or /api/v1, or any URL of the API. Default: CONTRACT_BASE_URL; without either, a mock that is started for it.',
  },
  'token-env': {
    type: 'string',
    value: 'NAME',
    help: 'The variable that holds the token. Default CONTRACT_TOKEN. A token itself is never given as a flag, where the process list would show it.',
  },
  watch: {
    type: 'string',
    value: 'DURATION',
    help: 'How long to follow live jobs. Default 10s; 0s does not.',
  },
  'report-dir': {
    type: 'string',
    value: 'DIR',
    help: 'Write report.json, junit.xml and evidence.har there; it is made if need be.',
  },
  off: {
    type: 'string',
    value: 'CLAUSE',
    multiple: true,
    help: 'Do not judge this clause; may be given several times.',
  },
  strict: { type: 'boolean', help: 'A broken SHOULD fails the run too.' },
  list: { type: 'boolean', help: 'List the clauses, and end.' },
  spec: { type: 'string', value: 'FILE', help: 'Another OpenAPI document to judge by.' },
  timeout: { type: 'string', value: 'DURATION', help: 'How long one request may take. Default 15s.' },
  help: { type: 'boolean', help: 'Show this and end.' },
} as const satisfies Flags;

export const contractVariables = `  CONTRACT_BASE_URL        what to judge, if --base-url is not given
  CONTRACT_TOKEN           the token of a user with jobs; needed for a base URL
  CONTRACT_OTHER_TOKEN     the token of another user, to see that users are kept apart
  CONTRACT_EXPIRED_TOKEN   a token that was valid once`;

export interface ContractOptions {
  readonly given: Given<typeof contractFlags>;
  /** Undefined when a mock is to be started. */
  readonly target?: TargetOptions;
  readonly watchMs: number | undefined;
  readonly timeoutMs: number;
  readonly strict: boolean;
  readonly off: ReadonlySet<string>;
}

export interface TargetOptions {
  readonly baseUrl: string;
  /** Empty when there is none. */
  readonly token: string;
  /** The variable that holds it. */
  readonly tokenVariable: string;
  readonly otherToken?: string;
  readonly expiredToken?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param clauseIds the ids that --off may name
 * @throws UsageError with every mistake in flags and variables
 */
export function readContractOptions(
  args: readonly string[],
  env: Environment,
  clauseIds: readonly string[],
): ContractOptions {
  const { given, mistakes } = readFlags(contractFlags, args);
  const durationOf = (name: 'watch' | 'timeout'): number | undefined => {
    const text = given[name];
    if (typeof text !== 'string') return undefined;
    const parsed = parseDuration(text);
    if (parsed === undefined)
      mistakes.push(`--${name} is "${text}"; it must be a duration ${durationForms}.`);
    return parsed;
  };
  const off = given.off ?? [];
  for (const id of off) {
    if (!clauseIds.includes(id))
      mistakes.push(
        `--off ${id}: there is no such clause${didYouMean(id, clauseIds) || '; --list shows them'}`,
      );
  }
  const target = targetOf(given, env, mistakes);
  const [watchMs, timeoutMs = 15_000] = [durationOf('watch'), durationOf('timeout')];
  if (mistakes.length > 0 && given.help !== true) throw new UsageError(mistakes);
  return {
    given,
    watchMs,
    timeoutMs,
    strict: given.strict ?? false,
    off: new Set(off),
    ...(target === undefined ? {} : { target }),
  };
}

function targetOf(
  given: ContractOptions['given'],
  env: Environment,
  mistakes: string[],
): ContractOptions['target'] {
  const variable = given['token-env'] ?? 'CONTRACT_TOKEN';
  const token = env[variable] ?? '';
  const baseUrl = given['base-url'] ?? env['CONTRACT_BASE_URL'];
  if (baseUrl === undefined) {
    // A nightly job that lost its address must not judge a mock and be green.
    if (token !== '')
      mistakes.push(
        `${variable} is set and there is no base URL: give --base-url or CONTRACT_BASE_URL, or unset ${variable} to judge a mock.`,
      );
    return undefined;
  }
  if (baseUrl.trim() === '')
    mistakes.push('The base URL is empty: give --base-url or CONTRACT_BASE_URL a value, e.g. https://host.');
  const tokens = [
    [variable, token],
    ['CONTRACT_OTHER_TOKEN', env['CONTRACT_OTHER_TOKEN'] ?? ''],
    ['CONTRACT_EXPIRED_TOKEN', env['CONTRACT_EXPIRED_TOKEN'] ?? ''],
  ] as const;
  for (const [name, value] of tokens) {
    if (/[^\x21-\x7e]/.test(value))
      mistakes.push(
        `${name} holds a space, a line break or a letter that no token has; give the bare token, without "Bearer".`,
      );
  }
  const [, [, otherToken], [, expiredToken]] = tokens;
  if (otherToken !== '' && otherToken === token)
    mistakes.push("CONTRACT_OTHER_TOKEN is the same token as the first; it must be another user's.");
  return {
    baseUrl,
    token,
    tokenVariable: variable,
    ...(otherToken === '' ? {} : { otherToken }),
    ...(expiredToken === '' ? {} : { expiredToken }),
  };
}
