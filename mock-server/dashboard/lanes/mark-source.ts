/** Gives each lane its marks: the requests for its job, those for lists in which it is, and advice. */
import type { WorldJob } from '../../domain/job.ts';
import type { ShownRequest } from '../../../page-parts/polls.ts';
import type { App } from '../state/app.ts';
import { type AdviceMarks, type Flag, joinMarks, placeAdvice } from './advice-marks.ts';
import type { PixelRange } from '../../../page-parts/lane-segments.ts';
import { clusterPolls, createPollReader, type Poll, type PollCluster } from '../../../page-parts/polls.ts';
import type { TimeScale } from '../../../page-parts/time-scale.ts';

export interface LaneMarks {
  readonly clusters: readonly PollCluster[];
  readonly lists: readonly PollCluster[];
  readonly flags: readonly Flag[];
}

/** Of requests that are for no single job, those that show the jobs of a user. */
const isList = ({ method, operation }: ShownRequest): boolean => method === 'GET' && operation !== undefined;

export type MarkSource = ReturnType<typeof createMarkSource>;

export function createMarkSource(app: App) {
  const readPolls = createPollReader();
  const readLists = createPollReader(isList);
  let placed: AdviceMarks = { ofJob: new Map(), ofUser: new Map() };
  let adviceVersion = 0;
  return {
    /** To be called when there are new requests, or other advice. */
    update: (): void => {
      const advice = app.advice.peek();
      if (advice.length === 0 && placed.ofJob.size + placed.ofUser.size === 0) return;
      placed = placeAdvice(advice, app.requests.entries);
      adviceVersion += 1;
    },
    get: (job: WorldJob) => {
      const polls = readPolls(app.requests.ofJob(job.id));
      const lists = readLists(app.requests.ofUser(job.owner));
      return {
        /** Changes when there is more to draw. */
        version: `${polls.length} ${polls[0]?.request.number ?? ''} ${lists.length} ${lists[0]?.request.number ?? ''} ${adviceVersion}`,
        draw: (scale: TimeScale, range: PixelRange, until: number, size: number): LaneMarks => {
          const between = { since: job.submittedAt, until };
          return {
            clusters: clusterPolls(polls, scale, range, between, size),
            lists: clusterPolls(lists, scale, range, between, size),
            flags: selectFlags(job, placed, scale, range, until),
          };
        },
      };
    },
    /** The times of the requests for a job. */
    getTimes: (job: WorldJob): readonly number[] => readPolls(app.requests.ofJob(job.id)).map(getAt),
    /** The times of the requests for lists of a user. */
    getListTimes: (owner: string): readonly number[] => readLists(app.requests.ofUser(owner)).map(getAt),
  };
}

const getAt = ({ at }: Poll): number => at;

function selectFlags(
  job: WorldJob,
  { ofJob, ofUser }: AdviceMarks,
  scale: TimeScale,
  { origin, from, to }: PixelRange,
  until: number,
): readonly Flag[] {
  const marks = [...(ofJob.get(job.id) ?? []), ...(ofUser.get(job.owner) ?? [])];
  const seen = marks.filter(({ at }) => at >= job.submittedAt && at <= until);
  return joinMarks(seen, (at) => scale.toX(at) - origin).filter(({ x }) => x >= from && x <= to);
}
