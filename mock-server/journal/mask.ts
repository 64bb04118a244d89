/** Takes tokens out of paths and queries before they are kept or printed. */
import { percentDecode } from '../wire/message.ts';

export interface Masked {
  readonly path: string;
  readonly query: string;
  /** Whether something in the query was taken for a token. */
  readonly tokenInQuery: boolean;
}

/** What stands where a token stood. */
export const mask = '***';

const longestPath = 300;
const longestQuery = 500;

/** A parameter that is called like this holds a token, whatever its value looks like. */
const namesToken =
  /(?:^|[^a-z])(?:(?:access|auth|bearer|api|id|refresh|session)[-_.]?)?(?:token|key|authorization|auth|bearer|jwt)\]?$/i;

/** A JSON Web Token, or a token with its scheme. */
const looksLikeToken = /\beyJ[\w-]{5,}\.[\w-]+\.|^(?:bearer|token|basic)[\s:+]+\S/i;

/** Shorter ones are masked only where they stand alone: else half of every path would be. */
const shortest = 5;

/**
 * @param path still percent-encoded, as `query` is
 * @param tokens those of the world's users
 * @param authorization the header of the request; a token that is nobody's is a secret of somebody's all the same
 */
export function masked(
  path: string,
  query: string,
  tokens: readonly string[],
  authorization: string | undefined,
): Masked {
  const words = (authorization ?? '').split(/[\s,"'<>]+/).filter((word) => word.length >= shortest * 2);
  const secrets = [...tokens, ...words];
  const isSecret = (text: string): boolean => {
    const decoded = percentDecode(text.replaceAll('+', ' ')).trim();
    return (
      decoded !== '' &&
      (looksLikeToken.test(decoded) ||
        secrets.some(
          (secret) => decoded === secret || (secret.length >= shortest && decoded.includes(secret)),
        ))
    );
  };
  const maskedQuery = query === '' ? '' : maskPairs(query, isSecret);
  return {
    path: cut(
      path.replaceAll(/[^/]+/g, (segment) => (isSecret(segment) ? mask : segment)),
      longestPath,
    ),
    query: cut(maskedQuery, longestQuery),
    tokenInQuery: maskedQuery !== query,
  };
}

function maskPairs(query: string, isSecret: (text: string) => boolean): string {
  return query
    .split(/([&;])/)
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = pair.slice(0, Math.max(0, equals));
      const value = pair.slice(equals + 1);
      if (equals >= 0 && isSecret(name)) return `${mask}=${mask}`;
      const holds = isSecret(value) || (value !== '' && equals >= 0 && namesToken.test(percentDecode(name)));
      return holds ? `${pair.slice(0, equals + 1)}${mask}` : pair;
    })
    .join('');
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
