/** Makes the world that a test holds, out of calls of the control API. */
import { formatSuggestion, formatOneOf } from '../openapi/complaint.ts';
import { asyncDispose } from './async-dispose.ts';
import { AdviceError } from './control-error.ts';
import type { Call } from './operations.ts';
import type { Length, World, WorldClock, WorldFaults, WorldJobs, WorldJournal } from './world.ts';

export interface WorldSetting {
  readonly url: string;
  readonly call: Call;
  /** The users of a fresh world and their tokens in the first. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly followsDate: boolean;
}

const defaultUser = 'alice';

export function openWorld(world: string, { url, call, tokens, followsDate }: WorldSetting): World {
  const path = { world };
  const token = (user = defaultUser): string => {
    const own = Object.hasOwn(tokens, user) ? tokens[user] : undefined;
    if (own === undefined) throw new Error(describeUnknownUser(user, Object.keys(tokens)));
    return world === 'default' ? own : `${own}~${world}`;
  };
  const advice: World['advice'] = (query = {}) => call('getAdvice', { path, query });
  const drop = async () => call('dropWorld', { path });
  return {
    name: world,
    baseUrl: `${url}/api/v1`,
    followsDate,
    token,
    headers: (user) => ({ Authorization: `Bearer ${token(user)}` }),
    clock: createWorldClock(world, call),
    jobs: createWorldJobs(world, call),
    faults: createWorldFaults(world, call),
    journal: createWorldJournal(world, call),
    advice,
    expectNoAdvice: async (level = 'notice') => {
      const counts = (await advice()).filter((one) => level === 'notice' || one.level === 'warning');
      if (counts.length > 0) throw new AdviceError(world, counts);
    },
    clearAdvice: async () => call('clearAdvice', { path }),
    users: () => call('listUsers', { path }),
    figures: () => call('getWorld', { path }),
    reset: ({ at } = {}) =>
      call('resetWorld', { path, ...(at === undefined ? {} : { body: { at: formatWorldTime(at) } }) }),
    snapshot: (name) => call('takeSnapshot', { path, ...(name === undefined ? {} : { body: { name } }) }),
    snapshots: () => call('listSnapshots', { path }),
    restore: (what) =>
      call('restoreWorld', { path, body: typeof what === 'string' ? { snapshot: what } : what }),
    link: (query = {}) => call('getWorldLink', { path, query }),
    log: (query = {}) => call('getWorldLog', { path, query }),
    export: () => call('exportWorld', { path }),
    drop,
    [asyncDispose]: drop,
  };
}

function createWorldClock(world: string, call: Call): WorldClock {
  const path = { world };
  const read = () => call('getClock', { path });
  const set = (body: Parameters<typeof call<'setClock'>>[1]['body']) => call('setClock', { path, body });
  return {
    now: async () => new Date((await read()).now),
    read,
    advance: async (by) => set({ advance: formatLength(by) }),
    toNextChange: () => set({ advance: 'next-change' }),
    until: (job, status) => set({ until: { job, status } }),
    at: (instant) => set({ at: formatWorldTime(instant) }),
    freeze: () => set({ frozen: true }),
    thaw: () => set({ frozen: false }),
    speed: (speed) => set({ speed }),
  };
}

function createWorldJobs(world: string, call: Call): WorldJobs {
  const toJobPath = (job: string) => ({ world, job });
  return {
    list: (query = {}) => call('listJobs', { path: { world }, query }),
    get: (job) => call('getJob', { path: toJobPath(job) }),
    add: (job = {}) => call('addJob', { path: { world }, body: { user: defaultUser, ...job } }),
    force: (job, internalStatus, how = {}) =>
      call('forceStatus', { path: toJobPath(job), body: { ...how, internal_status: internalStatus } }),
    fail: (job, reason) =>
      call('failJob', { path: toJobPath(job), ...(reason === undefined ? {} : { body: { reason } }) }),
    pause: (job) => call('pauseJob', { path: toJobPath(job) }),
    resume: (job) => call('resumeJob', { path: toJobPath(job) }),
    delete: async (job) => call('deleteJob', { path: toJobPath(job) }),
    undelete: async (job) => call('undeleteJob', { path: toJobPath(job) }),
  };
}

function createWorldFaults(world: string, call: Call): WorldFaults {
  const path = { world };
  return {
    list: () => call('listFaults', { path }),
    add: (body) => call('addFault', { path, body }),
    remove: async (fault) => call('removeFault', { path: { world, fault } }),
    clear: async () => call('clearFaults', { path }),
  };
}

function createWorldJournal(world: string, call: Call): WorldJournal {
  const path = { world };
  return {
    list: (query = {}) => call('listRequests', { path, query }),
    waitFor: async ({ timeout, ...filter } = {}) => {
      const limit = timeout === undefined ? {} : { timeout: formatLength(timeout) };
      return call('waitForRequests', { path, query: { ...filter, ...limit } });
    },
    clear: async () => call('clearRequests', { path }),
  };
}

/** The mock reads the text; a number of milliseconds only has to be one. */
function formatLength(length: Length): string {
  if (typeof length === 'string') return length;
  if (Number.isFinite(length) && length >= 0) return `${Math.round(length)}ms`;
  throw new RangeError(
    `${length} is not a duration; it must be a number of milliseconds, 0 or more, or a text such as "90s".`,
  );
}

function formatWorldTime(at: string | Date): string {
  return typeof at === 'string' ? at : at.toISOString();
}

function describeUnknownUser(user: string, known: readonly string[]): string {
  return `A fresh world has no user "${user}"; it has ${formatOneOf(known)}${formatSuggestion(user, known)}. For the users of your own world file, call users().`;
}
