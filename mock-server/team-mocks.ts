/** Makes the mocks of the teams: each has its quotas, its own part of the store, and its own journals. */
import { createActivity } from './access/activity.ts';
import type { Guard } from './access/guard.ts';
import { scopeStore, selectOfTeam, splitFullName } from './access/scoped-store.ts';
import { createTeamEngines } from './access/team-engines.ts';
import type { Team, Teams } from './access/team.ts';
import type { MemberDeps } from './access/team-member.ts';
import type { Fixture } from './domain/fixture.ts';
import type { History } from './domain/history.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { maxTogether } from './journal/journals.ts';
import type { Duration } from '../time/time.ts';
import type { KeptWorlds } from './store/file/open-worlds.ts';

/** What the mock of a team has in another way. */
export interface OwnParts extends Pick<EngineOptions, 'getWait' | 'pause' | 'journalTogether' | 'server'> {
  readonly maxRows?: number;
}

/** The options of a mock that differ from team to team. */
interface TeamOptions {
  readonly fixture: Fixture;
  readonly history?: History;
  readonly maxWorlds: number;
  readonly worldIdle: Duration;
  readonly log?: (sentence: string) => void;
}

export interface TeamMocksDeps<Options extends TeamOptions> extends MemberDeps {
  readonly options: Options;
  readonly teams: Teams;
  readonly guard: Guard;
  readonly kept: KeptWorlds | undefined;
  readonly create: (options: Options, kept: Partial<KeptWorlds>, own: OwnParts) => Engine;
}

/** Between two portions of long work, while other teams send requests: the work gets a third of the time. */
const breathMs = 2;

export function createTeamMocks<Options extends TeamOptions>(deps: TeamMocksDeps<Options>): Engine {
  const { options, teams, guard, kept, create, now, wait, nextTurn } = deps;
  const activity = createActivity();
  const { fixture, log } = options;
  const journalTogether = Math.floor(maxTogether / (teams.all.length + 1));
  // Nobody has a token of it, so that nobody sees what its journal has.
  const empty = {
    ...options,
    fixture: { ...fixture, users: [], jobs: [] },
    history: undefined,
    log: undefined,
  };
  const nobody = create(empty, {}, { journalTogether });
  return createTeamEngines({
    teams,
    guard,
    nobody,
    now,
    wait,
    nextTurn,
    noteRequest: (team) => activity.note(team, now()),
    create: (team, getWait) => {
      const { name, worlds: maxWorlds, ttl: worldIdle = options.worldIdle, rows } = team;
      const own = log === undefined ? {} : { log: (sentence: string) => log(`${name}: ${sentence}`) };
      const pause = () => (activity.isShared(name, now()) ? wait(breathMs) : nextTurn());
      const limits = rows === undefined ? {} : { maxRows: rows };
      const store = kept === undefined ? {} : scopeKept(kept, team);
      const given = { ...options, ...own, maxWorlds, worldIdle };
      return create(given, store, { getWait, pause, journalTogether, ...limits });
    },
  });
}

function scopeKept({ store, kept, process }: KeptWorlds, { name, worlds }: Team): KeptWorlds {
  return { store: scopeStore(store, name, worlds), kept: selectOfTeam(name, kept), process };
}

/** Those that belong to no team: the others wait for a start with --teams. */
export function withoutTeams(state: KeptWorlds | undefined): KeptWorlds | undefined {
  return state && { ...state, kept: state.kept.filter(({ name }) => splitFullName(name) === undefined) };
}
