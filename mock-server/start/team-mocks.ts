/** Makes the mock behind its guard; with teams, one for each, with its quotas, its own part of the store and its own journals. */
import { createActivity } from '../access/activity.ts';
import { createGuard, type Guard } from '../access/guard.ts';
import { createQuota, createSharedQuota } from '../access/quota.ts';
import { scopeStore, selectOfTeam, splitFullName, toFullName } from '../access/scoped-store.ts';
import { createTeamEngines } from '../access/team-engines.ts';
import type { Team, Teams } from '../access/team.ts';
import type { MemberDeps } from '../access/team-member.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { History } from '../domain/history.ts';
import type { Engine, EngineOptions } from '../engine.ts';
import { hashing } from '../http/hashing.ts';
import type { FindOwner } from '../http/read-body.ts';
import { createOwnerFinder } from '../access/team-token.ts';
import { maxTogether } from '../journal/journals.ts';
import type { Duration } from '../../time/time.ts';
import type { KeptWorlds } from '../store/file/open-worlds.ts';

/** What the mock of a team has in another way. */
export interface OwnParts extends Pick<EngineOptions, 'getWait' | 'pause' | 'getJournalTogether' | 'server'> {
  readonly limits?: TeamLimits;
}

/** What the worlds of a team may use at present. */
interface TeamLimits {
  readonly max: number;
  readonly idle: Duration;
  readonly rows: number | undefined;
}

/** The options of a mock that decide who may use it, or differ from team to team. */
interface TeamOptions {
  readonly controlToken?: string;
  readonly allowedHosts?: readonly string[];
  readonly allowedOrigins?: readonly string[];
  readonly teams?: Teams;
  readonly fixture: Fixture;
  readonly history?: History;
  readonly maxWorlds: number;
  readonly worldIdle: Duration;
  readonly log?: (sentence: string) => void;
}

export interface GuardedMockDeps<Options extends TeamOptions>
  extends Omit<MemberDeps, 'isShared' | 'createQuota'> {
  readonly options: Options;
  readonly kept: KeptWorlds;
  readonly create: (options: Options, kept: Partial<KeptWorlds>, own: OwnParts) => Engine;
}

interface GuardedMock {
  readonly guard: Guard;
  readonly engine: Engine;
  /** Which team sends a request; absent without teams. */
  readonly findOwner?: FindOwner;
}

export function createGuardedMock<Options extends TeamOptions>(deps: GuardedMockDeps<Options>): GuardedMock {
  const { options, kept, create } = deps;
  const { controlToken: token, allowedHosts = [], allowedOrigins = [], teams } = options;
  const guard = createGuard({ hashing, token, allowedHosts, allowedOrigins, teams });
  if (teams === undefined) return { guard, engine: create(options, withoutTeams(kept), {}) };
  const find = createOwnerFinder(hashing.digest, teams);
  const findOwner: FindOwner = ({ headers }) => find(headers.authorization ?? '');
  return { guard, engine: createTeamMocks(deps, teams, guard), findOwner };
}

function createTeamMocks<Options extends TeamOptions>(
  { options, kept, create, ...clocks }: GuardedMockDeps<Options>,
  teams: Teams,
  guard: Guard,
): Engine {
  const activity = createActivity();
  const { fixture, log } = options;
  const getJournalTogether = (): number => Math.floor(maxTogether / (teams.all().length + 1));
  // Nobody has a token of it, so that nobody sees what its journal has.
  const empty = {
    ...options,
    fixture: { ...fixture, users: [], jobs: [] },
    history: undefined,
    log: undefined,
  };
  const nobody = create(empty, {}, { getJournalTogether });
  return createTeamEngines({
    teams,
    digest: hashing.digest,
    guard,
    nobody,
    ...clocks,
    noteRequest: (team) => activity.note(team, clocks.steady()),
    isShared: (team) => activity.isShared(team, clocks.steady()),
    createQuota: createQuotaMaker(kept, clocks),
    create: (team, getWait, pause) => {
      const { name } = team;
      const own = log === undefined ? {} : { log: (sentence: string) => log(`${name}: ${sentence}`) };
      const limits = createLimits(() => teams.find(name) ?? team, options);
      const parts = { getWait, pause, getJournalTogether, limits };
      return create({ ...options, ...own }, scopeKept(kept, name, limits), parts);
    },
  });
}

/** Those who use a team's mock through any process of it share its quotas; what belongs to no team is counted in each. */
function createQuotaMaker(
  { store: { shared } }: KeptWorlds,
  clocks: Pick<MemberDeps, 'steady' | 'wait'>,
): MemberDeps['createQuota'] {
  return (team, kind, perMinute) => {
    if (shared === undefined || team === '') return createQuota(perMinute);
    const { charge } = shared.quotas;
    return createSharedQuota({ name: toFullName(team, kind), perMinute, charge, ...clocks });
  };
}

/** The quotas of a team may change at any time. */
function createLimits(getTeam: () => Team, { worldIdle }: Pick<TeamOptions, 'worldIdle'>): TeamLimits {
  return {
    get max() {
      return getTeam().worlds;
    },
    get idle() {
      return getTeam().ttl ?? worldIdle;
    },
    get rows() {
      return getTeam().rows;
    },
  };
}

function scopeKept({ store, kept, process }: KeptWorlds, name: string, limits: TeamLimits): KeptWorlds {
  return { store: scopeStore(store, name, limits), kept: selectOfTeam(name, kept), process };
}

/** Those that belong to no team: the others wait for a start with --teams. */
function withoutTeams(state: KeptWorlds): KeptWorlds {
  return { ...state, kept: state.kept.filter(({ name }) => splitFullName(name) === undefined) };
}
