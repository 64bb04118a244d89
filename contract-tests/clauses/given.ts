/** Judges what the user says about the target: a user without jobs, and a job that is known from elsewhere. */
import { isMap } from '../../openapi/values.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Judge, Observations } from '../verdict/clause.ts';
import type { AnsweredExchange } from '../evidence/exchange.ts';
import { getNextLink } from '../evidence/job-lists.ts';
import { getBody, getItems, listJobIds } from '../evidence/sightings.ts';
import { type CheckFinding, judgeEach, judgeEachTagged, selectAnswered } from './judging.ts';

const emptyList = {
  what: 'the list of a user without jobs',
  takes: ['empty-token'],
  // A refused token shows nothing about the list.
  otherwise: 'answer',
} as const;

export const emptyListEmpty: Judge = judgeEachTagged(['empty-list'], emptyList, (exchange, seen) =>
  [401, 403].includes(exchange.outcome.status) ? undefined : findEmptyListFindings(exchange, seen),
);

function findEmptyListFindings(
  exchange: AnsweredExchange,
  seen: Observations,
): readonly CheckFinding[] | undefined {
  const { status, body } = exchange.outcome;
  if (status !== 200) return [{ expected: 'status 200 and an empty list', actual: `status ${status}` }];
  const items = getItems(exchange);
  if (items === undefined) return [{ expected: 'an empty list', actual: toExcerpt(body) }];
  if (items.length > 0)
    return [
      {
        expected: 'an empty list, because CONTRACT_EMPTY_TOKEN belongs to a user without jobs',
        actual: `${items.length === 1 ? '1 job' : `${items.length} jobs`}, the first is ${listJobIds(exchange)[0] ?? 'without an id'}`,
      },
    ];
  const count = getCount(exchange);
  if (count !== undefined && count !== 0)
    return [{ expected: 'count 0 for an empty list', actual: JSON.stringify(count) }];
  return compareForms(exchange, seen);
}

/** The caller's list shows the form: an array, or an envelope with these fields. */
function compareForms(exchange: AnsweredExchange, seen: Observations): readonly CheckFinding[] {
  const list = selectAnswered(seen, 'list').find(
    (one) => one.outcome.status === 200 && getItems(one) !== undefined,
  );
  if (list === undefined) return [];
  const [expected, actual] = [formatForm(getBody(list)), formatForm(getBody(exchange))];
  return expected === actual ? [] : [{ expected: `${expected}, as in ${list.id}`, actual }];
}

function formatForm(body: unknown): string {
  if (!isMap(body)) return 'an array';
  return `an object with ${Object.keys(body).toSorted().join(', ')}`;
}

function getCount(exchange: AnsweredExchange): unknown {
  const body = getBody(exchange);
  return isMap(body) ? body['count'] : undefined;
}

/** The user names a job of the caller; the status page promises its status. */
export const knownJobReadable: Judge = judgeEach(
  (seen) =>
    selectAnswered(seen, 'detail', 'given-job').filter(
      ({ jobId }) => jobId !== undefined && jobId === seen.evidence.target.knownJobId,
    ),
  { what: 'a response about the known job', tags: ['given-job', 'detail'], takes: ['known-job'] },
  ({ outcome: { status } }) =>
    status === 200
      ? []
      : [{ expected: 'status 200, because the user knows this job', actual: `status ${status}` }],
);

/** A list that was not read to its end shows nothing about a job that is not on it. */
export const knownJobListed: Judge = (seen) => {
  const { knownJobId } = seen.evidence.target;
  const pages = selectAnswered(seen, 'list', 'list-page').filter(({ outcome }) => outcome.status === 200);
  const judge = judgeEach(
    () => (knownJobId !== undefined && isWhole(pages) ? pages.slice(-1) : []),
    {
      what: 'a list that was read to its end, and the id of a job that must be in it',
      tags: ['list', 'list-page'],
      takes: ['known-job'],
    },
    () =>
      pages.flatMap(listJobIds).some((id) => id.toLowerCase() === knownJobId)
        ? []
        : [{ expected: `job ${knownJobId} in the list, because the user knows it`, actual: 'it is missing' }],
  );
  return judge(seen);
};

function isWhole(pages: readonly AnsweredExchange[]): boolean {
  const last = pages.at(-1);
  if (last === undefined || getItems(last) === undefined) return false;
  return (getNextLink(last) ?? null) === null;
}
