/** One simulation: processes, clients and faults over a simulated Redis, and the first thing in it that must not happen. */
import type { Intent } from '../../domain/entry.ts';
import type { Rules } from '../../domain/fold.ts';
import type { StoreError } from '../port.ts';
import { type CallKind, createCallers } from './callers.ts';
import { createChance } from './chance.ts';
import { createEndings } from './endings.ts';
import { createFaults } from './faults.ts';
import { type Bounds, drawMood, drawPlan, type SimulationPlan } from './plan.ts';
import { epoch, type OpenStore, type SimulatedProcess, startProcess } from './processes.ts';
import { createRecord, type SimulationRecord } from './record.ts';
import { createServerClock } from './server-clock.ts';
import { createSimulatedRedis, type Scripts, type SimulatedRedis } from './simulated-redis.ts';
import { createTruth, type SentEntry, type Truth } from './truth.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** What the simulation must know of the store. */
export interface SimulatedStore {
  readonly open: OpenStore;
  readonly scripts: Scripts;
  /** The world of a key that holds a log; undefined for other keys. */
  readonly toWorld: (key: string) => string | undefined;
  readonly toKey: (world: string) => string;
  readonly readEntry: (fields: readonly string[]) => SentEntry;
  /** Whether an error says that the command was not applied. */
  readonly isNotApplied: (error: StoreError) => boolean;
  /** How long after its beginning a command can still count, in milliseconds. */
  readonly deadline: number;
}

export interface SimulationOptions {
  readonly store: SimulatedStore;
  readonly rules: Rules;
  /** Resolves when all promises that can go on have done so. */
  readonly settle: () => Promise<void>;
  readonly bounds?: Bounds;
}

export interface SimulationOutcome {
  readonly seed: number;
  readonly plan: SimulationPlan;
  /** What must not happen. */
  readonly failure: string | undefined;
  readonly history: readonly string[];
  /** How often each kind of event occurred. */
  readonly counts: ReadonlyMap<string, number>;
}

/** What all parts of a simulation share. */
interface Stage {
  readonly plan: SimulationPlan;
  readonly time: VirtualTime;
  readonly record: SimulationRecord;
  readonly redis: SimulatedRedis;
  readonly truth: Truth;
  readonly processes: () => readonly SimulatedProcess[];
  readonly start: () => SimulatedProcess;
  /** Resolves when the call is over, whatever came of it. */
  readonly call: (client: string, process: SimulatedProcess, world: string, kind: CallKind) => Promise<void>;
}

/** Longer than any simulation takes. */
const maxLength = 3_600_000;

export async function simulate(seed: number, options: SimulationOptions): Promise<SimulationOutcome> {
  const { store, rules, settle, bounds } = options;
  const chance = createChance('simulation', seed);
  const mood = drawMood(createChance('details', seed));
  const plan = drawPlan(chance, mood, bounds);
  const time = createVirtualTime(settle);
  const { now } = time;
  const record = createRecord(now);
  const sent = {
    byNonce: new Map<string, Intent>(),
    nonces: new Map<Intent, string[]>(),
    denied: new Set<string>(),
  };
  const truth = createTruth({
    now,
    rules,
    record,
    denied: sent.denied,
    toWorld: store.toWorld,
    readEntry: store.readEntry,
    getIntent: (nonce) => sent.byNonce.get(nonce),
    onEnd: (life, isExpired) => endings.check(life, isExpired),
    expire: (world) => void redis.keys.get(store.toKey(world)),
  });
  const redis = createSimulatedRedis({ now, scripts: store.scripts, watcher: truth.watcher });
  redis.state.offset = epoch;
  for (const [name, is] of Object.entries(mood)) if (is) record.count(name);
  const clock = createServerClock(now, redis.state);
  const endings = createEndings({ record, now, clock, idle: plan.idle, deadline: store.deadline });
  // A client library that sends again on its own does not tell the store, which then cannot know.
  const isNotApplied: SimulatedStore['isNotApplied'] = (error) =>
    plan.traffic.maxResends === 0 && store.isNotApplied(error);
  const callers = createCallers({
    record,
    now,
    chance,
    truth,
    clock,
    rules,
    endings,
    sent,
    isNotApplied,
    hasRows: plan.hasRows,
  });

  let processes: readonly SimulatedProcess[] = [];
  let started = 0;
  const start = (): SimulatedProcess => {
    const process = startProcess(`p${(started += 1)}`, {
      redis,
      time,
      chance,
      traffic: plan.traffic,
      count: record.count,
      openStore: store.open,
      fixture: rules.beginning.fixture,
      terms: rules,
      idle: plan.idle,
      isOld: plan.isOld,
      checkpointEvery: plan.checkpointEvery,
      onSent: (intent, nonce) => {
        sent.byNonce.set(nonce, intent);
        sent.nonces.set(intent, [...(sent.nonces.get(intent) ?? []), nonce]);
      },
    });
    processes = [...processes.filter((one) => one.isAlive()), process];
    return process;
  };
  const stage: Stage = {
    plan,
    time,
    record,
    redis,
    truth,
    start,
    processes: () => processes,
    call: async (client, process, world, kind) =>
      new Promise((resolve) => {
        callers.call(client, process, world, kind, resolve);
      }),
  };

  for (let number = 0; number < plan.processes; number += 1) start();
  let quietUntil = 0;
  const left = { clients: plan.clients };
  for (let number = 1; number <= plan.clients; number += 1)
    void runClient(stage, chance, `client ${number}`, () => quietUntil).then(() => (left.clients -= 1));
  const faults = createFaults({
    plan,
    chance,
    time,
    redis,
    clock,
    processes: stage.processes,
    start,
    isOver: () => left.clients === 0,
    rest: (lasts) => {
      quietUntil = now() + lasts;
    },
    note: ({ kind, detail }) => {
      record.count(kind);
      record.note(`  FAULT  ${kind}: ${detail}`);
    },
  });
  faults.begin();
  while (left.clients > 0 && record.getFailure() === undefined && now() < maxLength)
    await time.runUntil(now() + 5000);
  if (left.clients > 0) record.fail('A call of a client never came back.');
  faults.heal();
  await recover(stage, store.deadline);
  return { seed, plan, failure: record.getFailure(), history: record.history, counts: record.counts };
}

/** A client calls, waits for the response, and rests. */
async function runClient(
  { plan, time, record, processes, call }: Stage,
  chance: ReturnType<typeof createChance>,
  name: string,
  getQuiet: () => number,
): Promise<void> {
  const { worlds, reading, removing, rest } = plan;
  const wait = async (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      time.after(milliseconds, resolve);
    });
  await wait(chance.length(50));
  for (let left = plan.calls; left > 0 && record.getFailure() === undefined; left -= 1) {
    while (getQuiet() > time.now()) await wait(getQuiet() - time.now());
    const process = processes()[chance.integer(0, processes().length - 1)];
    if (process === undefined) throw new Error('There is no process.');
    const draw = chance.fraction();
    const kind = draw < removing ? 'remove' : draw < removing + reading ? 'read' : 'write';
    await call(name, process, `w${chance.integer(1, worlds)}`, kind);
    await wait(chance.length(rest));
  }
}

/** When all faults are over, everything works, everybody sees the same, and nothing is left of what is removed. */
async function recover(stage: Stage, deadline: number): Promise<void> {
  const { plan, time, record, redis, processes, start } = stage;
  const pass = async (milliseconds: number): Promise<void> => time.runUntil(time.now() + milliseconds);
  const call = async (process: SimulatedProcess, world: string, kind: CallKind): Promise<void> => {
    if (record.getFailure() !== undefined) return;
    const failures = record.getCount('503');
    const state = { isOver: false };
    void stage.call('nobody', process, world, kind).then(() => (state.isOver = true));
    for (let turn = 0; turn < 30 && !state.isOver; turn += 1) await pass(1000);
    if (!state.isOver) record.fail(`After all faults, ${process.name} does not respond.`);
    if (record.getCount('503') > failures)
      record.fail(`After all faults, ${process.name} still responds with 503.`);
  };

  if (record.getFailure() !== undefined) return;
  record.note('  CALM   all faults are over');
  await pass(Math.max(0, redis.state.downUntil - time.now()) + deadline + 20_000);
  start();
  const worlds = Array.from({ length: plan.worlds }, (_any, index) => `w${index + 1}`);
  for (const kind of ['read', 'write', 'read'] as const)
    for (const process of processes()) for (const world of worlds) await call(process, world, kind);
  for (const { name, store } of processes())
    if (store.shared?.health().isUp === undefined) record.fail(`${name} says that its store is down.`);
  // Copies that are still under way arrive.
  await pass(600_000);
  const [process] = processes();
  for (const world of worlds)
    for (const kind of ['read', 'remove'] as const)
      if (process !== undefined) await call(process, world, kind);
  // Rows expire.
  const left = redis.keys
    .keys()
    .filter((key) => worlds.some((world) => key.includes(`{${world}}`)))
    .filter((key) => !key.includes(':rows:') || redis.keys.get(key)?.expiresAt === undefined);
  if (record.getFailure() === undefined && left.length > 0)
    record.fail(`All worlds are removed, but there is still ${left.join(', ')}.`);
}
