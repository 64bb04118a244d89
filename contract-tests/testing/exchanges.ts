/** For unit tests of clauses and reports: builds evidence by hand, one line per exchange. */
import { loadShippedSpec } from '../../openapi/shipped.ts';
import { compileDocument } from '../../openapi/json-schema/compile.ts';
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import type { Defect } from '../evidence/defects.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Exchange, Header, ExchangeOutcome } from '../evidence/exchange.ts';
import type { Tag } from '../evidence/probes.ts';

export const spec = loadShippedSpec();
const checkAt = compileDocument(spec.document);

export const firstId = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
export const secondId = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
export const thirdId = '5f0c1d9e-3b7a-4c2d-8e6f-a1b2c3d4e5f6';

/** The time of the first exchange of a test; each later one is a second after the one before. */
const begin = Date.parse('2026-05-06T15:00:00Z');

/** A job like the one in the documentation, with changes. */
export function job(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    job_id: firstId,
    status: 'in-progress',
    submitted_at: '2026-05-06T14:23:11Z',
    updated_at: '2026-05-06T14:25:42Z',
    ...changes,
  };
}

/** The response of an exchange; defaults are those of an honest target. */
export interface ExchangeDraft {
  readonly tag: Tag;
  readonly status?: number;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** `Content-Type` and `Date` have defaults; undefined removes one. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Requests the single status of this job, unless another operation is named. */
  readonly jobId?: string;
  readonly operationId?: string;
  /** Without the question mark. */
  readonly query?: string;
  readonly request?: Partial<Exchange['request']>;
  readonly failed?: string;
  readonly isMalformed?: true;
  /** What the response breaks of HTTP itself. */
  readonly defects?: readonly Defect[];
  readonly isErrorInDisguise?: true;
  readonly tries?: number;
  readonly tookMs?: number;
}

export function exchangeDraft(
  tag: Tag,
  body?: unknown,
  others: Omit<ExchangeDraft, 'tag' | 'body'> = {},
): ExchangeDraft {
  return { tag, ...(body === undefined ? {} : { body }), ...others };
}

/** A list of these jobs. */
export const list = (...jobs: readonly unknown[]): ExchangeDraft => exchangeDraft('list', jobs);
/** The single status of a job. */
export const detail = (shown: ReturnType<typeof job>): ExchangeDraft =>
  exchangeDraft('detail', shown, { jobId: String(shown['job_id']) });

export function createEvidence(...all: readonly ExchangeDraft[]): Evidence {
  return {
    target: {
      baseUrl: 'http://127.0.0.1:4010',
      hasOtherToken: false,
      hasExpiredToken: false,
      watchedMs: 0,
      mayWrite: false,
    },
    exchanges: all.map(createExchange),
  };
}

export function createObservations(...all: readonly ExchangeDraft[]): Observations {
  return { evidence: createEvidence(...all), spec, checkAt };
}

/** The verdict of a judge on this evidence. */
export function judgeVerdict(judge: Judge, ...all: readonly ExchangeDraft[]): string {
  return judge(createObservations(...all)).verdict;
}

/** The breaches that a judge finds in this evidence. */
export function findBreaches(judge: Judge, ...all: readonly ExchangeDraft[]): readonly Breach[] {
  const judgement = judge(createObservations(...all));
  return judgement.verdict === 'broken' ? judgement.breaches : [];
}

function createExchange(
  { tag, jobId, request = {}, query, tries, tookMs = 12, ...answer }: ExchangeDraft,
  index: number,
): Exchange {
  const { operationId = jobId === undefined ? 'listStatuses' : 'getStatus' } = answer;
  const { path, method } = spec.operation(operationId);
  const search = query === undefined ? '' : `?${query}`;
  return {
    id: `#${index + 1}`,
    tag,
    operationId,
    ...(jobId === undefined ? {} : { jobId }),
    startedMs: begin + index * 1000,
    tookMs,
    ...(tries === undefined ? {} : { tries }),
    request: {
      method,
      url: `http://127.0.0.1:4010${path.replace('{job_id}', jobId ?? '')}${search}`,
      headers: [['Authorization', 'Bearer $CONTRACT_TOKEN']],
      ...request,
    },
    outcome: createOutcome(answer, index),
  };
}

function createOutcome(
  {
    status = 200,
    body = '',
    headers = {},
    failed,
    isMalformed,
    defects,
    isErrorInDisguise,
  }: Omit<ExchangeDraft, 'tag'>,
  index: number,
): ExchangeOutcome {
  if (failed !== undefined)
    return { kind: 'no-response', reason: failed, ...(isMalformed && { isMalformed }) };
  const defaultHeaders = {
    'Content-Type': typeof body === 'string' ? 'text/html' : 'application/json',
    Date: new Date(begin + index * 1000).toUTCString(),
  };
  return {
    kind: 'response',
    status,
    headers: Object.entries({ ...defaultHeaders, ...headers }).flatMap(([name, value]): Header[] =>
      value === undefined ? [] : [[name, value]],
    ),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(defects && { defects }),
    ...(isErrorInDisguise && { isErrorInDisguise }),
  };
}
