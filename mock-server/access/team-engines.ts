/** A mock for each team, behind the address of one: no team's mock knows another's worlds, so that nothing of them can show. */
import type { Caller } from '../control/caller.ts';
import { type ControlOutcome, refuse, succeed } from '../control/outcome.ts';
import { showHealth, showWorlds } from '../control/remedy.ts';
import { decodePercent, splitTarget, type WireRequest } from '../django/message.ts';
import { parseBearerToken } from '../django/bearer.ts';
import { firstWorld, keySeparator, splitToken, toWorldToken } from '../domain/world-names.ts';
import type { Engine } from '../engine.ts';
import type { Context } from '../pipeline/context.ts';
import { mergeFamilies } from '../metrics/family.ts';
import { isPromise, type Later } from '../portions/portions.ts';
import type { Guard } from './guard.ts';
import { addKeyToUsers, hideStore, qualifyNames } from './outcome-names.ts';
import { splitFullName, toFullName } from './scoped-store.ts';
import type { Hashing } from './secrets.ts';
import { findTooLarge } from './team-files.ts';
import { type MemberDeps, TeamMember } from './team-member.ts';
import { createKeyFinder, digestIfSecret, removeKey } from './team-token.ts';
import type { Team, Teams } from './team.ts';

export interface TeamEnginesDeps extends MemberDeps {
  readonly teams: Teams;
  readonly digest: Hashing['digest'];
  readonly guard: Pick<Guard, 'findBrowser'>;
  /** The mock of a team. @param getWait how long a request over its quota has to wait, in seconds @param pause between two portions of work */
  readonly create: (
    team: Team,
    getWait: (request: WireRequest) => number | undefined,
    pause: () => Promise<void>,
  ) => Engine;
  /** Called with each request of a team. */
  readonly noteRequest: (team: string) => void;
  /** A mock without users, for tokens that belong to no team. */
  readonly nobody: Engine;
}

/** Requests that belong to no team, of all clients together: they are answered late above this. */
const nobodysQuotas = { name: '', worlds: 0, commandsPerMinute: 60_000, requestsPerMinute: 60_000 } as const;

/** Wrong keys are answered late above this, wherever they come from. Right ones never wait for them. */
const guessersQuotas = { ...nobodysQuotas, requestsPerMinute: 10 } as const;

export function createTeamEngines(deps: TeamEnginesDeps): Engine {
  const { teams, guard, nobody, now, digest } = deps;
  const waits = new WeakMap<WireRequest, number>();
  const getWait = (request: WireRequest): number | undefined => waits.get(request);
  const members = new Map<string, TeamMember>();
  const owners = new WeakMap<Context, string>();
  const findKey = createKeyFinder(digest);
  const strangers = new TeamMember(nobodysQuotas, () => nobody, new WeakMap(), deps);
  const guessers = new TeamMember(guessersQuotas, () => nobody, new WeakMap(), deps);

  const getMember = (team: Team): TeamMember => {
    const member: TeamMember =
      members.get(team.name) ??
      new TeamMember(team, () => deps.create(team, getWait, member.pause), waits, deps);
    members.set(team.name, member);
    return member;
  };
  teams.onReplaced(() => {
    for (const [name, member] of members) member.replace(teams.find(name));
  });
  /** The pages of the mock send no key, but the cookie of the browser. */
  const findTeamOfBrowser = (request: WireRequest): { team: Team; own: WireRequest } | undefined => {
    const { cookie, host, origin, ...headers } = request.headers;
    if (cookie === undefined) return undefined;
    const site = headers['sec-fetch-site'];
    const credentials = { host, origin, site, cookie, authorization: [], remote: '', local: undefined };
    const caller = guard.findBrowser(credentials, now());
    if (caller?.kind === 'operator') return findNamedTeam(request);
    const team = caller && teams.find(caller.name);
    return team && { team, own: request };
  };
  /** The operator's pages name the world with its team. */
  const findNamedTeam = (request: WireRequest): { team: Team; own: WireRequest } | undefined => {
    const [token, full] = splitToken(parseBearerToken(request.headers['authorization']) ?? '');
    const [name = '', world = ''] = splitFullName(full) ?? [];
    const team = teams.find(name);
    const authorization = `Bearer ${token}${keySeparator}${world}`;
    return team && { team, own: { ...request, headers: { ...request.headers, authorization } } };
  };

  const resolve = (request: WireRequest): { team: Team | undefined; own: WireRequest; isGuess?: boolean } => {
    const header = request.headers['authorization'] ?? '';
    const carried = findKey(header);
    const name = carried && teams.findTeam(carried.digest);
    const team = name === undefined ? undefined : teams.find(name);
    // No world has the name of a key, which would be in every list.
    if (carried?.next !== undefined && teams.findTeam(carried.next) !== undefined)
      return { team: undefined, own: request };
    if (team !== undefined && carried !== undefined) return { team, own: removeKey(request, carried.key) };
    return findTeamOfBrowser(request) ?? { team: undefined, own: request, isGuess: carried !== undefined };
  };

  const respond = (request: WireRequest): Later<Context> => {
    const { team, own, isGuess = false } = resolve(request);
    const member = team === undefined ? (isGuess ? guessers : strangers) : getMember(team);
    const { world } = toWorldToken(parseBearerToken(own.headers['authorization']) ?? '');
    deps.noteRequest(team?.name ?? '');
    const note = (context: Context): Context => {
      if (team !== undefined) owners.set(context, team.name);
      return context;
    };
    // What belongs to nobody begins no world.
    const context = member.respond(own, team === undefined ? firstWorld : world);
    return isPromise(context) ? context.then(note) : note(context);
  };

  const isKey = (world: string): boolean => teams.findTeam(digestIfSecret(world, digest) ?? '') !== undefined;

  const controlTeam = async (
    team: Team,
    request: Parameters<Engine['control']>[0],
    key?: string,
  ): Promise<ControlOutcome> => {
    const { path } = splitTarget(request.target);
    deps.noteRequest(team.name);
    const [, world] = worldPath.exec(path) ?? [];
    const given = world && decodePercent(world);
    const member = getMember(team);
    const outcome = hideStore(
      await member.control(request, given, findRefusal(request, path, given, member)),
    );
    return key === undefined || !/\/users\/?$/.test(path) ? outcome : addKeyToUsers(outcome, key);
  };

  /** What a team may never do. */
  const findRefusal = (
    request: Parameters<Engine['control']>[0],
    path: string,
    world: string | undefined,
    { engine }: TeamMember,
  ): ControlOutcome | undefined => {
    if (world !== undefined && isKey(world))
      return refuse(404, 'The key of a team is no name of a world.', showWorlds);
    if (/^\/__mock__\/metrics\/?$/.test(path))
      return refuse(403, 'The metrics are those of all teams; they need the control token.', showHealth);
    const tooLarge = findTooLarge(request, world === undefined ? undefined : engine.worlds.get(world));
    return tooLarge === undefined ? undefined : refuse(409, tooLarge, showWorlds);
  };

  /** The operator names worlds with their teams. */
  const controlAll = async (request: Parameters<Engine['control']>[0]): Promise<ControlOutcome> => {
    const { path } = splitTarget(request.target);
    if (/^\/__mock__\/api\/worlds\/?$/.test(path) && request.method === 'GET')
      return succeed(await listAll());
    const [, world, rest = ''] = findFullName(request.target) ?? [];
    if (world === undefined) return controlNobody(request);
    const [name = '', short = ''] = splitFullName(world) ?? [];
    const team = teams.find(name);
    if (team === undefined || short === '' || isKey(short))
      return refuse(404, describeName(world), showWorlds);
    const target = `/__mock__/api/worlds/${encodeURIComponent(short)}${rest}`;
    const outcome = await getMember(team).engine.control({ ...request, target });
    return qualifyNames(outcome, team.name, short);
  };
  const controlNobody = async (request: Parameters<Engine['control']>[0]): Promise<ControlOutcome> => {
    const outcome = await nobody.control(request);
    if (!('body' in outcome) || !isHealth(outcome.body)) return outcome;
    return { ...outcome, body: { ...outcome.body, worlds: (await listAll()).length } };
  };
  const listAll = async (): Promise<readonly string[]> => {
    const lists = await Promise.all(
      teams.all().map(async (team) => {
        const names = await getMember(team).engine.worlds.names(now());
        return names.map((name) => toFullName(team.name, name));
      }),
    );
    return lists.flat();
  };

  const listMade = (): readonly Engine[] => [
    nobody,
    ...[...members.values()].flatMap(({ made }) => (made === undefined ? [] : [made])),
  ];

  return {
    worlds: nobody.worlds,
    enter: nobody.enter,
    collect: async () => mergeFamilies(await Promise.all(listMade().map(async (engine) => engine.collect()))),
    leave: () => {
      for (const engine of listMade()) engine.leave();
    },
    respond,
    journal: (context, isAborted) => {
      const owner = owners.get(context);
      if (owner === undefined) {
        const noted = nobody.journal(context, isAborted);
        return noted && { ...noted, world: '' };
      }
      const noted = members.get(owner)?.engine.journal(context, isAborted);
      return noted && { ...noted, world: toFullName(owner, noted.world) };
    },
    control: async (request) => {
      const caller: Caller | undefined = request.caller;
      if (caller === undefined || caller.kind === 'operator') return controlAll(request);
      const team = teams.find(caller.name);
      return team === undefined
        ? refuse(404, describeName(caller.name), showWorlds)
        : controlTeam(team, request, caller.key);
    },
  };
}

const worldPath = /^\/__mock__\/api\/worlds\/([^/?]+)(.*)$/s;

/** The name with its team, whose slash may be encoded or not, and what follows it in the target. */
function findFullName(target: string): readonly [target: string, name: string, rest: string] | undefined {
  const [, first, rest = ''] = worldPath.exec(target) ?? [];
  if (first === undefined) return undefined;
  const name = decodePercent(first);
  const [, second, others = ''] = /^\/([^/?]+)(.*)$/s.exec(rest) ?? [];
  return name.includes('/') || second === undefined
    ? [target, name, rest]
    : [target, toFullName(name, decodePercent(second)), others];
}

const isHealth = (body: unknown): body is { readonly worlds: number } =>
  typeof body === 'object' && body !== null && 'worlds' in body && 'version' in body;

const describeName = (name: string): string =>
  `${JSON.stringify(name.slice(0, 100))} is no world of a team. The operator names a world with its team, as in /__mock__/api/worlds/TEAM/default; GET /__mock__/api/worlds lists them.`;
