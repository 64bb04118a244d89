/** What the clients here share: the two requests, and when to try again. It has no bugs, so that each client has only its own. */
import type { Client, ClientRun } from 'enrichment-sandbox/torture';

export type { Client, ClientRun } from 'enrichment-sandbox/torture';

/** A bug of a polling client that a public report describes, rebuilt. */
export interface Bug {
  /** Repository and number of the report on GitHub. */
  readonly report: string;
  readonly title: string;
  readonly library: Library;
  /** One sentence: what the client did wrong. */
  readonly mistake: string;
  /** The rules of which it breaks at least one. */
  readonly breaks: readonly [string, ...string[]];
  readonly client: Client;
}

/** A client without a bug. */
export interface Sound {
  readonly title: string;
  readonly library: Library;
  readonly client: Client;
}

export type Library = 'fetch' | 'React' | 'TanStack Query' | 'SWR' | 'RxJS' | 'Axios' | 'p-retry' | 'Python';

export interface Job {
  readonly job_id: string;
  readonly status: string;
  readonly submitted_at: string;
  readonly updated_at: string;
}

/** A response that is not 2xx. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly retryAfterMs: number;

  constructor({ status, headers }: Pick<Response, 'status' | 'headers'>) {
    super(`The API responded with ${status}.`);
    this.status = status;
    this.retryAfterMs = parseRetryAfter(headers.get('Retry-After'), headers.get('Date'));
  }
}

/** "Poll every few seconds for small jobs." */
export const pollMs = 3000;
/** A response that takes longer is lost. */
export const timeoutMs = 90_000;
export const maxFailures = 10;

/** "Stop polling when status is completed, failed, or paused." */
export const isFinal = ({ status }: { readonly status: string }): boolean =>
  ['completed', 'failed', 'paused'].includes(status);

/** "Once completed or paused, fetch enriched data." */
export const hasResults = ({ status }: { readonly status: string }): boolean =>
  status === 'completed' || status === 'paused';

export const toStatusUrl = ({ baseUrl }: ClientRun, jobId: string): string =>
  `${baseUrl}/enrichment/status/${jobId}/`;

const toResultsUrl = ({ baseUrl }: ClientRun, jobId: string): string =>
  `${baseUrl}/enrichment/result/${jobId}/`;

/** @throws HttpError, or the reason why there is no usable response */
export async function getStatus(run: ClientRun, jobId: string, signal = run.signal): Promise<Job> {
  return toJob(await getJson(run, toStatusUrl(run, jobId), signal));
}

/** @throws HttpError, or the reason why there is no usable response */
export async function getResults(run: ClientRun, jobId: string, signal = run.signal): Promise<unknown[]> {
  return toRows(await getJson(run, toResultsUrl(run, jobId), signal));
}

export function toJob(body: unknown): Job {
  const job = body as Partial<Job> | null;
  if (typeof job?.status !== 'string') throw new Error('The response has no status.');
  return job as Job;
}

export function toRows(body: unknown): unknown[] {
  const rows = (body as { readonly data?: unknown } | null)?.data;
  if (!Array.isArray(rows)) throw new Error('The response has no results.');
  return rows;
}

async function getJson({ fetch, token }: ClientRun, url: string, signal: AbortSignal): Promise<unknown> {
  const ending = new AbortController();
  const end = () => ending.abort(signal.reason);
  const timer = setTimeout(() => ending.abort(new Error('The response took too long.')), timeoutMs);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  try {
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${token}` },
      signal: ending.signal,
    });
    if (!response.ok) throw new HttpError(response);
    return await response.json();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** Whether the same request would fail again. */
export function isPermanent(error: unknown): boolean {
  return error instanceof HttpError && isPermanentStatus(error.status);
}

export const isPermanentStatus = (status: number): boolean =>
  status < 500 && status !== 408 && status !== 429;

/** Twice as long after each failure, and as long as Retry-After asks. */
export function getRetryMs(error: unknown, failures: number): number {
  const backoffMs = Math.min(120_000, pollMs * 2 ** failures);
  return Math.max(backoffMs, error instanceof HttpError ? error.retryAfterMs : 0);
}

/** Seconds or a date, which is relative to the clock of the server. */
function parseRetryAfter(value: string | null, sent: string | null): number {
  if (value === null) return 0;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.parse(sent ?? '');
  return ms > 0 ? ms : 0;
}

/** Repeats a request until it succeeds, would fail again, or has failed too often. */
export async function retry<Value>(signal: AbortSignal, request: () => Promise<Value>): Promise<Value> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await request();
    } catch (error) {
      if (signal.aborted || isPermanent(error) || failures > maxFailures) throw error;
      await wait(getRetryMs(error, failures), signal);
    }
  }
}

/** Shows the results of a job that has some, once they are there. */
export async function showResults(
  run: ClientRun,
  job: Job,
  jobId = run.jobId,
  signal = run.signal,
): Promise<void> {
  if (hasResults(job)) run.onResults(await retry(signal, () => getResults(run, jobId, signal)));
}

/** Rejects, and leaves no timer, when the signal is aborted. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason as Error);
      else resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
