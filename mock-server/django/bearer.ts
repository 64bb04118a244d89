/** Extracts the token of an Authorization header, in every legal spelling and no other. */

/**
 * The token of `Bearer <token>`: the scheme in any case, any white space between, nothing after the token (RFC 6750, 2.1).
 * @returns undefined for another scheme, no token, or more than one word
 */
export function parseBearerToken(authorization: string | undefined): string | undefined {
  const [scheme, token, ...more] = (authorization ?? '')
    .split(/[ \t\n\r\v\f]+/)
    .filter((word) => word !== '');
  return scheme?.toLowerCase() === 'bearer' && more.length === 0 ? token : undefined;
}
