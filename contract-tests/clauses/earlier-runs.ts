/** Compares the jobs of earlier runs with those of this run, so that even one request per run reveals a change. */
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import type { EarlierJob } from '../evidence/earlier.ts';
import type { AnsweredExchange } from '../evidence/exchange.ts';
import {
  getItems,
  listJobIds,
  groupSightings,
  isListed,
  type Sighting,
  parseTimeMs,
} from '../evidence/sightings.ts';
import { getNextLink } from '../evidence/job-lists.ts';
import { cutMs } from '../evidence/within-second.ts';
import { selectAnswered, type CheckFinding, toJudgement, toBreach } from './judging.ts';
import { explainMissing } from './wanted.ts';

/** Compares a job then and now; undefined when the comparison says nothing about the promise. */
type Comparison = (
  before: EarlierJob,
  now: Sighting,
  seen: Observations,
) => readonly CheckFinding[] | undefined;

/** Creates a judge that compares each job of earlier runs with its first sighting in this run, in the list if it is listed. */
function judgeEachEarlier(what: string, compare: Comparison): Judge {
  return (seen) => {
    const { earlier, exchanges } = seen.evidence;
    if (earlier === undefined || earlier.runs === 0) return explainNoEarlierRun(seen);
    const current = groupSightings(exchanges);
    const judged = earlier.jobs.flatMap((before) => {
      const life = current.get(before.jobId) ?? [];
      const now = life.find(isListed) ?? life[0];
      const found = now === undefined ? undefined : compare(before, now, seen);
      return now === undefined || found === undefined ? [] : [{ now, found }];
    });
    return toJudgement(
      judged.map(({ now }) => now.exchange),
      judged.flatMap(({ now, found }) => found.map((one) => toBreach(now, one.expected, one.actual))),
      { need: 'jobs', message: what },
    );
  };
}

function explainNoEarlierRun(seen: Observations): ReturnType<Judge> {
  const missing =
    seen.evidence.earlier === undefined
      ? explainMissing({ what: 'an earlier run', tags: [], takes: ['ledger'] }, seen)
      : ({ need: 'earlier-run', message: 'an earlier run; the ledger is new' } as const);
  return { verdict: 'unobserved', missing };
}

const again = 'a job from an earlier run that was seen again in this run';

export const finalStays: Judge = judgeEachEarlier(
  'a job that was finished in an earlier run and seen again in this run',
  (before, now, seen) => {
    const { status } = before;
    if (status === undefined || now.status === undefined) return undefined;
    if (!seen.spec.lifeCycle.staysFor(status)) return undefined;
    if (now.status === status) return [];
    return [{ expected: `still ${status}, as on ${formatRunDate(before)}`, actual: now.status }];
  },
);

/** Allows every reachable status, because a job may change several times between two runs. */
export const legalOrder: Judge = judgeEachEarlier(again, (before, now, { spec: { lifeCycle } }) => {
  const [from, to] = [before.status, now.status];
  if (from === undefined || to === undefined) return undefined;
  if (![from, to].every((status) => lifeCycle.apiStatuses.includes(status))) return undefined;
  if (from === to || lifeCycle.staysFor(from) || lifeCycle.mayBecome(from, to)) return [];
  const allowed = lifeCycle.apiStatuses.filter((one) => one !== from && lifeCycle.mayBecome(from, one));
  return [{ expected: `after ${from} (on ${formatRunDate(before)}) only ${allowed.join(', ')}`, actual: to }];
});

export const submittedNeverChanges: Judge = judgeEachEarlier(again, (before, { submittedAt }) => {
  if (before.submittedAt === undefined || submittedAt === undefined) return undefined;
  // Another format of the same instant is a change of the serializer, not of the job.
  const [then, now] = [parseTimeMs(before.submittedAt), parseTimeMs(submittedAt)];
  const same =
    then === undefined || now === undefined ? before.submittedAt === submittedAt : isSame(then, now);
  if (same) return [];
  return [
    {
      expected: `submitted_at "${before.submittedAt}", as on ${formatRunDate(before)}`,
      actual: `"${submittedAt}"`,
    },
  ];
});

export const updatedNeverGoesBack: Judge = judgeEachEarlier(again, (before, { updatedAt }) => {
  const [then, now] = [parseTimeMs(before.updatedAt), parseTimeMs(updatedAt)];
  if (then === undefined || now === undefined) return undefined;
  if (now >= then || isSame(then, now)) return [];
  return [
    {
      expected: `updated_at not earlier than "${before.updatedAt}", seen on ${formatRunDate(before)}`,
      actual: `"${updatedAt}"`,
    },
  ];
});

export const updatedMovesWithStatus: Judge = judgeEachEarlier(
  'a job that changed its status since an earlier run, at least two seconds after its previous change',
  (before, now) => {
    const [then, today] = [parseTimeMs(before.updatedAt), parseTimeMs(now.updatedAt)];
    if (before.status === undefined || now.status === undefined || before.status === now.status)
      return undefined;
    if (then === undefined || today === undefined) return undefined;
    // A change right after the request may fall into the same second.
    if ((parseTimeMs(before.lastSeen) ?? 0) - then < cutMs) return undefined;
    if (!isSame(then, today)) return [];
    const expected = `a new updated_at, because the status changed from ${before.status} on ${formatRunDate(before)} to ${now.status}`;
    return [{ expected, actual: `still "${now.updatedAt}"` }];
  },
);

/** A finished job may be enhanced once, but it may not change in every run. */
const maxLateMoves = 2;

export const finishedUntouched: Judge = judgeEachEarlier(
  'a job with timestamps that was finished in an earlier run and still is',
  (before, now, { spec: { lifeCycle } }) => {
    const [then, today] = [parseTimeMs(before.updatedAt), parseTimeMs(now.updatedAt)];
    if (before.status === undefined || !lifeCycle.staysFor(before.status)) return undefined;
    if (before.status !== now.status || then === undefined || today === undefined) return undefined;
    const moved = before.lateMoves + (isSame(then, today) ? 0 : 1);
    if (moved <= maxLateMoves) return [];
    const expected = 'updated_at of a finished job does not change';
    return [{ expected, actual: `it changed in ${moved} runs and is now "${now.updatedAt}"` }];
  },
);

/** Jobs with the same submission time may be in any order. */
export const orderStays: Judge = (seen) => {
  const { earlier } = seen.evidence;
  if (earlier === undefined || earlier.runs === 0) return explainNoEarlierRun(seen);
  const pages = selectAnswered(seen, 'list', 'list-page').filter(({ outcome }) => outcome.status === 200);
  const [list] = pages;
  const places = new Map([...new Set(pages.flatMap(listJobIds))].map((id, place) => [id, place] as const));
  const both = earlier.jobs.filter(({ jobId, place }) => place !== undefined && places.has(jobId));
  const getPlace = ({ jobId }: EarlierJob) => places.get(jobId) ?? 0;
  const breaches = both.slice(1).flatMap((lower, index): readonly Breach[] => {
    const upper = both[index];
    if (list === undefined || upper === undefined || getPlace(upper) < getPlace(lower)) return [];
    if (parseTimeMs(upper.submittedAt) === parseTimeMs(lower.submittedAt)) return [];
    const expected = `job ${upper.jobId} is listed before job ${lower.jobId}, as on ${formatRunDate(upper)}`;
    return [{ exchange: list.id, expected, actual: 'it is listed after the other job' }];
  });
  const looked = both.length > 1 && list !== undefined ? [list] : [];
  return toJudgement(looked, breaches, {
    need: 'jobs',
    message: 'two jobs that are listed in this run and were listed in an earlier one',
  });
};

/** A job that can be fetched by its id belongs to the caller, so it must be listed. */
export const stillListed: Judge = (seen) => {
  const { earlier } = seen.evidence;
  if (earlier === undefined || earlier.runs === 0) return explainNoEarlierRun(seen);
  const listed = findCurrentList(seen);
  const known = earlier.jobs.filter(({ place }) => place !== undefined);
  if (listed === undefined)
    return toJudgement([], [], { need: 'sight', message: 'a list that was read to the end' });
  const asked = selectAnswered(seen, 'earlier-detail').filter(({ outcome }) => outcome.status === 200);
  const breaches = asked
    .filter(({ jobId }) => known.some((job) => job.jobId === jobId) && !listed.ids.has(jobId ?? ''))
    .map(({ id, jobId }) => ({
      exchange: id,
      expected: `job ${jobId} is listed, as in an earlier run, because it still exists`,
      actual: `it is missing from the list (${listed.first.id})`,
    }));
  const looked = known.some(({ jobId }) => listed.ids.has(jobId)) ? [listed.first] : asked;
  return toJudgement(looked, breaches, { need: 'jobs', message: `${again} or requested by its id` });
};

/** No page says how long jobs are kept, so a missing job is only a notice. */
export const stillThere: Judge = (seen) => {
  const { earlier, exchanges } = seen.evidence;
  if (earlier === undefined || earlier.runs === 0) return explainNoEarlierRun(seen);
  const byId = new Map(earlier.jobs.map((job) => [job.jobId, job]));
  const asked = selectAnswered(seen, 'earlier-detail');
  const breaches = asked.flatMap(({ id, jobId = '', outcome }) => {
    const before = byId.get(jobId);
    if (outcome.status !== 404 || before === undefined) return [];
    const expected = `job ${jobId}, ${before.status ?? 'seen'} on ${formatRunDate(before)}, still exists`;
    return [{ exchange: id, expected, actual: 'it is not listed, and a request for it returns 404' }];
  });
  const current = groupSightings(exchanges);
  const seenAgain = earlier.jobs.flatMap(({ jobId }) => current.get(jobId)?.[0]?.exchange ?? []);
  return toJudgement([...seenAgain, ...asked], breaches, {
    need: 'jobs',
    message: `${again} or requested by its id`,
  });
};

/** In days with a run. */
const maxRunsAtWork = 30;

export const notForEver: Judge = judgeEachEarlier(
  'a job that was unfinished in an earlier run and was seen again in this run',
  (before, now, { spec: { lifeCycle } }) => {
    const { status } = before;
    if (status === undefined || lifeCycle.endsPolling(status)) return undefined;
    const days = before.daysInStatus + 1;
    if (now.status !== status || days <= maxRunsAtWork) return [];
    return [
      {
        expected: 'the job finishes',
        actual: `${status} on ${days} days with a run; first seen on ${before.firstSeen.slice(0, 10)}`,
      },
    ];
  },
);

/** The ids in the list of this run; undefined when the list was not read completely. */
function findCurrentList(
  seen: Observations,
): { readonly first: AnsweredExchange; readonly ids: ReadonlySet<string> } | undefined {
  const pages = selectAnswered(seen, 'list', 'list-page').filter(({ outcome }) => outcome.status === 200);
  const [first, last] = [pages[0], pages.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const isWhole = getItems(last) !== undefined && (getNextLink(last) ?? null) === null;
  const ids = [...pages, ...selectAnswered(seen, 'list-again', 'watch-list')].flatMap(listJobIds);
  return isWhole ? { first, ids: new Set(ids) } : undefined;
}

/** Ignores a fraction that only one of the timestamps has, because the precision may have changed between runs. */
function isSame(then: number, now: number): boolean {
  const whole = then % 1000 === 0 || now % 1000 === 0;
  return then === now || (whole && Math.floor(then / 1000) === Math.floor(now / 1000));
}

function formatRunDate({ lastSeen }: EarlierJob): string {
  return lastSeen.slice(0, 10);
}
