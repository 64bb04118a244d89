/** Creates near misses: tokens and ids that differ from valid ones as little as possible. Pure. */
import { cut } from '../../text/redactor.ts';
import { shownToken } from '../evidence/shown-secrets.ts';
import type { Credential } from './surveyor.ts';

const bearer = (token: string, shown: string): Credential => ({
  sent: `Bearer ${token}`,
  shown: `Bearer ${shown}`,
});

/** A token without its first character: a server that compares only the ends accepts it. */
export function cutToken(token: string): Credential {
  return bearer(cut(token), shownToken.withoutFirst);
}

/** Tokens that a server accepts if it compares only a part, the length, or letters in any case. */
export function listNearTokens(token: string): readonly Credential[] {
  const { secret, tenant } = splitTenant(token);
  const other = findOtherCharacter(secret.slice(-1));
  const show = (character: string, isAppended: boolean) => {
    if (tenant !== '') return shownToken.changeBeforeTilde(character, isAppended);
    return `${isAppended ? shownToken.inBraces : shownToken.withoutLast}${character}`;
  };
  return [
    bearer(`${secret.slice(0, -1)}${other}${tenant}`, show(other, false)),
    removeSignature(token) ?? bearer(`${secret}x${tenant}`, show('x', true)),
    ...swapLastLetter(secret, tenant),
  ];
}

/** What follows a tilde may name a tenant, as in a mock with worlds: another name is valid, and no near miss. */
function splitTenant(token: string): { readonly secret: string; readonly tenant: string } {
  const at = token.indexOf('~');
  const end = at > 0 ? at : token.length;
  return { secret: token.slice(0, end), tenant: token.slice(end) };
}

/** Under another scheme than Bearer, or under none. */
export function listOtherSchemes(
  token: string,
): Readonly<Record<'none' | 'token' | 'basic' | 'user', Credential>> {
  const { whole, asBasicUser } = shownToken;
  const user = Buffer.from(`${token}:`).toString('base64');
  return {
    none: { sent: token, shown: whole },
    token: { sent: `Token ${token}`, shown: `Token ${whole}` },
    basic: { sent: `Basic ${token}`, shown: `Basic ${whole}` },
    user: { sent: `Basic ${user}`, shown: `Basic ${asBasicUser}` },
  };
}

/** The id with its last digit changed; undefined for an id that is not a UUID. */
export function changeLastDigit(id: string): string | undefined {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) return undefined;
  // Far enough from the ids that are assigned next, in case they are consecutive.
  const changed = Number.parseInt(id.slice(-1), 16) ^ 8;
  return `${id.slice(0, -1)}${changed.toString(16)}`;
}

/** `{"alg":"none"}`: the header of a token without a signature. */
const unsigned = 'eyJhbGciOiJub25lIn0';

/** A JSON Web Token with the same claims, but without a signature, which a careless library accepts; undefined for other tokens. */
function removeSignature(token: string): Credential | undefined {
  const claims = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(token)?.[1];
  return claims === undefined
    ? undefined
    : bearer(`${unsigned}.${claims}.`, `${unsigned}.${shownToken.claims}.`);
}

/**
 * A digit in place of a letter, or the reverse. In base64, the two differ in their first bit: the last bits of a signature
 * may have no meaning, and a token that differs only there is the same token.
 */
function findOtherCharacter(last: string): string {
  return /[A-Za-f]/.test(last) ? '7' : 'b';
}

/** Letters of a hexadecimal number, such as a UUID, mean the same in both cases. */
function swapLastLetter(secret: string, tenant: string): readonly Credential[] {
  const at = secret.search(/[A-Za-z][^A-Za-z]*$/);
  if (at === -1 || /^[\da-f-]+$/i.test(secret)) return [];
  const letter = secret.charAt(at);
  const swapped = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
  const sent = `${secret.slice(0, at)}${swapped}${secret.slice(at + 1)}${tenant}`;
  return [bearer(sent, shownToken.swapLetter(at + 1))];
}
