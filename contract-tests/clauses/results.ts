/** Results: which jobs have them, and what a page of them looks like. */
import { toMediaType, type Violation } from '../../openapi/conformance.ts';
import { at } from '../../openapi/document.ts';
import type { Judge, Seen } from '../verdict/clause.ts';
import { type Answered, getHeader } from '../evidence/exchange.ts';
import { around, askedNumber, type ResultPage, parseResultPage } from '../evidence/results.ts';
import { getBody, isMap, sightingsIn } from '../evidence/sightings.ts';
import { answered, type Check, conforms, each, judgeEach, type Found, inBody, statusIs } from './judging.ts';
import { looksAlike, ofAnother } from './errors.ts';
import type { Wanted } from './wanted.ts';

/** Answers to the question for the default page. */
const first = ['results', 'own-results'] as const;
/** Answers to every question for a page that there is. */
export const pages = [...first, 'results-page', 'results-again'] as const;

/** Whether a job was seen in a status in which it has results. */
export function hasResults(seen: Seen): boolean {
  return statusesIn(seen).some((status) => seen.spec.lifeCycle.hasResults(status));
}

/** Whether a job was seen that has results and stays so. */
export function hasFinishedResults(seen: Seen): boolean {
  const { lifeCycle } = seen.spec;
  return statusesIn(seen).some((status) => lifeCycle.hasResults(status) && lifeCycle.staysFor(status));
}

function statusesIn({ evidence }: Seen): readonly string[] {
  return sightingsIn(evidence.exchanges).flatMap(({ status }) => status ?? []);
}

const ready: Wanted = {
  what: 'the results of a completed or paused job that did not move',
  tags: first,
  exists: hasResults,
};

/** The API status that a job had before and after an exchange; undefined when it moved, or may have. */
export function statusAround(
  exchange: Answered,
  { evidence, spec: { lifeCycle } }: Seen,
): string | undefined {
  const { before, after } = around(evidence.exchanges, exchange.jobId, exchange);
  const { status = '' } = before ?? {};
  if (lifeCycle.staysFor(status)) return status;
  return lifeCycle.apiStatuses.includes(status) && after?.status === status ? status : undefined;
}

/** Answers to the question for results while the job had them, or had none. */
const asked = (isReady: boolean) => (seen: Seen) =>
  answered(seen, ...first).filter((exchange) => {
    const status = statusAround(exchange, seen);
    return status !== undefined && seen.spec.lifeCycle.hasResults(status) === isReady;
  });

export const resultsAnswer: Judge = judgeEach(asked(true), ready, statusIs(200));

/** JSON, and around the records what is documented; the records have a clause of their own. */
export const resultsShape: Judge = each(
  pages,
  { what: 'results that were answered with status 200', exists: hasResults },
  (exchange, seen) => {
    if (exchange.outcome.status !== 200) return undefined;
    const mediaType = getHeader(exchange.outcome, 'content-type');
    if (toMediaType(mediaType) !== 'application/json')
      return [{ expected: 'application/json', actual: mediaType ?? 'no Content-Type' }];
    return conforms((violation) => inBody(violation) && !isOfRecord(violation))(exchange, seen);
  },
);

function isOfRecord({ at: place }: Violation): boolean {
  return place.startsWith('body/data/');
}

/** Contact records are documented. What a record of an account looks like is our own guess, and not asked for. */
export const contactShape: Judge = eachPage(
  'a page of results with the record of a person',
  ({ records }, { spec }) => {
    const schema = at(spec.document, '#/components/schemas/ContactRecord');
    const { properties = {} } = isMap(schema) ? schema : {};
    const documented = Object.keys(isMap(properties) ? properties : {});
    const account = at(spec.document, '#/components/schemas/AccountRecord/properties');
    const shared = new Set(Object.keys(isMap(account) ? account : {}));
    const telling = documented.filter((field) => !shared.has(field));
    const people = records.filter((record) => !isMap(record) || telling.some((field) => field in record));
    if (people.length === 0) return undefined;
    return people.flatMap((record): readonly Found[] => {
      if (!isMap(record)) return [{ expected: 'a record is an object', actual: JSON.stringify(record) }];
      return documented.flatMap((field) => {
        const value = record[field];
        if (typeof value === 'string' || value === null) return [];
        return [
          {
            expected: `${field} of a record is a text or null`,
            actual: JSON.stringify(value) ?? 'not there',
          },
        ];
      });
    });
  },
);

export const resultsIdentity: Judge = each(
  pages,
  { what: 'results that were answered with status 200', exists: hasResults },
  (exchange) => {
    const body = exchange.outcome.status === 200 ? getBody(exchange) : undefined;
    if (!isMap(body)) return undefined;
    if (body['job_id'] === exchange.jobId) return [];
    const actual = JSON.stringify(body['job_id']) ?? 'no job_id';
    return [{ expected: `job_id "${exchange.jobId}", as asked for`, actual }];
  },
);

export const pageEchoed: Judge = eachPage('a page of results', ({ exchange, page, pageSize }, { spec }) => {
  const { parameters } = spec.operation(exchange.operationId);
  return Object.entries({ page, page_size: pageSize }).flatMap(([name, shown]): readonly Found[] => {
    const defaultValue = parameters.find((parameter) => parameter.name === name)?.schema.default;
    const wanted = askedNumber(exchange, name) ?? defaultValue;
    if (shown === wanted) return [];
    return [
      {
        expected: `${name} is ${String(wanted)}, as asked for`,
        actual: JSON.stringify(shown) ?? 'not there',
      },
    ];
  });
});

const notReady: Wanted = {
  what: 'an answer about the results of a queued, running or failed job that did not move',
  tags: first,
  exists: (seen) =>
    statusesIn(seen).some(
      (status) => seen.spec.lifeCycle.apiStatuses.includes(status) && !seen.spec.lifeCycle.hasResults(status),
    ),
};

export const noResultsYet: Judge = judgeEach(asked(false), notReady, (exchange, seen) => {
  const page = parseResultPage(exchange);
  if (page === undefined || page.records.length === 0) return [];
  const expected = `a job that is ${statusAround(exchange, seen)} has no records to show`;
  return [{ expected, actual: `${page.records.length} of them` }];
});

/** In one of the readings of the document. */
export const notReadyRefused: Judge = judgeEach(asked(false), notReady, (exchange, seen) => {
  if (exchange.outcome.status === 200) return [{ expected: 'an error', actual: 'status 200' }];
  return conforms((violation) => violation.at === 'status' || inBody(violation))(exchange, seen);
});

export const unknownResultsNotFound: Judge = each(
  ['unknown-results'],
  'an answer about the results of an unknown job',
  statusIs(404),
);

export const foreignResultsNotFound: Judge = each(['foreign-results'], ofAnother, statusIs(404));

export const foreignResultsLikeUnknown: Judge = looksAlike('foreign-results', 'unknown-results');

/** A judge that looks at each page of the results that was served. */
function eachPage(what: string, check: (page: ResultPage, seen: Seen) => ReturnType<Check>): Judge {
  return each(pages, { what, exists: hasResults }, (exchange, seen) => {
    const page = parseResultPage(exchange);
    return page === undefined ? undefined : check(page, seen);
  });
}
