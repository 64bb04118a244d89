/** Reads the target of a run and its tokens: from the flags with a base URL, and from variables. */
import type { Environment } from '../../command-line/command.ts';
import type { NameFlag } from '../../command-line/typed-options.ts';
import { createRedactor, minSecretLength } from '../../text/redactor.ts';
import { readBaseUrl } from '../traffic/base-url.ts';

export interface TargetOptions extends Tokens {
  /** Whether it is a mock that was started for this run. */
  readonly isOwn?: boolean;
  readonly baseUrl: string;
  /** The variable that holds the caller's token. */
  readonly tokenVariable: string;
  /** A job of the caller that the user knows from elsewhere. */
  readonly knownJobId?: string;
}

/** The tokens of one run. */
export interface Tokens {
  /** Empty when there is none. */
  readonly token: string;
  readonly otherToken?: string;
  readonly expiredToken?: string;
  /** Of a user without jobs. */
  readonly emptyToken?: string;
}

/** The variables with a token besides the caller's. */
const otherTokens = [
  ['CONTRACT_OTHER_TOKEN', 'otherToken'],
  ['CONTRACT_EXPIRED_TOKEN', 'expiredToken'],
  ['CONTRACT_EMPTY_TOKEN', 'emptyToken'],
] as const satisfies readonly (readonly [variable: string, field: keyof Tokens])[];

/** A message never repeats a token that was given in the wrong place. */
export function listTokens(env: Environment, variable = 'CONTRACT_TOKEN'): readonly string[] {
  const names = new Set([variable, 'CONTRACT_TOKEN', ...otherTokens.map(([name]) => name)]);
  return [...names].flatMap((name) => env[name] ?? []);
}

export function readTarget(
  given: { readonly 'base-url'?: string; readonly 'token-env'?: string },
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
  const others = otherTokens.map(([variable, field]) => [field, env[variable] ?? ''] as const);
  const secrets = [token, ...others.map(([, secret]) => secret)];
  const names = [tokenVariable, ...otherTokens.map(([variable]) => variable)];
  const knownJobId = (env['CONTRACT_JOB_ID'] ?? '').trim();
  mistakes.push(
    ...findBaseUrlMistakes(baseUrl, secrets, name('base-url')),
    ...findTokenMistakes(names, secrets),
    ...findJobIdMistakes(knownJobId, secrets),
  );
  return {
    baseUrl,
    token,
    tokenVariable,
    ...Object.fromEntries(others.filter(([, secret]) => secret !== '')),
    ...(knownJobId === '' ? {} : { knownJobId: knownJobId.toLowerCase() }),
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

const uuidForm = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function findJobIdMistakes(id: string, tokens: readonly string[]): readonly string[] {
  if (id === '' || uuidForm.test(id)) return [];
  return [
    `CONTRACT_JOB_ID is "${createRedactor(tokens)(id)}"; it must be the id of a job, a UUID such as 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60.`,
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
