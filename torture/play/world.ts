/** The world of a life: one engine for all lives, and in it a world that begins again with each of them. */
import type { Advice } from '../../library/operations.ts';
import type { JobLife, LifeRequest } from '../life/life.ts';
import type { LifePlan, PlannedJob } from '../life/plan.ts';
import { handlers } from '../../mock-server/api/index.ts';
import type { WireReply, WireRequest } from '../../mock-server/django/message.ts';
import type { Intent } from '../../mock-server/domain/entry.ts';
import type { Fixture } from '../../mock-server/domain/fixture.ts';
import { getLife } from '../../mock-server/domain/job.ts';
import { firstWorld } from '../../mock-server/domain/world-names.ts';
import { findJob, listJobsOfUser, type World } from '../../mock-server/domain/world.ts';
import type { JournalEntry } from '../../mock-server/journal/entry.ts';
import { createEngine, type Engine } from '../../mock-server/engine.ts';
import { checkFault, toFaultRule } from '../../mock-server/faults/read-fault.ts';
import type { Context } from '../../mock-server/pipeline/context.ts';
import { noPause, type Later } from '../../mock-server/portions/portions.ts';
import { defaultWorlds } from '../../mock-server/store/worlds-options.ts';
import { getDefaultReadings } from '../../openapi/questions.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';
import { formatRfc3339, instant, type Instant } from '../../time/time.ts';
import { nameDrawn, readScenarios } from './drawn-scenarios.ts';
import { getAdvice } from './get-advice.ts';
import { createSentRows, findShown } from './sent-bodies.ts';
import defaultWorld from 'prepared:default-world.json';

/** The user whose jobs the client follows. */
export const user = { name: 'alice', token: 'alice-token' } as const;

/** The instant at which each life starts. */
export const start = Date.UTC(2026, 4, 6, 14, 23, 11);

export interface PlayedWorld {
  /** The ids of its jobs. */
  readonly jobs: readonly string[];
  /** From now on, the latest job of the user is the one of the plan. */
  readonly followLatest: () => void;
  readonly respond: (request: WireRequest) => Later<Context>;
  readonly journal: (context: Context, isAborted: boolean) => JournalEntry | undefined;
  /** What a request came to. */
  readonly describe: (
    context: Context,
    reply: WireReply,
  ) => Pick<LifeRequest, 'operation' | 'job' | 'shown' | 'faults'>;
  readonly addFault: (fault: LifePlan['faults'][number]['fault']) => void;
  readonly endFaults: () => void;
  readonly listJobs: () => readonly JobLife[];
  /** When the last of its jobs moves by itself. */
  readonly findLastChange: () => number;
  /** @param entries by the numbers of the requests, which the advice then names */
  readonly getAdvice: (entries: ReadonlyMap<number, JournalEntry>) => Promise<readonly Advice[]>;
  /** The jobs to which rows belong that were sent as results. */
  readonly findJobsOfRows: (rows: readonly unknown[]) => readonly number[];
  /** Its present value. */
  readonly get: () => World;
}

export interface Worlds {
  /**
   * @param now milliseconds since the start of the life
   * @param submits whether the client submits the job of the plan; otherwise it is there from the start
   */
  readonly begin: (plan: LifePlan, now: () => number, submits?: boolean) => PlayedWorld;
  /** Forgets the world of the life. */
  readonly end: () => void;
}

const shipped = defaultWorld as Fixture;
const balance = 1_000_000;

export function createWorlds(): Worlds {
  const spec = loadShippedSpec();
  const base: Fixture = {
    about: 'A life of a client.',
    seed: 'torture',
    defaultScenario: shipped.defaultScenario,
    users: [{ ...user, expired: false, active: true, balance }],
    jobs: [],
    scenarios: shipped.scenarios,
  };
  let getNow = getZero;
  const crashes: unknown[] = [];
  const engine = createEngine({
    model: { spec, readings: getDefaultReadings(spec.questions) },
    handlers,
    worlds: { fixture: base, speed: 1, frozen: false, start: instant(start), ...defaultWorlds },
    journal: maxJournal,
    now: () => toInstant(getNow()),
    wait: () => Promise.resolve(),
    pause: noPause,
    // Libraries retry a 401 three times.
    coach: { repeats: 3 },
    quietCoach: true,
    onCrash: (error) => crashes.push(error),
  });
  return {
    begin: (plan, now, submits = false) => {
      getNow = now;
      engine.worlds.first(toInstant(0));
      const world = new LifeWorld(engine, spec, plan, base, submits);
      return {
        get jobs() {
          return world.jobs;
        },
        followLatest: world.followLatest,
        respond: (request) => {
          const context = engine.respond(request);
          if (crashes.length > 0) throw crashes[0];
          return context;
        },
        journal: (context, isAborted) => engine.journal(context, isAborted)?.entry,
        describe: world.describe,
        addFault: (fault) => world.addFault(fault, toInstant(now())),
        endFaults: () => world.endFaults(toInstant(now())),
        listJobs: () => world.jobs.map((id) => world.describeJob(id, now())),
        findLastChange: world.findLastChange,
        getAdvice: (entries) => getAdvice(engine, entries),
        findJobsOfRows: world.rows.findJobs,
        get: world.get,
      };
    },
    end: () => void engine.worlds.drop(firstWorld),
  };
}

const getZero = (): number => 0;

/** More than the requests of a life. */
const maxJournal = 3000;

const toInstant = (sinceStart: number): Instant => instant(start + sinceStart);

class LifeWorld {
  jobs: readonly string[];
  readonly #engine: Engine;
  readonly #spec: Spec;
  #indexes: ReadonlyMap<string, number>;
  readonly rows = createSentRows();

  constructor(engine: Engine, spec: Spec, plan: LifePlan, base: Fixture, submits: boolean) {
    this.#engine = engine;
    this.#spec = spec;
    const own = readScenarios(plan.jobs, spec);
    const fixture: Fixture = {
      ...base,
      users: base.users.map((one) => (plan.isOutOfCredits ? { ...one, balance: 0 } : one)),
      scenarios: { ...base.scenarios, ...own },
      ...(submits && plan.jobs[0] !== undefined ? { defaultScenario: nameScenario(plan.jobs[0], 0) } : {}),
    };
    const at = toInstant(0);
    const clock = { at, speed: 1, frozen: false };
    const history = { began: at, now: at, log: [], faults: [] };
    this.#commit({ kind: 'restore', ...clock, from: { fixture, history } }, at);
    const added = submits ? [] : plan.jobs;
    this.jobs = added.map((job, index) => {
      const scenario = nameScenario(job, index);
      const { command } = this.#commit({ kind: 'add', owner: user.name, rows: job.rows, scenario }, at);
      if (command?.kind !== 'submit') throw new Error(`Job ${index + 1} of the plan was not added.`);
      return command.id;
    });
    this.#indexes = new Map(this.jobs.map((id, index) => [id, index]));
  }

  readonly followLatest = (): void => {
    this.jobs = listJobsOfUser(this.get(), user.name)
      .slice(0, 1)
      .map(({ id }) => id);
    this.#indexes = new Map(this.jobs.map((id, index) => [id, index]));
  };

  readonly get = (): World => {
    const world = this.#engine.worlds.get(firstWorld);
    if (world === undefined) throw new Error('The world of the life is gone.');
    return world;
  };

  #commit(intent: Intent, at: Instant) {
    const committed = this.#engine.worlds.commit(firstWorld, intent, at);
    if (committed === undefined || 'then' in committed) throw new Error('The world of the life is gone.');
    const { decision } = committed;
    if (decision.kind === 'refused') throw new Error(`This plan cannot be played: ${decision.reason}`);
    return decision;
  }

  addFault(fault: LifePlan['faults'][number]['fault'], at: Instant): void {
    const given = { ...fault };
    const mistakes = checkFault(given, this.get(), this.#spec);
    if (mistakes.length > 0) throw new Error(`This plan cannot be played: ${mistakes.join('; ')}.`);
    this.#commit({ kind: 'add-fault', rule: toFaultRule(given) }, at);
  }

  endFaults(at: Instant): void {
    this.#commit({ kind: 'clear-faults' }, at);
  }

  readonly describe = ({ operation, job, touchedBy }: Context, { body }: WireReply) => {
    const index = job === undefined ? undefined : this.#indexes.get(job);
    const faults = touchedBy.length === 0 ? [] : this.get().faults;
    if (operation?.id === 'getResults' && index !== undefined) this.rows.note(index, body);
    return {
      ...(operation === undefined ? {} : { operation: operation.id }),
      ...(index === undefined ? {} : { job: index }),
      shown: findShown(body, this.#indexes),
      faults: touchedBy.flatMap((id) => faults.find((fault) => fault.id === id)?.effect.kind ?? []),
    };
  };

  #getLife(id: string) {
    const job = findJob(this.get(), id);
    return job === undefined ? [] : getLife(job, this.#spec.lifeCycle);
  }

  describeJob(id: string, now: number): JobLife {
    const statuses = this.#getLife(id)
      .filter(({ from }) => from <= start + now)
      .map(({ status, from }) => ({
        at: from - start,
        status: this.#spec.lifeCycle.getApiStatus(status),
        internalStatus: status,
        updatedAt: formatRfc3339(from),
      }));
    return { id, rows: findJob(this.get(), id)?.rows ?? 0, statuses };
  }

  readonly findLastChange = (): number =>
    Math.max(0, ...this.jobs.map((id) => (this.#getLife(id).at(-1)?.from ?? start) - start));
}

const nameScenario = ({ scenario }: PlannedJob, index: number): string =>
  typeof scenario === 'string' ? scenario : nameDrawn(index);
