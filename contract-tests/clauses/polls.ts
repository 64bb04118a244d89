/** Judges whether each request for the list, and for a job that is listed, returns 200. */
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, type Exchange, isAnswered } from '../evidence/exchange.ts';
import { firstPageTags, furtherPageTags } from '../evidence/job-lists.ts';
import { listMadeJobs } from '../evidence/made-jobs.ts';
import { appearMs } from '../evidence/own-jobs.ts';
import type { Tag } from '../evidence/probes.ts';
import { detailTags, groupSightings, listJobIds } from '../evidence/sightings.ts';
import { selectAnswered, toJudgement } from './judging.ts';
import { explainMissing } from './wanted.ts';

const listTags: readonly Tag[] = [...firstPageTags, ...furtherPageTags];
/** Other clauses judge jobs that are known from earlier runs, or from the user. */
const jobTags: readonly Tag[] = detailTags.filter((tag) => !['earlier-detail', 'given-job'].includes(tag));

/** A request that did not return 200, and whether it did when it was sent again. */
interface Miss {
  readonly exchange: AnsweredExchange;
  readonly retry: AnsweredExchange | undefined;
}

const aSingle = { what: "the single status of one of the caller's jobs", tags: jobTags };
const aList = {
  what: 'a response to the request for the list',
  tags: listTags,
  otherwise: 'answer',
} as const;

export const detailAnswers: Judge = (seen) => {
  const breaches = findMisses(seen, jobTags).filter(isRepeated).map(toBreach);
  return toJudgement(selectAnswered(seen, ...jobTags), breaches, () => explainMissing(aSingle, seen));
};

export const listAnswers: Judge = (seen) => {
  const breaches = [...findMisses(seen, listTags).filter(isRepeated), ...findOtherMisses(seen)].map(toBreach);
  return toJudgement(selectAnswered(seen, ...listTags), breaches, () => explainMissing(aList, seen));
};

/** A client that gets such a response may give up the job, although the next request would have returned it. */
export const pollsAnswered: Judge = (seen) => {
  const misses = findMisses(seen, [...jobTags, ...listTags]).filter((miss) => !isRepeated(miss));
  const breaches = misses.map(({ exchange, retry }) => ({
    exchange: exchange.id,
    expected: 'status 200 each time',
    actual: `status ${exchange.outcome.status}, and ${retry?.outcome.status} when it was requested again (${retry?.id})`,
  }));
  const looked = selectAnswered(seen, ...jobTags, ...listTags);
  return toJudgement(looked, breaches, () =>
    explainMissing({ ...aSingle, tags: [...jobTags, ...listTags] }, seen),
  );
};

function findMisses(seen: Observations, tags: readonly Tag[]): readonly Miss[] {
  const all = selectAnswered(seen, ...tags);
  return all.flatMap((exchange, index): readonly Miss[] => {
    if (exchange.outcome.status === 200 || isDeleted(exchange, seen) || isNobodys(exchange, seen)) return [];
    const retries = all.slice(index + 1).filter((later) => isSameRequest(later, exchange));
    const appeared = isNewJob(exchange, seen)
      ? retries.find((later) => later.outcome.status === 200 && isSoonAfterSubmission(later, seen))
      : undefined;
    const retry = appeared ?? retries[0];
    return [{ exchange, retry }];
  });
}

/** Whether nothing has shown the run's own job yet, which a replica may lack for some seconds. */
function isNewJob(exchange: AnsweredExchange, { evidence: { exchanges } }: Observations): boolean {
  const { tag, jobId = '', outcome } = exchange;
  const before = exchanges.slice(0, exchanges.indexOf(exchange));
  return tag === 'own-detail' && outcome.status === 404 && !groupSightings(before).has(jobId);
}

function isSoonAfterSubmission({ jobId, startedMs }: Exchange, { evidence }: Observations): boolean {
  const made = listMadeJobs(evidence.exchanges).find((one) => one.jobId === jobId);
  return made !== undefined && startedMs - made.exchange.startedMs <= appearMs;
}

/** A submission may return an id that no job has; another clause judges that. */
function isNobodys({ tag, jobId = '' }: Exchange, { evidence }: Observations): boolean {
  return tag === 'own-detail' && !groupSightings(evidence.exchanges).has(jobId);
}

/** A token that is not valid says nothing about the list; another clause judges that. */
function findOtherMisses(seen: Observations): readonly Miss[] {
  return selectAnswered(seen, 'foreign-list')
    .filter(({ outcome }) => ![200, 401, 403].includes(outcome.status))
    .map((exchange) => ({ exchange, retry: undefined }));
}

function isRepeated({ retry }: Miss): boolean {
  return retry?.outcome.status !== 200;
}

function toBreach({ exchange, retry }: Miss): Breach {
  const { id, jobId, outcome } = exchange;
  const about = jobId === undefined ? '' : ` for job ${jobId}`;
  const twice =
    retry === undefined ? '' : `, and ${retry.outcome.status} when it was requested again (${retry.id})`;
  return { exchange: id, expected: 'status 200', actual: `status ${outcome.status}${about}${twice}` };
}

function isSameRequest(one: Exchange, other: Exchange): boolean {
  return one.request.url === other.request.url && one.request.method === other.request.method;
}

function isGood(exchange: Exchange): exchange is AnsweredExchange {
  return isAnswered(exchange) && exchange.outcome.status === 200;
}

/** Somebody may delete a job during the run: then it is gone from both operations, and stays so. */
function isDeleted({ jobId, outcome, id }: AnsweredExchange, { evidence }: Observations): boolean {
  if (jobId === undefined || ![404, 410].includes(outcome.status)) return false;
  const at = evidence.exchanges.findIndex((exchange) => exchange.id === id);
  const shows = (exchange: Exchange) =>
    isGood(exchange) &&
    (exchange.jobId === jobId
      ? jobTags.includes(exchange.tag)
      : isList(exchange) && listJobIds(exchange).includes(jobId));
  const later = evidence.exchanges.slice(at + 1);
  if (later.some(shows)) return false;
  const listed = evidence.exchanges.findLastIndex((exchange) => isList(exchange) && shows(exchange));
  const list = evidence.exchanges[listed];
  // The same request for the list, or for its page, does not contain the job any more.
  return (
    list !== undefined &&
    evidence.exchanges.slice(listed + 1).some((exchange) => isGood(exchange) && isSameRequest(exchange, list))
  );
}

function isList({ tag }: Exchange): boolean {
  return listTags.includes(tag);
}
