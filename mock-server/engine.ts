/**
 * The whole mock without its sockets: handles requests to the mocked API and the control API, and keeps the
 * journals.
 */
import type { Instant } from '../time/time.ts';
import { type Advice, formatAdviceLine } from './coach/advice.ts';
import { createOwnAdvice } from './coach/advice-source.ts';
import { createCoaches } from './coach/coaches.ts';
import type { CoachSettings } from './coach/settings.ts';
import type { Share, Shared } from './coach/share.ts';
import { type ControlRequest, createControlResponder } from './control/answer.ts';
import type { ControlOutcome } from './control/outcome.ts';
import { createStreamLimit } from './control/stream-limit.ts';
import { matchFaults } from './faults/apply-faults.ts';
import type { Draft, JournalEntry, ShownJob } from './journal/entry.ts';
import { createJournals } from './journal/journals.ts';
import { createNearMisses } from './journal/near-misses.ts';
import { toPlainLine } from './journal/plain-line.ts';
import { createRecorder } from './journal/recorded-entry.ts';
import { createOwnRequests } from './journal/requests.ts';
import { createReporter } from './journal/telling.ts';
import { createSteadyClock } from './domain/clock.ts';
import { computeJobState } from './domain/job.ts';
import { addLatest } from './domain/memo.ts';
import { findJob } from './domain/world.ts';
import type { Family } from './metrics/family.ts';
import { countWorlds, createEngineFamilies } from './metrics/engine-families.ts';
import { createPlainView, type ServerView } from './metrics/server-view.ts';
import { createTerms } from './domain/payments.ts';
import { createWorlds } from './store/worlds.ts';
import type { Worlds } from './store/worlds-port.ts';
import { type WorldsEvent, type WorldsOptions } from './store/worlds-options.ts';
import type { WireRequest } from './django/message.ts';
import type { Context, PipelineOptions } from './pipeline/context.ts';
import { createPipeline } from './pipeline/stages.ts';
import { andThen, type Later } from './portions/portions.ts';

export interface EngineOptions extends Omit<PipelineOptions, 'worlds' | 'now' | 'matchFaults'> {
  readonly worlds: Omit<WorldsOptions, 'terms'>;
  /** Texts that the journals must not have, besides the tokens of users. */
  readonly secrets?: readonly string[];
  /** How many journal entries a world keeps. */
  readonly journal: number;
  /** How many journal entries all worlds keep together at present, if not as usual. */
  readonly getJournalTogether?: () => number;
  /** The wall clock, which can be set. */
  readonly now: () => Instant;
  /** Resolves after this many real milliseconds, or earlier when the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Called with log messages, one sentence each. */
  readonly log?: (sentence: string) => void;
  /** The mock as a process; without it, one that only serves. */
  readonly server?: ServerView;
  /** Replaces thresholds of the coach. */
  readonly coach?: Partial<CoachSettings>;
  /** Keeps the coach's advice out of the log. */
  readonly quietCoach?: boolean;
  /** For a store that other processes use too; without it, each process only knows its own requests. */
  readonly share?: Share;
}

/** The journal entry of a request and the name of its world. */
export interface Noted {
  readonly world: string;
  readonly entry: JournalEntry;
}

export interface Engine {
  /** Answers a request to the mocked API: the context has the response. At once, unless something has to wait. */
  readonly respond: (request: WireRequest) => Later<Context>;
  /** Must be called once when the response was sent or interrupted. @param isAborted if the client disconnected */
  readonly journal: (context: Context, isAborted?: boolean) => Noted | undefined;
  /** Answers a request to the control API that may be trusted. */
  readonly control: (request: ControlRequest) => Promise<ControlOutcome>;
  readonly worlds: Worlds;
  /** Enters requests of the past of a world into its journal; they keep their numbers. */
  readonly enter: (world: string, entries: readonly Draft[]) => void;
  /** The metrics of what the engine holds. */
  readonly collect: () => Later<readonly Family[]>;
  /** Must be called when the mock stops: the processes that share its store then expect no answers of it. */
  readonly leave: () => void;
}

export function createEngine(options: EngineOptions): Engine {
  const { now, secrets = [] } = options;
  // The coach uses elapsed time, which changes of the system clock do not affect.
  const steady = createSteadyClock(now);
  const log = (sentence: string): void => options.log?.(toPlainLine(sentence));
  const { model } = options;
  const journals = createJournals(options.journal, options.getJournalTogether, (world) =>
    worlds.isForeign(world),
  );
  const coaches = createCoaches(model.spec, options.coach);
  const sayAdvice = (world: string, fresh: readonly Advice[]): void => {
    if (options.quietCoach !== true) for (const advice of fresh) log(formatAdviceLine(advice, world));
  };
  const unborn = new Set<string>();
  /** The world in whose journal the request is entered. Unknown tokens can name any number of worlds. */
  const formatPlace = ({ world, named }: Context): string => {
    if (named === undefined) return world.name;
    const oldest = addLatest(unborn, named, maxUnborn);
    if (oldest !== undefined) {
      journals.drop(oldest);
      coaches.clear(oldest);
    }
    return named;
  };
  const onEvent = (event: WorldsEvent): void => {
    options.worlds.onEvent?.(event);
    if (event.kind === 'gone') (shared ?? journals).drop(event.world);
    if (event.kind === 'reset') (shared?.reset ?? journals.clear)(event.world);
    // Entries from before the creation of a world belong to it.
    const isAwaited = event.kind === 'begun' && unborn.delete(event.world);
    if (!isAwaited) coaches.clear(event.world);
    if (event.kind === 'begun' && event.again)
      log(`The unused world "${event.world}" was removed; it starts again from its initial state.`);
  };
  const worlds = createWorlds({ ...options.worlds, terms: createTerms(model.spec), onEvent });
  const { store, process } = options.worlds;
  const begun = now();
  const instance = begun.toString(36);
  const shared =
    store?.shared &&
    options.share?.({
      ...options,
      bus: store.shared.bus,
      process: process ?? instance,
      worlds,
      journals,
      max: options.journal,
      spec: model.spec,
      isTrue: model.mutate === undefined,
      steady,
      say: (world, advice) => sayAdvice(world, [advice]),
    });
  if (worlds.shared === undefined) worlds.first(begun);
  const nearMisses = createNearMisses({ model, worlds: worlds.all, secrets });
  const telling = createReporter();
  const record = createRecorder(model.spec.lifeCycle, secrets);
  const respond = createPipeline({ ...options, matchFaults, worlds, now });
  /** The requested job at the time of the request, if the user has it; an error does not show it. */
  const findAskedJob = ({ world, user, job: id, now: at }: Context): ShownJob | undefined => {
    // Only the present value of a world knows its jobs without going through all of them.
    const job = id === undefined ? undefined : findJob(worlds.get(world.name) ?? world, id);
    if (job === undefined || job.owner !== user?.name) return undefined;
    return { ...computeJobState(job, at, model.spec.lifeCycle), id: job.id, rows: job.rows };
  };
  const coach = (world: string, entry: JournalEntry, context: Context): void => {
    // A successful response shows the job.
    const asked = entry.status < 300 ? undefined : findAskedJob(context);
    sayAdvice(world, coaches.see(world, entry, asked));
  };
  const addShared = ({ requests, note }: Shared, world: string, entry: Draft, context: Context): void => {
    // Without an answer of the store it is the time of this process.
    if (context.real !== context.began) requests.noteTime(context.real, context.steady);
    entry.at = requests.toStoreTime(entry.began);
    if (entry.status >= 300) entry.asked = findAskedJob(context);
    journals.add(world, entry, requests.createNumber(requests.toStoreTime(entry.ended)));
    note(world);
  };
  const enter = (world: string, entries: readonly Draft[]): void => {
    const isFresh = journals.latest(world) === 0;
    for (const entry of entries) {
      journals.add(world, entry, isFresh ? entry.number : undefined);
      if (model.mutate === undefined) coaches.see(world, entry, entry.asked);
    }
  };
  const streams = createStreamLimit();
  const collect = (): Later<readonly Family[]> =>
    andThen(countWorlds(worlds, options.server?.store, now()), (count) =>
      createEngineFamilies(count, journals.size(), streams.open()),
    );
  const { server = createPlainView(begun, collect) } = options;
  return {
    worlds,
    collect,
    leave: () => shared?.leave(),
    enter,
    control: createControlResponder({
      ...options,
      steady,
      server,
      worlds,
      streams,
      requests: shared?.requests ?? createOwnRequests(journals, enter),
      advice: shared?.advice ?? createOwnAdvice(coaches, steady),
      // No other process has the nonces of one that shares its store.
      instance: store?.shared === undefined ? instance : '',
    }),
    respond: (request) => respond(request, now(), steady()),
    journal: (context, isAborted = false) => {
      if (context.reply?.kind === 'preflight') return undefined;
      // It may have been removed while its response was in flight.
      if (context.named === undefined && !worlds.has(context.world.name)) return undefined;
      const world = formatPlace(context);
      const entry = record(context, steady(), nearMisses(context), isAborted);
      if (shared === undefined) journals.add(world, entry);
      else addShared(shared, world, entry, context);
      if (entry.nearMisses.length > 0) for (const line of telling(world, entry)) log(line);
      // The true state cannot explain responses of a mutant.
      if (model.mutate === undefined && shared === undefined) coach(world, entry, context);
      return { world, entry };
    },
  };
}

/** Worlds that do not exist but have a journal, because an invalid token named them. */
const maxUnborn = 50;
