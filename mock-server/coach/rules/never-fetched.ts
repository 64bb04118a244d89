/** The rule about results that nobody fetches. */
import type { Entry, ShownJob } from '../../journal/entry.ts';
import {
  getBegin,
  type Moment,
  type Offence,
  polls,
  type Rule,
  type Scene,
  type Step,
  told,
  toldStatus,
  took,
  watching,
} from '../rule.ts';
import type { Guide } from '../settings.ts';
import { inCode } from './in-code.ts';

/** A job that the client submitted, or looked at while it was not over. */
type Followed =
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'ready'; readonly status: string; readonly entry: number; readonly since: Pause };

/** A point from which on the client had time. */
interface Pause {
  readonly polls: number;
  readonly at: Moment;
}

interface Memory {
  /** Polls that were answered. */
  readonly polls: number;
  readonly followed: ReadonlyMap<string, Followed>;
  /** Until then the client was busy: fetching, or waiting for others of its jobs. */
  readonly busy?: Pause;
  /** The latest answer was an error: whoever stops then, or waits, does well. */
  readonly trouble: boolean;
}

const maxFollowed = 200;

function follow(memory: Memory, scene: Scene): Step<Memory> {
  const { entry } = scene;
  const trouble = inTrouble(entry);
  const now: Pause = { polls: memory.polls, at: getBegin(entry) };
  if (entry.job !== undefined && entry.operation === 'getResults')
    return [{ ...memory, trouble, busy: now, followed: fetched(memory.followed, entry.job, told(entry)) }];
  if (trouble) return [{ ...memory, trouble, busy: now }];
  return [toldMore({ ...memory, trouble }, scene, now)];
}

function toldMore(memory: Memory, { entry, guide }: Scene, now: Pause): Memory {
  if (!told(entry)) return memory;
  if (
    entry.job !== undefined &&
    (entry.operation === 'submitEnrichment' || entry.operation === 'controlEnrichment')
  )
    return { ...memory, followed: withJob(memory.followed, entry.job, { kind: 'unfinished' }) };
  if (!polls.includes(entry.operation)) return memory;
  const shown = lookedAt(entry);
  const waits = shown.some(
    ({ id, apiStatus }) =>
      memory.followed.get(id)?.kind === 'unfinished' && !guide.lifeCycle.endsPolling(apiStatus),
  );
  const followed = shown.reduce(
    (all, job) => looked(all, job, entry, { ...now, polls: now.polls + 1 }, guide),
    memory.followed,
  );
  return { ...memory, ...(waits ? { busy: now } : {}), polls: memory.polls + 1, followed };
}

function inTrouble({ status, faults, aborted }: Entry): boolean {
  return status === 0 || status >= 400 || faults.length > 0 || aborted;
}

function lookedAt(entry: Entry): readonly ShownJob[] {
  const single = toldStatus(entry);
  return single === undefined ? entry.shown : [single];
}

/** A list shows jobs that the client does not care for, so only a look at a single one makes it a job to follow. */
function looked(
  followed: Memory['followed'],
  { id, apiStatus }: ShownJob,
  { operation, number }: Entry,
  now: Pause,
  { lifeCycle }: Guide,
): Memory['followed'] {
  const known = followed.get(id);
  if (!lifeCycle.endsPolling(apiStatus)) {
    const stays = known?.kind === 'unfinished' || (known === undefined && operation !== 'getStatus');
    return stays ? followed : withJob(followed, id, { kind: 'unfinished' });
  }
  if (known === undefined) return followed;
  if (!lifeCycle.hasResults(apiStatus)) return without(followed, id);
  if (known.kind === 'ready') return followed;
  return withJob(followed, id, { kind: 'ready', status: apiStatus, entry: number, since: now });
}

/** Who was refused, since it was too early, has them to fetch still. */
function fetched(followed: Memory['followed'], id: string, came: boolean): Memory['followed'] {
  return came || followed.get(id)?.kind === 'ready' ? without(followed, id) : followed;
}

function withJob(followed: Memory['followed'], id: string, job: Followed): Memory['followed'] {
  const others = [...followed].filter(([other]) => other !== id);
  return new Map([...others, [id, job] as const].slice(-maxFollowed));
}

function without(followed: Memory['followed'], id: string): Memory['followed'] {
  return followed.has(id) ? new Map([...followed].filter(([other]) => other !== id)) : followed;
}

function unfetched(
  { followed, busy, trouble, polls: count }: Memory,
  now: Moment,
  { settings }: Guide,
): Offence | undefined {
  if (trouble) return undefined;
  const late = [...followed].flatMap(([id, job]) => {
    if (job.kind !== 'ready') return [];
    const since = busy !== undefined && busy.at.real > job.since.at.real ? busy : job.since;
    const due =
      count - since.polls >= settings.fetchPolls || took(since.at, now) >= settings.fetchSeconds * 1000;
    return due ? [{ ...job, id }] : [];
  });
  const [first, ...more] = late;
  if (first === undefined) return undefined;
  const others =
    more.length === 0 ? '' : `, nor those of ${more.length} other ${more.length === 1 ? 'job' : 'jobs'}`;
  return {
    seen: `The client was told that job ${first.id} is ${first.status}, and has not fetched its results${others}.`,
    entries: late.map(({ entry }) => entry),
    ...(more.length === 0 ? { job: first.id } : {}),
  };
}

export const neverFetched: Rule = {
  id: 'results-not-fetched',
  level: 'notice',
  title: 'Jobs are followed to their end, and their results are never fetched.',
  why: 'The page asks to fetch the enriched data once a job is completed or paused.',
  ground: { kind: 'polling' },
  remedy: 'Fetch the results once the status is completed or paused; they are what the job was paid for.',
  inCode: inCode['results-not-fetched'],
  per: 'user',
  begin: watching<Memory>({ polls: 0, followed: new Map(), trouble: false }, follow, unfetched),
};
