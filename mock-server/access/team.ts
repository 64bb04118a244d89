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
        teams.all.reduce((sum, { worlds }) => sum + worlds + 1, 0),
      );

export interface Teams extends TeamKeys {
  readonly all: readonly Team[];
  readonly find: (name: string) => Team | undefined;
}

export function createTeams(teams: readonly Team[]): Teams {
  // Maps, since an object has names that nobody gave it.
  const byName = new Map(teams.map((team) => [team.name, team]));
  const byDigest = new Map(teams.map((team) => [team.digest, team]));
  return {
    all: teams,
    find: (name) => byName.get(name),
    findTeam: (digest) => byDigest.get(digest)?.name,
    findDigest: (name) => byName.get(name)?.digest,
  };
}
