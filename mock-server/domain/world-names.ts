/** The world name in a bearer token: `alice-token~worker-3` is alice in the world `worker-3`. */

/** The world that a token without `~` is in. */
export const firstWorld = 'default';

/** Whether a name in a store is that of a world that always is there: the default one, or that of a team. */
export const isFirstWorld = (name: string): boolean => name === firstWorld || name.endsWith(`/${firstWorld}`);

/** The separator between the token and the world name; with teams, also before the key of a team, which comes first. */
export const keySeparator = '~';
const worldNamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The name of a world that a token may carry, for messages. */
export const worldNameRule =
  'a letter or digit, then at most 63 letters, digits, dots, dashes or underscores';

export function isWorldName(name: string): boolean {
  return worldNamePattern.test(name);
}

/** The name of a world in a store: with teams, it follows the name of its team and a slash. */
export const isStoredName = (name: string): boolean =>
  isWorldName(name.includes('/') ? name.replace(/^[a-z\d][a-z\d-]{0,31}\//, '') : name);

/** A token with the world that it names. */
export interface WorldToken {
  /** The user's own. */
  readonly token: string;
  readonly world: string;
  /** Whether a world can have that name. */
  readonly isNamed: boolean;
}

export function toWorldToken(bearer: string): WorldToken {
  const [token, world] = splitToken(bearer);
  return { token, world, isNamed: isWorldName(world) };
}

/** The user's token, and the name of the world after it. */
export function splitToken(bearer: string): readonly [token: string, name: string] {
  const cut = bearer.indexOf(keySeparator);
  return cut < 0 ? [bearer, firstWorld] : [bearer.slice(0, cut), bearer.slice(cut + 1)];
}
