/** The teams of a mock: their names, the digests of their keys, and their quotas. */
import type { Duration } from '../../time/time.ts';
import type { TeamKeys } from './guard.ts';

/** What a team may use. */
export interface Quotas {
  /** Worlds besides its default one. */
  readonly worlds: number;
  /** Requests that change something, or begin a world. */
  readonly commandsPerMinute: number;
  /** All requests. */
  readonly requestsPerMinute: number;
  /** Rows of one submission; as many as the API allows when absent. */
  readonly rows?: number;
  /** How long to keep an unused world; as long as those of the mock when absent. */
  readonly ttl?: Duration;
}

export interface Team extends Quotas {
  readonly name: string;
  /** SHA-256 of its key, in hexadecimal digits. */
  readonly digest: string;
}

export const defaultQuotas = { worlds: 25, commandsPerMinute: 600, requestsPerMinute: 6000 } as const;

/** Of a store that all teams share: it removes no world of one to make room for another's. @param max of a mock without teams */
export const countWorlds = (max: number, teams?: Teams): number =>
  teams === undefined
    ? max
    : Math.max(
        max,
        teams.all().reduce((sum, { worlds }) => sum + worlds + 1, 0),
      );

/** The teams at present. */
export interface Teams extends TeamKeys {
  readonly all: () => readonly Team[];
  readonly find: (name: string) => Team | undefined;
  /** From now on, there are these teams, with these keys and quotas. */
  readonly replace: (teams: readonly Team[]) => void;
  /** Called with each replacement, when it is done. */
  readonly onReplaced: (listener: () => void) => void;
}

export function createTeams(given: readonly Team[]): Teams {
  const listeners: (() => void)[] = [];
  let all = given;
  // Maps, since an object has names that nobody gave it.
  let byName = new Map<string, Team>();
  let byDigest = new Map<string, Team>();
  const replace = (teams: readonly Team[]): void => {
    all = teams;
    byName = new Map(teams.map((team) => [team.name, team]));
    byDigest = new Map(teams.map((team) => [team.digest, team]));
    for (const listener of listeners) listener();
  };
  replace(given);
  return {
    all: () => all,
    find: (name) => byName.get(name),
    findTeam: (digest) => byDigest.get(digest)?.name,
    findDigest: (name) => byName.get(name)?.digest,
    replace,
    onReplaced: (listener) => void listeners.push(listener),
  };
}

/** What a replacement changes, in a few words. */
export function describeChanges(before: readonly Team[], after: readonly Team[]): string {
  const known = new Map(before.map((team) => [team.name, team]));
  const names = new Set(after.map(({ name }) => name));
  const isChanged = (team: Team): boolean => {
    const old = known.get(team.name);
    return old !== undefined && JSON.stringify(old) !== JSON.stringify(team);
  };
  const parts = [
    ['added', after.filter(({ name }) => !known.has(name))],
    ['removed', before.filter(({ name }) => !names.has(name))],
    ['changed', after.filter(isChanged)],
  ] as const;
  const texts = parts.flatMap(([what, teams]) =>
    teams.length === 0 ? [] : [`${what}: ${formatNames(teams.map(({ name }) => name))}`],
  );
  return texts.length === 0 ? 'nothing has changed' : texts.join('; ');
}

const maxNames = 10;

const formatNames = (names: readonly string[]): string =>
  names.length <= maxNames
    ? names.join(', ')
    : `${names.slice(0, maxNames).join(', ')} and ${names.length - maxNames} others`;
