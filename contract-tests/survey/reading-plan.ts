/** Decides which jobs a watch requests singly. The list shows every job, so single requests go where they show more. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { hash } from '../../random/random.ts';
import type { EarlierJob } from '../evidence/earlier.ts';
import type { Sighting } from '../evidence/sightings.ts';

/** How often a job may be requested out of turn. */
const maxOutOfTurn = 4;
/** Reads of a finished job whose updated_at changed: a third value shows that reading changes it. */
const minReadsOfMoved = 3;

/** What is known of a job while it is watched. */
interface WatchedJob {
  readonly jobId: string;
  /** In rotation, the smallest comes first. */
  place: number;
  status: string;
  listedState: string;
  reads: number;
  outOfTurn: number;
  /** Changes of the listed state since the last single read. */
  hasMoved: boolean;
}

export interface ReadingPlan {
  readonly noteList: (jobs: readonly Sighting[]) => void;
  /** @param shown undefined when the response shows no job */
  readonly noteSingle: (jobId: string, shown: Sighting | undefined) => void;
  /** The jobs to request next: those that need it, and others in turn. */
  readonly choose: (count: number) => readonly string[];
  readonly countLive: () => number;
  /** Whether each job was requested singly, in the whole run. */
  readonly hasReadAll: () => boolean;
}

export interface PlanOptions {
  readonly lifeCycle: LifeCycle;
  /** The same seed gives the same order. */
  readonly seed: number;
  /** The jobs of earlier runs; those that were never requested singly come first. */
  readonly earlier: readonly EarlierJob[];
  /** Jobs that this run has requested already. */
  readonly read: ReadonlySet<string>;
}

export function createReadingPlan({ lifeCycle, seed, earlier, read }: PlanOptions): ReadingPlan {
  const jobs = new Map<string, WatchedJob>();
  const lastReads = new Map(earlier.map(({ jobId, lastRead }) => [jobId, Date.parse(lastRead ?? '') || 0]));
  let [end, turn] = [1, 0];

  const isLive = ({ status }: WatchedJob) => status !== '' && !lifeCycle.endsPolling(status);
  const addJob = (jobId: string): WatchedJob => {
    const isRead = read.has(jobId);
    // Between -2 and 0: read never, before, or in this run; then by chance.
    const lastRead = lastReads.get(jobId) ?? 0;
    const rank = isRead ? 0 : lastRead === 0 ? -2 : -1 + lastRead / 1e14;
    const job: WatchedJob = {
      jobId,
      place: rank + hash(seed, jobId) / 2 ** 53,
      status: '',
      listedState: '',
      reads: isRead ? 1 : 0,
      outOfTurn: 0,
      hasMoved: false,
    };
    jobs.set(jobId, job);
    return job;
  };
  const needsRead = (job: WatchedJob) =>
    job.outOfTurn < maxOutOfTurn && job.hasMoved && (isLive(job) || job.reads < minReadsOfMoved);

  return {
    noteList: (listed) => {
      for (const sighting of listed) {
        const job = jobs.get(sighting.jobId) ?? addJob(sighting.jobId);
        const state = formatState(sighting);
        if (job.listedState !== '' && job.listedState !== state) job.hasMoved = true;
        Object.assign(job, { listedState: state, status: sighting.status ?? '' });
      }
    },
    noteSingle: (jobId, shown) => {
      const job = jobs.get(jobId);
      if (job === undefined) return;
      job.reads += 1;
      job.place = end;
      end += 1;
      // A finished job that moved is requested until it is clear whether reading moves it.
      const differs = shown !== undefined && formatState(shown) !== job.listedState;
      job.hasMoved = !isLive(job) && (job.hasMoved || differs);
    },
    choose: (count) => {
      const chosen = new Set<string>();
      const all = [...jobs.values()].toSorted((a, b) => a.place - b.place);
      const urgent = all.filter(needsRead).slice(0, Math.ceil(count / 2));
      for (const job of urgent) {
        job.outOfTurn += 1;
        chosen.add(job.jobId);
      }
      const live = all.filter((job) => isLive(job) && !chosen.has(job.jobId));
      turn += 1;
      const next = live[0];
      // Every other round, so that finished jobs get their turn too.
      if (next !== undefined && (turn % 2 === 1 || live.length === all.length)) chosen.add(next.jobId);
      for (const { jobId } of all) if (chosen.size < count) chosen.add(jobId);
      return [...chosen];
    },
    countLive: () => [...jobs.values()].filter(isLive).length,
    hasReadAll: () => [...jobs.values()].every(({ reads }) => reads > 0),
  };
}

function formatState({ status, updatedAt }: Sighting): string {
  return `${status} ${updatedAt}`;
}
