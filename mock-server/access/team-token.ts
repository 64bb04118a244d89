/** The key of a team in an API token: `alice-token~KEY` is alice in the team's default world, `alice-token~KEY~checkout` in another. */
import { parseBearerToken } from '../django/bearer.ts';
import { decodePercent, type WireRequest } from '../django/message.ts';
import { createMemo } from '../domain/memo.ts';
import { keySeparator, splitToken } from '../domain/world-names.ts';
import { mask } from '../journal/mask.ts';
import type { TeamKeys } from './guard.ts';
import { findSecretMistake, type Hashing } from './secrets.ts';

/** A key that a token carries, with its digest. */
export interface CarriedKey {
  readonly key: string;
  readonly digest: string;
  /** Of what follows it, if that could be a key too. */
  readonly next: string | undefined;
}

/** No API token with a key is longer. */
const maxLength = 1000;
/** Clients have no more tokens in use at a time. */
const maxRemembered = 2000;

/** @returns what finds the key in an Authorization header; undefined when there is none */
export function createKeyFinder(
  digest: Hashing['digest'],
): (authorization: string) => CarriedKey | undefined {
  const find = createMemo(maxRemembered, (authorization: string): { carried?: CarriedKey } => {
    const bearer = parseBearerToken(authorization);
    const [, rest] = splitToken(bearer ?? '');
    const [key = '', ...others] = rest.split(keySeparator);
    const next = others.join(keySeparator);
    if (bearer === undefined || findSecretMistake(key) !== undefined) return {};
    return { carried: { key, digest: digest(key), next: digestIfSecret(next, digest) } };
  });
  return (authorization) => (authorization.length > maxLength ? undefined : find(authorization).carried);
}

/**
 * Which team sends a request, as its Authorization header says: with a key in an API token, or for the control API.
 * @returns the empty text for what belongs to no team
 */
export function createOwnerFinder(
  digest: Hashing['digest'],
  { findTeam }: Pick<TeamKeys, 'findTeam'>,
): (authorization: string) => string {
  const findDigest = createMemo(maxRemembered, (authorization: string): { readonly digest?: string } => {
    const [token, rest] = splitToken(parseBearerToken(authorization) ?? '');
    const [key = ''] = rest.split(keySeparator);
    const found = digestIfSecret(key, digest) ?? digestIfSecret(token, digest);
    return found === undefined ? {} : { digest: found };
  });
  return (authorization) => {
    if (authorization === '' || authorization.length > maxLength) return '';
    const { digest: found } = findDigest(authorization);
    return found === undefined ? '' : (findTeam(found) ?? '');
  };
}

/** The digest of a text that could be a key. */
export const digestIfSecret = (text: string, digest: Hashing['digest']): string | undefined =>
  findSecretMistake(text) === undefined ? digest(text) : undefined;

/** The request as the team's own mock gets it: without the key, wherever it was sent. */
export function removeKey(request: WireRequest, key: string): WireRequest {
  const { headers, target } = request;
  const authorization = (headers['authorization'] ?? '').replaceAll(`${keySeparator}${key}`, '');
  return { ...request, headers: { ...headers, authorization }, target: hideIn(target, key) };
}

/** The request for the default world. */
export function removeWorld(request: WireRequest): WireRequest {
  const { headers } = request;
  const authorization = (headers['authorization'] ?? '').replace(/~\S*/, '');
  return { ...request, headers: { ...headers, authorization } };
}

/** The target is shown in journals, where the engine masks only what it knows to be secret. */
function hideIn(target: string, key: string): string {
  if (target.includes(key)) return target.replaceAll(key, mask);
  if (!target.includes('%') || !decodePercent(target).includes(key)) return target;
  return target.replace(/\?.*$/s, `?${mask}`).replaceAll('%', mask);
}

/** The API token of a user of a world, with the key. */
export function addKey(token: string, key: string): string {
  const cut = token.indexOf(keySeparator);
  return cut < 0
    ? `${token}${keySeparator}${key}`
    : `${token.slice(0, cut)}${keySeparator}${key}${token.slice(cut)}`;
}
