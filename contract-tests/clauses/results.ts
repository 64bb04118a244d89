/** Judges results: which jobs have them, and the shape of a page. */
import { isMap } from '../../openapi/values.ts';
import { toMediaType } from '../../openapi/conformance.ts';
import type { Violation } from '../../openapi/diagnostics/render.ts';
import { resolvePointer } from '../../openapi/document.ts';
import type { Judge, Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, getHeader } from '../evidence/exchange.ts';
import { parseCsvLines } from '../evidence/csv.ts';
import {
  findSurroundingSightings,
  getQueryNumber,
  isCsv,
  type ResultPage,
  parseResultPage,
} from '../evidence/results.ts';
import { getBody, listSightings } from '../evidence/sightings.ts';
import {
  selectAnswered,
  type ExchangeCheck,
  checkConformance,
  judgeEachTagged,
  judgeEach,
  type CheckFinding,
  isInBody,
  requireStatus,
} from './judging.ts';
import { judgeLikeness, foreignJob } from './errors.ts';
import type { Wanted } from './wanted.ts';

/** Responses to a request for the default page. */
const first = ['results', 'own-results', 'results-final'] as const;
/** Responses to requests for pages that exist. */
export const pages = [...first, 'results-page', 'results-again'] as const;

/** Responses to requests that a job without results rejects. */
const withoutResults = [...first, 'results-early'] as const;

/** Whether a job was seen in a status in which it has results. */
export function hasResults(seen: Observations): boolean {
  return listSeenStatuses(seen).some((status) => seen.spec.lifeCycle.hasResults(status));
}

/** Whether a job was seen that has results and keeps its status. */
export function hasFinishedResults(seen: Observations): boolean {
  const { lifeCycle } = seen.spec;
  return listSeenStatuses(seen).some((status) => lifeCycle.hasResults(status) && lifeCycle.staysFor(status));
}

function listSeenStatuses({ evidence }: Observations): readonly string[] {
  return listSightings(evidence.exchanges).flatMap(({ status }) => status ?? []);
}

const ready: Wanted = {
  what: 'results of a completed or paused job that kept its status',
  tags: first,
  exists: hasResults,
};

/** The API status of a job before and after an exchange; undefined when it changed or may have changed. */
export function findStatusAround(
  exchange: AnsweredExchange,
  { evidence, spec: { lifeCycle } }: Observations,
): string | undefined {
  const { before, after } = findSurroundingSightings(evidence.exchanges, exchange.jobId, exchange);
  const { status = '' } = before ?? {};
  if (lifeCycle.staysFor(status)) return status;
  return lifeCycle.apiStatuses.includes(status) && after?.status === status ? status : undefined;
}

/** Responses to requests for results, while the job had results or while it had none. */
const selectAsked = (isReady: boolean) => (seen: Observations) =>
  selectAnswered(seen, ...(isReady ? pages : withoutResults)).filter((exchange) => {
    const status = findStatusAround(exchange, seen);
    return (
      status !== undefined &&
      seen.spec.lifeCycle.hasResults(status) === isReady &&
      !hasComeBack(exchange, status, seen)
    );
  });

/** With another updated_at, a paused job may have been resumed and paused again, and had no results in between. */
function hasComeBack(
  exchange: AnsweredExchange,
  status: string,
  { evidence, spec: { lifeCycle } }: Observations,
): boolean {
  const { before, after } = findSurroundingSightings(evidence.exchanges, exchange.jobId, exchange);
  const mayComeBack = lifeCycle.hasResults(status) && !lifeCycle.staysFor(status);
  return mayComeBack && after !== undefined && before?.updatedAt !== after.updatedAt;
}

/** A job that nothing shows afterwards may have been deleted, so that a 404 for its results says nothing. */
export const resultsAnswer: Judge = judgeEach(selectAsked(true), ready, (exchange, seen) => {
  const { after } = findSurroundingSightings(seen.evidence.exchanges, exchange.jobId, exchange);
  const mayBeDeleted = exchange.outcome.status === 404 && after === undefined;
  return mayBeDeleted ? undefined : requireStatus(200)(exchange, seen);
});

/** JSON with the documented fields around the records. A separate clause judges the records. */
export const resultsShape: Judge = judgeEachTagged(
  [...pages, 'results-beyond'],
  { what: 'results with status 200', exists: hasResults },
  (exchange, seen) => {
    if (exchange.outcome.status !== 200) return undefined;
    const mediaType = getHeader(exchange.outcome, 'content-type');
    if (toMediaType(mediaType) !== 'application/json')
      return [{ expected: 'application/json', actual: mediaType ?? 'no Content-Type' }];
    return checkConformance((violation) => isInBody(violation) && !isOfRecord(violation))(exchange, seen);
  },
);

function isOfRecord({ at: place }: Violation): boolean {
  return place.startsWith('body/data/');
}

/** Contact records are documented. The fields of account records are an assumption and are not judged. */
export const contactShape: Judge = judgeEachPage(
  'a page of results with the record of a person',
  ({ records }, { spec }) => {
    const schema = resolvePointer(spec.document, '#/components/schemas/ContactRecord');
    const { properties = {} } = isMap(schema) ? schema : {};
    const documented = Object.keys(isMap(properties) ? properties : {});
    const account = resolvePointer(spec.document, '#/components/schemas/AccountRecord/properties');
    const shared = new Set(Object.keys(isMap(account) ? account : {}));
    const telling = documented.filter((field) => !shared.has(field));
    const people = records.filter((record) => !isMap(record) || telling.some((field) => field in record));
    if (people.length === 0) return undefined;
    return people.flatMap((record): readonly CheckFinding[] => {
      if (!isMap(record)) return [{ expected: 'a record is an object', actual: JSON.stringify(record) }];
      return documented.flatMap((field) => {
        const value = record[field];
        if (typeof value === 'string' || value === null) return [];
        return [
          {
            expected: `${field} of a record is a string or null`,
            actual: JSON.stringify(value) ?? 'missing',
          },
        ];
      });
    });
  },
);

export const resultsIdentity: Judge = judgeEachTagged(
  pages,
  { what: 'results with status 200', exists: hasResults },
  (exchange) => {
    const body = exchange.outcome.status === 200 ? getBody(exchange) : undefined;
    if (!isMap(body)) return undefined;
    if (body['job_id'] === exchange.jobId) return [];
    const actual = JSON.stringify(body['job_id']) ?? 'no job_id';
    return [{ expected: `job_id "${exchange.jobId}", as requested`, actual }];
  },
);

export const pageEchoed: Judge = judgeEachPage(
  'a page of results',
  ({ exchange, page, pageSize }, { spec }) => {
    const { parameters } = spec.operation(exchange.operationId);
    return Object.entries({ page, page_size: pageSize }).flatMap(([name, shown]): readonly CheckFinding[] => {
      const defaultValue = parameters.find((parameter) => parameter.name === name)?.schema.default;
      const wanted = getQueryNumber(exchange, name) ?? defaultValue;
      if (shown === wanted) return [];
      return [
        {
          expected: `${name} is ${String(wanted)}, as requested`,
          actual: JSON.stringify(shown) ?? 'missing',
        },
      ];
    });
  },
);

const notReady: Wanted = {
  what: 'a response for the results of a queued, in-progress or failed job that kept its status',
  tags: first,
  exists: (seen) =>
    listSeenStatuses(seen).some(
      (status) => seen.spec.lifeCycle.apiStatuses.includes(status) && !seen.spec.lifeCycle.hasResults(status),
    ),
};

export const noResultsYet: Judge = judgeEach(selectAsked(false), notReady, (exchange, seen) => {
  const count = parseResultPage(exchange)?.records.length ?? countLines(exchange);
  if (count === 0) return [];
  const expected = `no records, because the job is ${findStatusAround(exchange, seen)}`;
  return [{ expected, actual: `${count} records` }];
});

/** The lines of a file of results after the first one, which names the fields. */
function countLines(exchange: AnsweredExchange): number {
  if (exchange.outcome.status !== 200 || !isCsv(exchange)) return 0;
  return Math.max(0, parseCsvLines(exchange.outcome.body).length - 1);
}

/** The error must follow one of the readings of the document. */
export const notReadyRefused: Judge = judgeEach(selectAsked(false), notReady, (exchange, seen) => {
  if (exchange.outcome.status === 200) return [{ expected: 'an error', actual: 'status 200' }];
  return checkConformance((violation) => violation.at === 'status' || isInBody(violation))(exchange, seen);
});

export const unknownResultsNotFound: Judge = judgeEachTagged(
  ['unknown-results'],
  'a response for the results of an unknown job',
  requireStatus(404),
);

export const foreignResultsNotFound: Judge = judgeEachTagged(
  ['foreign-results'],
  foreignJob,
  requireStatus(404),
);

export const foreignResultsLikeUnknown: Judge = judgeLikeness('foreign-results', 'unknown-results');

/** Creates a judge that checks each page of results. */
function judgeEachPage(
  what: string,
  check: (page: ResultPage, seen: Observations) => ReturnType<ExchangeCheck>,
): Judge {
  return judgeEachTagged(pages, { what, exists: hasResults }, (exchange, seen) => {
    const page = parseResultPage(exchange);
    return page === undefined ? undefined : check(page, seen);
  });
}
