/** Finds what is secret in a HAR file, and who sent each request: tokens, session cookies, keys in queries and headers. */
import { createRedactor, minSecretLength } from '../../../text/redactor.ts';
import type { Header } from '../exchange.ts';
import type { AppEntry, AppRequest } from './read-entries.ts';
import { findHeader } from './read-body.ts';

/** Names of headers, cookies and parameters with a secret value. */
const secretName =
  /(^|[-_.])(access|refresh|id|auth|api|csrf|xsrf|session)?[-_.]?(token|secret|password|passwd|signature|jwt|sid|\w*sess(?:ion)?id|session|auth|authorization|apikey|api[-_]?key|csrf|xsrf)([-_.]|$)/i;

/** So many tokens are also found in pieces and in other encodings; a person logs in with a few accounts. */
const maxTokens = 40;

/** The parts of a secret between signs that also end a word of JSON, of a header or of a URL. */
const wordForm = /[\w~+/%-]{8,}/g;

/** Browsers leave credentials out of a file. Where none are left, each request probably had a token. */
const withToken: Header = ['Authorization', 'Bearer $CONTRACT_TOKEN'];

/** The replacement of a secret that is no token of the API. */
const hidden = '[secret]';

export interface Secrets {
  /** Removes every secret of the file from a text. */
  readonly redact: (text: string) => string;
  /** Who sent a request, as `user-1`; undefined when nothing in the request says it. */
  readonly getCaller: (request: AppRequest) => string | undefined;
  /** The header that a request was authorized with, without its secret. */
  readonly showAuthorization: (request: AppRequest) => Header | undefined;
}

/**
 * @param all every entry of the file, since a token may come from another address
 * @param api the requests of the API
 * @param visible texts that are no secrets, such as the ids of jobs
 */
export function collectSecrets(
  all: readonly AppEntry[],
  api: readonly AppRequest[],
  visible: ReadonlySet<string>,
): Secrets {
  const tokens = new Set<string>();
  const words = new Set<string>();
  const addWords = (value: string) => {
    for (const [word] of value.matchAll(wordForm)) if (isTelling(word) && !visible.has(word)) words.add(word);
  };
  for (const { request, response } of all) {
    const authorization = findHeader(request.headers, 'authorization');
    if (authorization !== undefined) tokens.add(getToken(authorization));
    const named = [
      ...request.headers,
      ...request.cookies,
      ...parseCookies(request.headers),
      ...request.url.searchParams,
      ...(response?.headers ?? []),
      ...(response?.cookies ?? []),
    ];
    for (const [name, value] of named) if (secretName.test(name)) addWords(value);
  }
  const known = [...tokens].filter((one) => one.length >= minSecretLength && !visible.has(one));
  const redactTokens = createRedactor(known.slice(0, maxTokens));
  for (const token of known.slice(maxTokens)) addWords(token);
  // The tokens are redacted with another mark, by which a clause finds them in responses.
  for (const token of known.slice(0, maxTokens))
    for (const [word] of token.matchAll(wordForm)) words.delete(word);
  const isStripped = api.every(({ headers, cookies }) => !hasCredentials(headers) && cookies.length === 0);
  const callers = new Map<string, string>();
  return {
    redact: (text) => redactTokens(text).replaceAll(wordForm, (word) => (words.has(word) ? hidden : word)),
    getCaller: (request) => {
      const key = getCallerKey(request);
      if (key === undefined) return undefined;
      const caller = callers.get(key) ?? `user-${callers.size + 1}`;
      callers.set(key, caller);
      return caller;
    },
    showAuthorization: ({ headers }) => {
      const value = findHeader(headers, 'authorization');
      if (value === undefined) return isStripped ? withToken : undefined;
      return ['Authorization', /^bearer /i.test(value) ? withToken[1] : `${getScheme(value)} ${hidden}`];
    },
  };
}

function hasCredentials(headers: readonly Header[]): boolean {
  return findHeader(headers, 'authorization') !== undefined || findHeader(headers, 'cookie') !== undefined;
}

function getToken(authorization: string): string {
  return authorization.replace(/^[\w-]+\s+/, '').trim();
}

function getScheme(authorization: string): string {
  return /^([A-Za-z][\w-]{0,20})\s/.exec(authorization)?.[1] ?? '';
}

/** A plain word, a number and a date are no secrets, and hiding them would change what is judged. */
function isTelling(value: string): boolean {
  return (
    value.length >= 8 &&
    !/^\d+$|^\d{4}-\d\d-\d\d/.test(value) &&
    (/\d/.test(value) || value.length >= 24) &&
    !/^[a-z]+([-_ ][a-z]+)*$/i.test(value)
  );
}

/** The token, or without one the session. */
function getCallerKey({ headers, cookies }: AppRequest): string | undefined {
  const authorization = findHeader(headers, 'authorization');
  if (authorization !== undefined) return getToken(authorization);
  const own = [...cookies, ...parseCookies(headers)].filter(
    ([name]) => secretName.test(name) && !/csrf|xsrf/i.test(name),
  );
  if (own.length === 0) return undefined;
  return [...new Set(own.map(([name, value]) => `${name}=${value}`))]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join('; ');
}

/** The cookies of a request, where the program stored only the header. */
function parseCookies(headers: readonly Header[]): readonly Header[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => value.split(';'))
    .map((pair): Header => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    });
}
