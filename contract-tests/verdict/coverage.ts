/** Measures how much of the contract was observed, and what was missing. */
import { toMap } from '../../openapi/values.ts';
import { resolvePointer } from '../../openapi/document.ts';
import type { Operation } from '../../openapi/operations.ts';
import type { Observations, Verdict } from './clause.ts';
import { type AnsweredExchange, isAnswered } from '../evidence/exchange.ts';
import { parseResultPage } from '../evidence/results.ts';
import { getBody, listSightings } from '../evidence/sightings.ts';
import type { Need } from './missing.ts';

export interface Coverage {
  /** Of everything that such a run can observe, rounded down. */
  readonly percent: number;
  readonly kinds: readonly CoveredKind[];
  /** Clauses that need write access, in a run without it; they do not count. */
  readonly needWriting: number;
}

export interface CoveredKind {
  readonly name: 'clauses' | 'API statuses' | 'responses' | 'fields';
  readonly seen: number;
  readonly all: number;
  /** The names of the parts that were not observed. */
  readonly missing: readonly string[];
}

/** @param clausesOnly for a part of the contract, which does not need all that a target can answer */
export function measureCoverage(
  verdicts: readonly Verdict[],
  seen: Pick<Observations, 'evidence' | 'spec'>,
  { clausesOnly = false }: { readonly clausesOnly?: boolean } = {},
): Coverage {
  const judged = verdicts.filter(({ verdict }) => verdict !== 'off');
  const selectByNeed = (need: Need) =>
    judged.filter((one) => one.verdict === 'unobserved' && one.missing.need === need);
  // A target can follow only one of several exclusive readings, and few users know a job from elsewhere.
  const left = new Set(
    (['write-access', 'reading', 'known-job', 'app-traffic'] as const).flatMap(selectByNeed),
  );
  const counted = judged.filter((one) => !left.has(one));
  const kinds = [
    measureKind(
      'clauses',
      counted.map(({ clause, verdict }) => [clause.id, verdict === 'kept' || verdict === 'broken']),
    ),
    ...(clausesOnly
      ? []
      : [
          measureKind('API statuses', listStatusItems(seen)),
          measureKind('responses', listResponseItems(seen)),
          measureKind('fields', listFieldItems(seen)),
        ]),
  ];
  const [found, all] = [sum(kinds.map((kind) => kind.seen)), sum(kinds.map((kind) => kind.all))];
  const percent = all === 0 ? 0 : Math.floor((100 * found) / all);
  return { percent, kinds, needWriting: selectByNeed('write-access').length };
}

/** The percentage, its parts, and what was not seen. */
export function formatCoverage({ percent, kinds, needWriting }: Coverage): string {
  const parts = kinds.map(({ name, seen, all }) => `${seen} of ${all} ${name}`);
  const beside =
    needWriting === 0
      ? ''
      : `; ${needWriting === 1 ? '1 more clause needs' : `${needWriting} more clauses need`} write access`;
  const wanted = kinds.flatMap(({ name, missing }) => {
    if (missing.length === 0) return [];
    if (name === 'API statuses') return [`jobs that are ${missing.join(', ')}`];
    return name === 'clauses' ? [] : [`the ${name} ${[...new Set(missing)].join(', ')}`];
  });
  const more = wanted.length === 0 ? '' : `\nNot seen: ${wanted.join('; ')}.`;
  return `Coverage of the contract: ${percent}% (${parts.join(', ')})${beside}.${more}`;
}

type CoverageItem = readonly [name: string, isSeen: boolean];

function measureKind(name: CoveredKind['name'], items: readonly CoverageItem[]): CoveredKind {
  const missing = items.filter(([, isSeen]) => !isSeen).map(([item]) => item);
  return { name, seen: items.length - missing.length, all: items.length, missing };
}

function listStatusItems({
  evidence,
  spec,
}: Pick<Observations, 'evidence' | 'spec'>): readonly CoverageItem[] {
  const shown = new Set(listSightings(evidence.exchanges).map(({ status }) => status));
  return spec.lifeCycle.apiStatuses.map((status) => [status, shown.has(status)]);
}

/** Redirects and rejections of a method or media type, which clauses judge. */
const wireStatuses: ReadonlySet<string> = new Set(['301', '405', '406', '415']);

/** Responses that no request of the suite provokes: a missing page of the list, and a 404 of Submit. */
const unprovokedResponses: ReadonlySet<string> = new Set(['listStatuses 404', 'submitEnrichment 404']);

/** Excludes undesirable responses: 429 and server errors. */
function listResponseItems(seen: Pick<Observations, 'evidence' | 'spec'>): readonly CoverageItem[] {
  const { evidence, spec } = seen;
  const answers = evidence.exchanges.filter(isAnswered);
  return selectAskedOperations(spec.operations, evidence.target.mayWrite).flatMap((operation) => {
    const statuses = new Set(selectAnswers(operation, answers).map(({ outcome }) => String(outcome.status)));
    return groupAlternatives(operation)
      .filter((group) => !isLeftOut(operation, group, seen))
      .map((group): CoverageItem => {
        const name = `${operation.id} ${group.join(' or ')}`;
        return [name, group.some((status) => statuses.has(status))];
      });
  });
}

/** The status codes of an operation; codes that exclude each other in one run form one item. */
function groupAlternatives({ id, responses: models }: Operation): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  const good = Object.entries(models).find(([status]) => status.startsWith('2'))?.[1].pointer;
  for (const [status, { pointer }] of Object.entries(models)) {
    if (!/^[1-4]\d\d$/.test(status) || status === '429' || wireStatuses.has(status)) continue;
    if (unprovokedResponses.has(`${id} ${status}`)) continue;
    // Several readings of one question, or a caller with or without credits.
    const key = status === '402' ? (good ?? pointer) : pointer;
    groups.set(key, [...(groups.get(key) ?? []), status]);
  }
  return [...groups.values()];
}

/** Excludes a 401 of an operation that the mode never calls without a valid token. */
function isLeftOut(
  { id }: Operation,
  group: readonly string[],
  { evidence: { target, exchanges } }: Pick<Observations, 'evidence'>,
): boolean {
  if (target.conduct?.mode !== 'production' || group.join() !== '401') return false;
  const valid = new Set(['Bearer $CONTRACT_TOKEN', 'Bearer $CONTRACT_OTHER_TOKEN']);
  return exchanges
    .filter(({ operationId }) => operationId === id)
    .every(({ request }) =>
      request.headers.some(([name, value]) => name === 'Authorization' && valid.has(value)),
    );
}

/** The fields of the 200 responses and of the record of a person. */
function listFieldItems({
  evidence,
  spec,
}: Pick<Observations, 'evidence' | 'spec'>): readonly CoverageItem[] {
  const answers = evidence.exchanges.filter(isAnswered).filter(({ outcome }) => outcome.status === 200);
  const own = selectAskedOperations(spec.operations, false).flatMap((operation) => {
    const pointer = operation.responses['200']?.content['application/json']?.schemaPointer ?? '';
    const shown = new Set(
      selectAnswers(operation, answers).flatMap((one) => Object.keys(toMap(getBody(one)))),
    );
    const { properties } = resolveSchema(spec.document, pointer);
    return Object.keys(toMap(properties)).map((field): CoverageItem => [field, shown.has(field)]);
  });
  const records = answers.flatMap((answer) => parseResultPage(answer)?.records ?? []);
  const shown = new Set(records.flatMap((record) => Object.keys(toMap(record))));
  const person = toMap(resolvePointer(spec.document, '#/components/schemas/ContactRecord/properties'));
  return [...own, ...Object.keys(person).map((field): CoverageItem => [field, shown.has(field)])];
}

/** The schema at this place, or the one that it refers to. */
function resolveSchema(document: unknown, pointer: string): Readonly<Record<string, unknown>> {
  const schema = toMap(resolvePointer(document, pointer));
  const reference = schema['$ref'];
  return typeof reference === 'string' ? resolveSchema(document, reference) : schema;
}

function selectAskedOperations(operations: readonly Operation[], mayWrite: boolean): readonly Operation[] {
  return operations.filter(({ method }) => mayWrite || method === 'GET');
}

function selectAnswers(
  { id, method }: Operation,
  answers: readonly AnsweredExchange[],
): readonly AnsweredExchange[] {
  return answers.filter(({ operationId, request }) => operationId === id && request.method === method);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
