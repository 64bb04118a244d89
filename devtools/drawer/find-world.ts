/** Which world the drawer shows. */
import type { DevtoolsOptions } from '../options.ts';

export type WorldOptions = Pick<DevtoolsOptions, 'world' | 'token'>;

const defaultWorld = 'default';

/** The world of a token: what follows the tilde in `alice-token~checkout-7`. */
function readWorld(token: string): string {
  const name = /~([^~]*)$/.exec(token.trim())?.[1] ?? '';
  return name === '' ? defaultWorld : name;
}

/** Whether the options decide it, so that the drawer offers no choice. */
export const isWorldGiven = ({ world, token }: WorldOptions): boolean =>
  world !== undefined || token !== undefined;

/** @param chosen in the drawer */
export function findWorld({ world, token }: WorldOptions, chosen: string | undefined): string {
  if (world !== undefined) return world;
  if (token === undefined) return chosen ?? defaultWorld;
  return readWorld(getToken(token) ?? '');
}

function getToken(token: NonNullable<DevtoolsOptions['token']>): string | null | undefined {
  if (typeof token === 'string') return token;
  try {
    return token();
  } catch {
    // Before anyone has signed in, the app may have none.
    return undefined;
  }
}
