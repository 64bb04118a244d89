/** Makes the state of the page: follows the world, and computes what is shown. */
import { batch, computed, effect, signal, untracked } from '@preact/signals';

import { type Instant, instant, never } from '../../../time/time.ts';
import { findNextChange } from '../../domain/changes.ts';
import { computeJobState, type WorldJob } from '../../domain/job.ts';
import { createTerms } from '../../domain/payments.ts';
import { getIndex } from '../../domain/world.ts';
import { type Connection, followWorld } from '../follow/follow-world.ts';
import { createEmptyHistory, WorldHistory } from '../follow/world-history.ts';
import { createAdvice } from './advice.ts';
import type { App, AppDeps } from './app.ts';
import { createControlClient } from './control-client.ts';
import { createNotices } from './notices.ts';
import { RequestLog } from './request-log.ts';
import { createViewState } from './view-state.ts';

export function createApp(deps: AppDeps): App {
  const { spec, readings, readClock } = deps;
  const terms = createTerms(spec);
  const { lifeCycle } = spec;
  const control = createControlClient(deps.fetch);
  const notices = createNotices();
  const { signals, address, show } = createViewState(deps.address);
  const { world, at: moment, job: selected, user, statuses, search, view, panel, isLarge, lanes } = signals;
  const history = signal(createEmptyHistory(world.peek(), terms));
  const revision = signal(0);
  const connection = signal<Connection>({ kind: 'connecting' });
  const isPaused = signal(false);
  const requests = new RequestLog();
  /** By how much the clock of the server is ahead of this machine's. */
  let skew = 0;
  /** Where a paused page stopped. */
  let stopped: Instant | undefined;

  const readPresent = (): Instant => history.peek().getNow(instant(readClock() + skew));
  const readNow = (): Instant => moment.peek() ?? stopped ?? readPresent();
  const present = signal(readNow());
  const now = computed(() => moment.value ?? present.value);
  const shown = computed(() => {
    const at = moment.value;
    void revision.value;
    return at === undefined ? history.value.world : history.value.getWorldAt(at);
  });

  const due = computed(() => {
    void revision.value;
    return moment.value === undefined ? findDue() : never;
  });
  const passed = signal(0);
  let epochs = 0;
  const epoch = computed(() => {
    void [revision.value, passed.value, moment.value];
    return (epochs += 1);
  });
  function findDue(): Instant {
    void passed.value;
    return findNextChange(shown.value, readNow(), terms)?.at ?? never;
  }

  const found = computed(() => {
    void revision.value;
    const owner = user.value;
    const text = search.value.toLowerCase();
    const all = getIndex(shown.value).list(owner);
    return text === '' ? all : all.filter(({ id, scenario }) => id.includes(text) || scenario.includes(text));
  });
  const getStatus = (job: WorldJob) => computeJobState(job, readNow(), lifeCycle).internalStatus;
  const counts = computed(() => {
    void epoch.value;
    return countBy(found.value, getStatus, lifeCycle.internalStatuses);
  });
  const jobs = computed(() => {
    const wanted = statuses.value;
    if (wanted.length === 0) return found.value;
    void epoch.value;
    return found.value.filter((job) => wanted.includes(getStatus(job)));
  });
  const selectedJob = computed(() => {
    void revision.value;
    const id = selected.value;
    return id === undefined ? undefined : getIndex(shown.value).get(id);
  });

  const { advice, askAdvice } = createAdvice(
    () => control.call('GET', `worlds/${world.peek()}/advice`),
    deps.wait,
  );

  const follow = (name: string) =>
    followWorld(
      control.toUrl(`worlds/${name}/events`),
      {
        onStart: (start) =>
          batch(() => {
            skew = start.real - readClock();
            history.value = new WorldHistory(name, start, terms);
            requests.clear();
            revision.value += 1;
            askAdvice();
          }),
        onEntry: (entry) => {
          history.peek().add(entry);
          scheduleRevision();
        },
        onRequests: (entries, missed) => {
          requests.add(entries, missed);
          askAdvice();
        },
        onConnection: (state) => {
          connection.value = state;
        },
      },
      deps,
    );
  // A log of ten thousand entries is folded at once, and shown once.
  let isScheduled = false;
  const scheduleRevision = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      isScheduled = false;
      batch(() => {
        revision.value += 1;
        present.value = readNow();
      });
    });
  };

  let followed: ReturnType<typeof follow> | undefined;
  effect(() => {
    const name = world.value;
    untracked(() => begin(name));
  });
  function begin(name: string): void {
    followed?.stop();
    batch(() => {
      history.value = createEmptyHistory(name, terms);
      requests.clear();
      advice.value = [];
      revision.value = revision.peek() + 1;
      isPaused.value = false;
    });
    stopped = undefined;
    followed = follow(name);
    followed.resume();
  }

  const tick = (): void => {
    if (moment.peek() !== undefined || stopped !== undefined) return;
    const at = readPresent();
    if (at === present.peek()) return;
    batch(() => {
      present.value = at;
      if (at >= due.peek()) passed.value += 1;
    });
  };
  return {
    model: { spec, readings, ...(deps.fill === undefined ? {} : { fill: deps.fill }) },
    terms,
    version: deps.version,
    mode: deps.mode,
    control,
    fetch: deps.fetch,
    notices,
    world,
    connection,
    isPaused,
    history,
    revision,
    moment,
    shown,
    now,
    readNow,
    readPresent,
    epoch,
    jobs,
    counts,
    selected,
    selectedJob,
    user,
    statuses,
    search,
    view,
    panel,
    isLarge,
    lanes,
    requests,
    advice,
    address,
    change: async (method, path, body) => {
      const called = await control.call(method, `worlds/${world.peek()}/${path}`, body);
      if (!called.ok) notices.add({ kind: 'problem', text: called.reason });
      return called;
    },
    pause: () => {
      stopped = readNow();
      isPaused.value = true;
      followed?.pause();
    },
    resume: () => {
      stopped = undefined;
      isPaused.value = false;
      followed?.resume();
    },
    show,
    openJob: (id) => show({ job: id, panel: 'job' }),
    tick,
  };
}

function countBy(
  jobs: readonly WorldJob[],
  getStatus: (job: WorldJob) => string,
  statuses: readonly string[],
): ReadonlyMap<string, number> {
  const sums = new Map(statuses.map((status) => [status, 0]));
  for (const job of jobs) sums.set(getStatus(job), (sums.get(getStatus(job)) ?? 0) + 1);
  return sums;
}
