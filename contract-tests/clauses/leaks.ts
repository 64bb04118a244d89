/** Judges what a response must not reveal: internal details of the server, or anything about a job that is not found. */
import { isMap } from '../../openapi/values.ts';
import type { Judge } from '../verdict/clause.ts';
import { type Exchange, isAnswered } from '../evidence/exchange.ts';
import { memoize } from '../evidence/remember.ts';
import { getBody, listJobIds } from '../evidence/sightings.ts';
import { refusedTags } from './authentication.ts';
import { judgeEachTagged, judgeEach, checkIfStatus } from './judging.ts';

const notFoundTags = ['unknown-job', 'foreign-job', 'unknown-results', 'foreign-results'] as const;

/** Fields that identify the request or repeat the status. */
const harmless =
  /^(detail|(request|trace|correlation|event|log|error)[-_]?(id|code)|code|status|status[-_]?code|timestamp)$/i;

/** Separate clauses judge the text of `detail` and jobs of other users. */
export const notFoundBare: Judge = judgeEachTagged(
  notFoundTags,
  'a response with status 404 and a detail, for a well-formed id',
  checkIfStatus(404, (exchange) => {
    const body = getBody(exchange);
    if (!isMap(body) || !('detail' in body)) return undefined;
    const more = Object.keys(body).filter((key) => !harmless.test(key));
    return more.length === 0
      ? []
      : [{ expected: 'detail, and nothing else about the job', actual: `also ${more.join(', ')}` }];
  }),
);

const dataFields: ReadonlySet<string> = new Set(['submitted_at', 'updated_at', 'total_records']);
const rowFields: ReadonlySet<string> = new Set(['data', 'jobs', 'results']);
/** Of nested values in a rejection. */
const maxSearchDepth = 5;

/** Names what is data of a job in a JSON value; `detail` and an id that the request contains are none. */
function findData(value: unknown, isStatus: (text: string) => boolean, depth = 0): readonly string[] {
  if (depth > maxSearchDepth) return [];
  if (Array.isArray(value)) return value.slice(0, 10).flatMap((one) => findData(one, isStatus, depth + 1));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    const isData =
      dataFields.has(key) ||
      (key === 'status' && typeof field === 'string' && isStatus(field)) ||
      (rowFields.has(key) && Array.isArray(field) && field.length > 0);
    return isData ? [key] : findData(field, isStatus, depth + 1);
  });
}

/** A status that may be that of the request. */
const saysFailure = /fail/i;

/** Requests that must be rejected, also when the caller has the job. */
const rejectedTags = [...refusedTags, ...notFoundTags, 'no-token-door', 'foreign-door'] as const;

export const refusedWithoutData: Judge = judgeEachTagged(
  rejectedTags,
  'a rejection with a body',
  (exchange, seen) => {
    if (exchange.outcome.status < 400 || exchange.outcome.body === '') return undefined;
    const { apiStatuses, internalStatuses } = seen.spec.lifeCycle;
    const statuses = new Set([...apiStatuses, ...internalStatuses].filter((text) => !saysFailure.test(text)));
    const requested = (exchange.jobId ?? '').toLowerCase();
    const ids = listKnownIds(seen.evidence.exchanges).filter(
      (id) => id !== requested && exchange.outcome.body.includes(id),
    );
    const found = new Set(findData(getBody(exchange), (text) => statuses.has(text)));
    if (ids.length > 0) found.add('the id of another job');
    return found.size === 0
      ? []
      : [{ expected: 'a rejection without data of a job', actual: `it contains ${[...found].join(', ')}` }];
  },
);

/** Of the caller and of the other user. */
export const listKnownIds = memoize((exchanges: readonly Exchange[]): readonly string[] => [
  ...new Set(exchanges.filter(({ tag }) => tag === 'list' || tag === 'foreign-list').flatMap(listJobIds)),
]);

/** Patterns of internal details, with the name of each detail. */
const internalPatterns: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'a stack trace',
    /Traceback \(most recent call last\)|\bFile "[^"]+", line \d+|\bat [\w.$<>]+ ?\([^)\s]+:\d+\)/,
  ],
  ['a stack trace', /"(trace ?back|stack|stack_?trace|exception(_?class)?|exc_(type|value|info))"\s*:/i],
  ['a file path of the server', /(^|[\s"'(=:])\/(usr|home|var|opt|app|srv|code|root)\/[\w./-]+\.\w+/],
  ['the name of an exception', /\b([A-Z]\w*(Error|Exception)|DoesNotExist)\b\s*(:|\(|at )/],
  [
    'a database query',
    /\b(SELECT\s.{1,500}\sFROM|INSERT\s{1,9}INTO|UPDATE\s.{1,500}\sSET)\s|\bpsycopg\d?\b|\brelation "[^"]+" does not/,
  ],
  [
    'server settings',
    /DJANGO_SETTINGS_MODULE|SECRET_KEY|DEBUG ?= ?True|DATABASE_URL|Request Method:.{0,5000}Django Version/s,
  ],
];

/** Limits the search: debugger pages are shorter, and a hostile body must not slow down the patterns. */
const getStart = (body: string) => body.slice(0, 200_000);

/** The names of the internal details in a body. */
export function findInsides(body: string): readonly string[] {
  const start = getStart(body);
  return [...new Set(internalPatterns.filter(([, pattern]) => pattern.test(start)).map(([what]) => what))];
}

export const errorsTellNoInside: Judge = judgeEach(
  ({ evidence }) => evidence.exchanges.filter(isAnswered).filter(({ outcome }) => outcome.status >= 400),
  { what: 'an error response', tags: ['unknown-job', 'no-token'] },
  ({ outcome }) =>
    findInsides(outcome.body).map((what) => ({
      expected: 'an error without internal details of the server',
      actual: `it contains ${what}`,
    })),
);
