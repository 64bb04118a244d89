/**
 * Explains why a request was not authenticated, from its Authorization header and the users of its world,
 * without tokens.
 */
import { formatSuggestion } from '../../openapi/complaint.ts';
import { parseBearerToken } from '../django/bearer.ts';
import type { WireRequest } from '../django/message.ts';
import type { FixtureUser } from '../domain/fixture.ts';
import type { World } from '../domain/world.ts';
import { isWorldName, splitToken, worldNameRule } from '../domain/world-names.ts';

/** How the header is to be written. */
const rule = 'the API expects "Authorization: Bearer TOKEN"';

/** Schemes with a known name; any other first word may be a secret. */
const schemes = /^(?:token|basic|digest|jwt|apikey|api-key|key|oauth|negotiate|hmac|aws4-hmac-sha256)$/i;

const otherHeaders = ['x-api-key', 'api-key', 'x-auth-token', 'x-access-token', 'x-token', 'token'];

/**
 * One sentence; undefined for a valid token.
 * @param world the one that the request concerns
 * @param usersAt where the control API lists the users of that world
 */
export function describeNearToken(
  { headers }: Pick<WireRequest, 'headers'>,
  { name: world, fixture: { users } }: Pick<World, 'name' | 'fixture'>,
  tokenInQuery: boolean,
  usersAt: string,
): string | undefined {
  const authorization = headers['authorization']?.trim();
  if (authorization === undefined || authorization === '') {
    if (tokenInQuery) return `The token is in the query, where the API ignores it; ${rule}.`;
    const other = otherHeaders.find((name) => headers[name] !== undefined);
    if (other !== undefined) return `The API ignores the header ${other}; ${rule}.`;
    return `The Authorization header is ${authorization === undefined ? 'missing' : 'empty'}; ${rule}.`;
  }
  const bearer = parseBearerToken(authorization);
  if (bearer === undefined) return `${describeMalformed(authorization, users)}; ${rule}.`;
  const [token, name] = splitToken(bearer);
  const user = users.find((one) => one.token === token);
  if (user?.expired === true) return `The token belongs to "${user.name}" and has expired.`;
  if (user?.active === false) return `The token belongs to "${user.name}", whose account is inactive.`;
  if (user !== undefined)
    return isWorldName(name)
      ? undefined
      : `The text after "~" in the token is not a valid world name; a name is ${worldNameRule}.`;
  return `${describeUnknownToken(token, users)} For the users of world "${world}" and their tokens, see GET ${usersAt}.`;
}

function describeMalformed(authorization: string, users: readonly FixtureUser[]): string {
  const words = authorization.split(/\s+/);
  const [first = ''] = words;
  if (/^bearer[:=,]/i.test(first)) return 'One space, and no other character, must follow "Bearer"';
  if (/^bearer$/i.test(first))
    return words.length === 1
      ? 'The token after "Bearer" is missing'
      : authorization.includes(',')
        ? 'The Authorization header was sent more than once'
        : 'More than one word follows "Bearer"';
  if (schemes.test(first) && words.length > 1) return `The scheme is "${first}", not "Bearer"`;
  if (words.length === 1 && users.some(({ token }) => token === splitToken(first)[0]))
    return 'The token has no scheme before it';
  return 'The Authorization header does not begin with "Bearer"';
}

function describeUnknownToken(token: string, users: readonly FixtureUser[]): string {
  const bare = token.replaceAll(/^["'<{]+|["'>}]+$/g, '');
  if (/^(?:undefined|null|nan|none|token|\[object)$/i.test(bare))
    return `The token is "${bare}"; a variable is probably not set.`;
  if (bare !== token && users.some((one) => one.token === splitToken(bare)[0]))
    return 'The token is in quotation marks or brackets.';
  const near = users.find((one) => formatSuggestion(token.slice(0, 100), [one.token]) !== '');
  return `The token is unknown${near === undefined ? '.' : `; did you mean the one of "${near.name}"?`}`;
}
