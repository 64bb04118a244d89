/** Removes tokens from paths and queries before they are stored or printed. */
import { type Redactor, createRedactor } from '../../text/redactor.ts';
import { decodePercent } from '../django/message.ts';

export interface Masked {
  readonly path: string;
  readonly query: string;
  /** Whether a part of the query was recognized as a token. */
  readonly tokenInQuery: boolean;
}

/** The replacement for a token. */
export const mask = '***';

const maxPathLength = 300;
const maxQueryLength = 500;

/** Names whose values are secret, whatever they look like. */
const namesSecret =
  /(?:^|[^a-z])(?:token|key|apikey|(?:access|auth|bearer|id|refresh|session)(?:token|key)|authorization|auth|bearer|jwt|secret|password|passwd|pwd|credentials?|signature|sig)$/i;

/** A JSON Web Token, or a token with its scheme. */
const looksLikeToken = /\beyJ[\w-]{5,}\.[\w-]+\.|(?:^|[^\w-])(?:bearer|token|basic)[\s:+]+\S/i;

/** Name and value, as in a URL that is itself a value. */
const named = /(?<![\w.[\]-])([\w.[\]-]+)["']?\s*[=:]+\s*["']?[^\s"'=:&;]/g;

/** Shorter ones are masked only as separate words; otherwise half of every path would be masked. */
const minMaskedLength = 5;

/**
 * @param path still percent-encoded, like `query`
 * @param tokens those of the world's users
 * @param authorization the header of the request; an unknown token may be a real secret elsewhere
 */
export function maskTokens(
  path: string,
  query: string,
  tokens: readonly string[],
  authorization: string | undefined,
): Masked {
  const words = (authorization ?? '')
    .split(/[\s,"'<>]+/)
    .filter((word) => word.length >= minMaskedLength * 2);
  const secrets = [...tokens, ...words].map((secret) => secret.toLowerCase());
  const long = [...tokens, ...words.slice(0, 3)].filter(
    ({ length }) => length >= minMaskedLength * 2 && length <= maxRedacted,
  );
  const isSecret = (text: string): boolean => {
    const decoded = decodeWholly(text.replaceAll('+', ' ')).trim();
    const small = decoded.toLowerCase();
    return (
      decoded !== '' &&
      (looksLikeToken.test(decoded) ||
        [...decoded.matchAll(named)].some(([, name = '']) => isNameOfSecret(name)) ||
        secrets.some(
          (secret) => small === secret || (secret.length >= minMaskedLength && small.includes(secret)),
        ) ||
        (decoded.length >= minMaskedLength * 2 &&
          !ordinary.test(decoded) &&
          getRedactor(long)(text) !== text))
    );
  };
  const maskedQuery = query === '' ? '' : maskPairs(query, isSecret);
  return {
    path: cut(
      escapeInvisible(path.replaceAll(/[^/]+/g, (segment) => (isSecret(segment) ? mask : segment))),
      maxPathLength,
    ),
    query: cut(escapeInvisible(maskedQuery), maxQueryLength),
    tokenInQuery: maskedQuery !== query,
  };
}

/** The same, with the tokens of these users. */
export function maskTarget(
  path: string,
  query: string,
  users: readonly { readonly token: string }[],
  authorization?: string,
): Masked {
  const tokens = users.map(({ token }) => token);
  return maskTokens(path, query, tokens, authorization);
}

/** A word of a path, or the id of a job. */
const ordinary = /^(?:[a-z_-]{1,20}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/** Parts of longer ones are not searched for, since that would slow down each request. */
const maxRedacted = 300;

const redactors = new Map<string, Redactor>();
/** A mock has a handful of users, and a client one token. */
const maxRedactors = 20;

/** Made once for the same secrets: it takes out pieces of them too, in hexadecimal and base64. */
function getRedactor(secrets: readonly string[]): Redactor {
  const key = secrets.join('\n');
  const known = redactors.get(key);
  if (known !== undefined) return known;
  if (redactors.size >= maxRedactors) redactors.clear();
  const made = createRedactor(secrets);
  redactors.set(key, made);
  return made;
}

function maskPairs(query: string, isSecret: (text: string) => boolean): string {
  return query
    .split(/([&;])/)
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = pair.slice(0, Math.max(0, equals));
      const value = pair.slice(equals + 1);
      if (equals >= 0 && isSecret(name)) return `${mask}=${mask}`;
      const holds = isSecret(value) || (value !== '' && equals >= 0 && isNameOfSecret(decodeWholly(name)));
      return holds ? `${pair.slice(0, equals + 1)}${mask}` : pair;
    })
    .join('');
}

/** Also `accessToken`, `token[]` and `auth[token]`. */
function isNameOfSecret(name: string): boolean {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .split(/[[\]]+/)
    .some((part) => namesSecret.test(part));
}

/** Decoded repeatedly, at most five times. */
function decodeWholly(text: string): string {
  let [before, after] = [text, decodePercent(text)];
  for (let times = 1; times < 5 && after !== before; times += 1)
    [before, after] = [after, decodePercent(after)];
  return after;
}

/** A target contains raw bytes, and some of them could control a terminal, so they are escaped. */
function escapeInvisible(text: string): string {
  return text.replaceAll(
    /[^!-~]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
