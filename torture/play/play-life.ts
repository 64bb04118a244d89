/** Plays one life: turns of the client, and between them the next event of virtual time. */
import type { Client } from '../life/client.ts';
import type { Life, UncaughtError } from '../life/life.ts';
import type { LifePlan } from '../life/plan.ts';
import type { World } from '../../mock-server/domain/world.ts';
import type { JournalEntry } from '../../mock-server/journal/entry.ts';
import { createActivity } from './activity.ts';
import { type Bypasses, watchBypasses } from './bypasses.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import { createFetch } from './fetch.ts';
import { installGlobals } from './globals.ts';
import type { Gate, OpenGate } from './gate.ts';
import { createGuard, type Limits } from './limits.ts';
import { createNetwork } from './network.ts';
import { baseUrl } from './origin.ts';
import { createPageTimers } from './page-timers.ts';
import { createRuns, toReason } from './runs.ts';
import { catchUncaught } from './uncaught.ts';
import { type PlayedWorld, start, type Worlds } from './world.ts';

export interface PlayedLife {
  readonly life: Life;
  readonly world: World;
  /** What the journal has, by the numbers of the requests. */
  readonly entries: ReadonlyMap<number, JournalEntry>;
}

/** @throws Error if the client cannot be played, such as one that waits in real time */
export async function playLife(
  client: Client,
  plan: LifePlan,
  worlds: Worlds,
  { limits, gate: openGate }: { readonly limits: Limits; readonly gate?: Gate | undefined },
): Promise<PlayedLife> {
  const agenda = createAgenda(plan.sleeps);
  const world = worlds.begin(plan, agenda.now);
  const uncaught: UncaughtError[] = [];
  const onError = (error: unknown): void => {
    uncaught.push({ at: agenda.now(), reason: toReason(error) });
  };
  const page = openPage(client, plan, { agenda, world, limits, onError });
  const release = catchUncaught(onError);
  const bypasses = watchBypasses(openGate !== undefined);
  let gate: OpenGate | undefined;
  try {
    gate = await openGate?.(page);
    page.enter(gate);
    addPlanned(plan, agenda, world, page.runs);
    page.runs.start();
    const endedBy = await live(page, bypasses, createEnd(plan, world, page, limits));
    if (endedBy === 'time' && page.timers.list().length === 0) bypasses.checkTimers();
    const life: Omit<Life, 'leakedTimers'> = {
      plan,
      jobs: world.listJobs(),
      requests: page.network.requests.map((request) => ({ ...request })),
      ...page.runs.describe(),
      uncaught: [...uncaught],
      advice: await world.getAdvice(page.network.entries),
      endedAt: agenda.now(),
      endedBy,
    };
    const value = world.get();
    page.close();
    await gate?.close();
    await page.activity.settle();
    // A component may stay on the page after its job has ended; what it still has when it has gone, nobody needs.
    const left = page.timers.list().filter(({ setAt = 0 }) => setAt < life.endedAt);
    const whole = { ...life, leakedTimers: endedBy === 'client' ? left : [] };
    return { life: whole, world: value, entries: page.network.entries };
  } finally {
    page.close();
    await gate?.close();
    bypasses.stop();
    release();
    page.uninstall();
    worlds.end();
  }
}

interface PageOptions {
  readonly agenda: Agenda;
  readonly world: PlayedWorld;
  readonly limits: Limits;
  readonly onError: (error: unknown) => void;
}

/** All that the client sees of the life. */
function openPage(client: Client, plan: LifePlan, { agenda, world, limits, onError }: PageOptions) {
  const { now } = agenda;
  let gate: OpenGate | undefined;
  const activity = createActivity(() => gate);
  const onUse = activity.note;
  const timers = createPageTimers({ agenda, areObjects: areTimersObjects(), onUse, onError });
  const guard = createGuard({ limits, now, countTimers: timers.countFired, jobs: plan.jobs.length });
  const network = createNetwork({ agenda, plan, world, onSend: onUse });
  const toInner = (url: string): string => gate?.toInner(url) ?? url;
  const fetch = createFetch({ network, track: activity.track, guard, toInner });
  const getUrls = (run: number) => gate?.getUrls(run) ?? { baseUrl };
  const runs = createRuns({ client, plan, world, fetch, getUrls, now, onUse });
  const getDate = (): number => start + now() + plan.skew;
  const uninstall = installGlobals({ timers, fetch, getDate, getAge: now });
  const close = (): void => {
    guard.close();
    runs.leave();
  };
  const enter = (opened: OpenGate | undefined): void => {
    gate = opened;
  };
  return { jobs: world.jobs, activity, agenda, timers, guard, network, runs, uninstall, enter, close };
}

type Page = ReturnType<typeof openPage>;

/** In Node timers are objects, in pages numbers. */
function areTimersObjects(): boolean {
  const timer: unknown = globalThis.setTimeout(() => undefined, 0);
  globalThis.clearTimeout(timer as number);
  return typeof timer === 'object';
}

function addPlanned(plan: LifePlan, agenda: Agenda, world: PlayedWorld, runs: Page['runs']): void {
  const { faults, unmountAt, switchAt, tokenExpiresAt } = plan;
  for (const { at, fault } of faults) agenda.add(at, 'world', () => world.addFault(fault));
  if (tokenExpiresAt !== undefined)
    agenda.add(tokenExpiresAt, 'world', () => world.addFault({ effect: 'expired-token' }));
  if (switchAt !== undefined) agenda.add(switchAt, 'page', runs.turn);
  if (unmountAt !== undefined) agenda.add(unmountAt, 'page', runs.unmount);
}

/** The time at which the life is over if nothing happens before; a client that has not ended gets more as long as its jobs move. */
function createEnd(plan: LifePlan, world: PlayedWorld, { runs, network }: Page, limits: Limits) {
  const planned = Math.max(
    0,
    ...plan.faults.map(({ at }) => at),
    ...plan.sleeps.map(({ at, length }) => at + length),
    ...[plan.unmountAt, plan.switchAt, plan.tokenExpiresAt].map((at = 0) => at),
  );
  return () => {
    const ended = runs.findEnd();
    if (ended !== undefined) return { at: ended + limits.rest, by: 'client' } as const;
    // A client that polls a job which never ends is not asked to wait.
    const asked = network.requests
      .slice(-maxLooked)
      .map(({ arrivedAt = 0, retryAfter = 0 }) => (retryAfter === 0 ? 0 : arrivedAt + retryAfter));
    const last = Math.max(planned, world.findLastChange(), ...asked);
    return { at: last + Math.min(last, limits.patience) + limits.rest, by: 'time' } as const;
  };
}

/** The latest requests decide how long a client was asked to wait. */
const maxLooked = 20;

async function live(
  { activity, agenda, guard }: Page,
  bypasses: Bypasses,
  findEnd: ReturnType<typeof createEnd>,
): Promise<Life['endedBy']> {
  for (;;) {
    if (!(await activity.settle())) return 'timers';
    bypasses.checkConnections();
    const exceeded = guard.check();
    if (exceeded !== undefined) return exceeded;
    const next = agenda.nextAt();
    const end = findEnd();
    if (next > end.at) {
      agenda.moveTo(end.at);
      return end.by;
    }
    await agenda.takeNext()?.();
  }
}
