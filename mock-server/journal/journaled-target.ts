/** Path and query of a request as the journal keeps them: without tokens, and masked no earlier than somebody reads them. */
import { splitTarget, type WireRequest } from '../django/message.ts';
import type { World } from '../domain/world.ts';
import { type Masked, maskTarget } from './mask.ts';

/** Masked, or with a path in which only a token of these users can be. */
export type JournaledTarget =
  | Masked
  | { readonly path: string; readonly query: string; readonly users: readonly TokenHolder[] };

interface TokenHolder {
  readonly token: string;
}

export type KeepTarget = (
  request: Pick<WireRequest, 'target' | 'headers'>,
  world: World,
  isSuccessful: boolean,
) => JournaledTarget;

const maxKnown = 200;

/**
 * Remembers a limited number of queries without tokens, since clients send the same ones again and again.
 * @param secrets to mask besides the tokens of the users
 */
export function createKeepTarget(secrets: readonly string[] = []): KeepTarget {
  const holders = secrets.map((token) => ({ token }));
  const withoutTokens = new WeakMap<World['fixture'], Set<string>>();
  return ({ target, headers }, { name, fixture }, isSuccessful) => {
    const { path, query } = splitTarget(target);
    const users = holders.length === 0 ? fixture.users : [...fixture.users, ...holders];
    const authorization = headers['authorization'];
    // The header of a failed request may hold a token that the world does not know.
    if (!isSuccessful) return maskTarget(path, query, users, authorization);
    if (query === '') return { path, query, users };
    const known = withoutTokens.get(fixture) ?? new Set();
    // The name of the world is a part of the token.
    const key = `${name}\n${query}`;
    if (known.has(key)) return { path, query, users };
    const masked = maskTarget(path, query, users, authorization);
    if (masked.query !== query) return masked;
    if (known.size >= maxKnown) known.clear();
    withoutTokens.set(fixture, known.add(key));
    return masked;
  };
}

export function readTarget(target: JournaledTarget): Masked {
  if (!('users' in target)) return target;
  const { path, query, users } = target;
  return { ...maskTarget(path, '', users), query };
}
