/** One team at work: its own mock, and what it has left of its quotas. */
import { type ControlOutcome, refuse } from '../control/outcome.ts';
import { showHealth } from '../control/remedy.ts';
import type { WireRequest } from '../django/message.ts';
import type { Engine } from '../engine.ts';
import type { Context } from '../pipeline/context.ts';
import { andThen, type Later } from '../portions/portions.ts';
import type { Instant } from '../../time/time.ts';
import type { Quota } from './quota.ts';
import { createWorkMeter } from './work-meter.ts';
import { createFairTurns, type TakeTurn } from './fair-turns.ts';
import type { Quotas, Team } from './team.ts';
import { removeWorld } from './team-token.ts';

/** A team over its quota is answered so late at most, so that each of its connections sends one request in that time. */
const maxLateMs = 1000;
/** Late answers of a team that wait; beyond them it gets its answers at once, so that they do not fill the memory. */
const maxLate = 2000;
/** Between two late answers to a team. */
const lateApartMs = 20;
/** About what a portion of long work takes. */
const portionMs = 1;
/** Requests to the control API that are open at a time. */
const maxOpen = 100;

export interface MemberDeps {
  readonly now: () => Instant;
  /** Milliseconds on a clock that nobody sets. */
  readonly steady: () => number;
  /** Whether another team has sent a request a moment ago. */
  readonly isShared: (team: string) => boolean;
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly nextTurn: () => Promise<void>;
  /** Begins to count a quota of a team. */
  readonly createQuota: (team: string, kind: 'commands' | 'requests', perMinute: number) => Quota;
}

const tooManyOpen = refuse(
  429,
  `The team has ${maxOpen} open requests to the control API already.`,
  showHealth,
  {
    'Retry-After': '1',
  },
);

/** What belongs to no team has no key. */
export type MemberTeam = Quotas & Pick<Team, 'name'> & Partial<Pick<Team, 'digest'>>;

/** Which quota is used up, for how long. */
interface Excess {
  readonly quota: string;
  readonly ms: number;
}

export class TeamMember {
  /** Their quota is used up: the seconds to wait. */
  readonly #waits: WeakMap<WireRequest, number>;
  readonly #deps: MemberDeps;
  readonly #takeTurn: TakeTurn;
  #engine: Engine | undefined;
  readonly #create: () => Engine;
  #team: MemberTeam;
  #requests: Quota;
  #commands: Quota;
  readonly #name: string;
  readonly #meter = createWorkMeter();
  #lateAt = 0;
  #late = 0;
  /** Event streams, and requests that wait for others. */
  readonly #open = new Set<AbortController>();

  /** @param waits the pipeline of the team's mock asks it how long a request has to wait */
  constructor(team: MemberTeam, create: () => Engine, waits: WeakMap<WireRequest, number>, deps: MemberDeps) {
    this.#create = create;
    this.#waits = waits;
    this.#deps = deps;
    const { name } = team;
    this.#team = team;
    this.#requests = deps.createQuota(name, 'requests', team.requestsPerMinute);
    this.#commands = deps.createQuota(name, 'commands', team.commandsPerMinute);
    this.#name = name;
    this.#takeTurn = createFairTurns({ endTurn: this.#endTurn, mustRest: () => this.#getRest() > 0 });
  }

  /** If it was needed already. */
  get made(): Engine | undefined {
    return this.#engine;
  }

  /** Made when it is needed first. */
  get engine(): Engine {
    this.#engine ??= this.#create();
    return this.#engine;
  }

  /** The team has other quotas or another key, or is removed. */
  replace(team: MemberTeam | undefined): void {
    const before = this.#team;
    // What somebody began with a key that is gone ends.
    if (team?.digest !== before.digest) for (const one of this.#open) one.abort();
    if (team === undefined) return;
    this.#team = team;
    const { createQuota } = this.#deps;
    const { requestsPerMinute: requests, commandsPerMinute: commands } = team;
    if (requests !== before.requestsPerMinute) this.#requests = createQuota(this.#name, 'requests', requests);
    if (commands !== before.commandsPerMinute) this.#commands = createQuota(this.#name, 'commands', commands);
  }

  /** Answers a request to the mocked API. @param world that its token names */
  respond(request: WireRequest, world: string): Later<Context> {
    return andThen(this.#charge(request.method, world), (excess) => {
      if (excess !== undefined) return this.#respondLate(this.#keepOut(request, world), excess.ms);
      return (
        this.#inTurn(() => this.engine.respond(request)) ??
        this.#respondLate(this.#keepOut(request, world), maxLateMs)
      );
    });
  }

  /** Between two portions of long work. */
  readonly pause = (): Promise<void> => {
    const { steady } = this.#deps;
    this.#meter.add(portionMs, steady());
    return this.#endTurn();
  };

  /** Runs it now, or in a later turn. @returns undefined if too much waits already */
  #inTurn<Result>(step: () => Later<Result>): Later<Result> | undefined {
    const { steady } = this.#deps;
    let later: { resolve: (result: Later<Result>) => void; reject: (error: unknown) => void } | undefined;
    let now: { readonly result: Later<Result> } | undefined;
    let failure: { readonly error: unknown } | undefined;
    const isTaken = this.#takeTurn(() => {
      const begun = steady();
      try {
        const result = step();
        if (later === undefined) now = { result };
        else later.resolve(result);
      } catch (error) {
        if (later === undefined) failure = { error };
        else later.reject(error);
      }
      this.#meter.add(steady() - begun, steady());
    });
    if (failure !== undefined) throw failure.error;
    if (now !== undefined) return now.result;
    if (!isTaken) return undefined;
    return new Promise((resolve, reject) => {
      later = { resolve, reject };
    });
  }

  readonly #endTurn = async (): Promise<void> => {
    const rest = this.#getRest();
    if (rest === 0) await this.#deps.nextTurn();
    else await this.#deps.wait(rest);
  };

  /** A team that is alone need not rest. */
  #getRest(): number {
    return this.#deps.isShared(this.#name) ? this.#meter.getRest(this.#deps.steady()) : 0;
  }

  async #respondLate(request: WireRequest, ms: number): Promise<Context> {
    await this.#waitLate(ms);
    this.#waits.set(request, Math.ceil(ms / 1000));
    return this.engine.respond(request);
  }

  async #waitLate(ms: number, signal?: AbortSignal): Promise<void> {
    if (this.#late >= maxLate) return;
    this.#late += 1;
    await this.#deps.wait(this.#takeLateMs(ms), signal);
    this.#late -= 1;
  }

  /** However many wait, their answers come one after another. */
  #takeLateMs(ms: number): number {
    const now = this.#deps.steady();
    this.#lateAt = Math.max(this.#lateAt + lateApartMs, now + Math.min(ms, maxLateMs));
    return this.#lateAt - now;
  }

  /** A request that is refused begins no world. */
  #keepOut(request: WireRequest, world: string): WireRequest {
    return this.engine.worlds.has(world) ? request : removeWorld(request);
  }

  /** A client that is answered at once asks again at once. */
  async #refuseLate(signal: AbortSignal | undefined): Promise<ControlOutcome> {
    await this.#waitLate(maxLateMs, signal);
    return tooManyOpen;
  }

  /** Answers a request to the control API. @param refused its answer, if it is refused already: it counts all the same */
  async control(
    request: Parameters<Engine['control']>[0],
    world: string | undefined,
    refused?: ControlOutcome,
  ): Promise<ControlOutcome> {
    const { method, signal } = request;
    const excess = await this.#charge(method, world);
    if (excess !== undefined) {
      await this.#waitLate(excess.ms, signal);
      const seconds = Math.ceil(excess.ms / 1000);
      const detail = `The team has used up its ${excess.quota} per minute. Try again in ${seconds} s.`;
      return refuse(429, detail, showHealth, { 'Retry-After': String(seconds) });
    }
    if (refused !== undefined) return refused;
    if (this.#open.size >= maxOpen) return this.#refuseLate(signal);
    const call = new AbortController();
    this.#open.add(call);
    const abort = (): void => call.abort();
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
    const leave = (): void => {
      this.#open.delete(call);
      signal?.removeEventListener('abort', abort);
    };
    let outcome: ControlOutcome;
    try {
      const run = () => this.engine.control({ ...request, signal: call.signal });
      outcome = (await this.#inTurn(run)) ?? (await this.#refuseLate(signal));
    } catch (error) {
      leave();
      throw error;
    }
    // It is aborted when the response is out, whether anyone has read the stream or not.
    if ('stream' in outcome && !call.signal.aborted)
      call.signal.addEventListener('abort', leave, { once: true });
    else leave();
    return outcome;
  }

  #charge(method: string, world: string | undefined): Later<Excess | undefined> {
    const now = this.#deps.now();
    const { requestsPerMinute, commandsPerMinute } = this.#team;
    return andThen(this.#requests.take(now), (ms) => {
      if (ms > 0) return { quota: `${requestsPerMinute} requests`, ms };
      const isChange =
        (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS') ||
        (world !== undefined && !this.engine.worlds.has(world));
      if (!isChange) return undefined;
      return andThen(this.#commands.take(now), (wait) =>
        wait > 0 ? { quota: `${commandsPerMinute} commands`, ms: wait } : undefined,
      );
    });
  }
}
