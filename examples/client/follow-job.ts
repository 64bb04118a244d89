/** A client of the enrichment API as the documentation wants one: how it submits, follows and fetches jobs. Copy it. */

export type ApiStatus = 'queued' | 'in-progress' | 'completed' | 'failed' | 'paused';

export interface JobStatus {
  readonly job_id: string;
  /** Today's statuses; a later version of the API may send others, and such a job is still polled. */
  readonly status: ApiStatus | (string & Record<never, never>);
  readonly submitted_at: string;
  readonly updated_at: string;
}

export interface Api {
  /** Such as `https://test.example/backend/api/v1`. */
  readonly baseUrl: string;
  readonly token: string;
  /** Sends the requests. Default: the global one, looked up for each request. */
  readonly fetch?: (input: string, init: RequestInit) => Promise<Response>;
}

export interface Options {
  /** Ends the request, or the wait for the next one, at once: for a component that is unmounted. */
  readonly signal?: AbortSignal;
  /** Maximum duration of a response, including its body. Default: 30 seconds. */
  readonly timeoutMs?: number;
  readonly ports?: Partial<Ports>;
}

export interface Following extends Options {
  /** Called with each status as it is seen. */
  readonly onStatus?: (job: JobStatus) => void;
  /** Called with the error, and the time of the next attempt. */
  readonly onTrouble?: (error: TroubleError, retryMs: number) => void;
  /** How many rows the job has, which decides how often it is polled. */
  readonly rows?: number;
  /** How often to poll, whatever the number of rows. */
  readonly everyMs?: number;
  /** How long to wait in all, from failure to failure, until it gives up. Default half an hour. */
  readonly giveUpAfterMs?: number;
}

/** Dependencies that a test can replace. */
export interface Ports {
  /** Resolves after this many milliseconds; rejects and leaves no timer if the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Between 0 and 1, so that clients which failed together do not come back together. */
  readonly random: () => number;
}

/** The API refused the request, as with 401; it would refuse it again. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly status: number;

  constructor(status: number, reason: string) {
    super(`The API responded with ${status}${reason === '' ? '' : `: ${reason}`}`);
    this.status = status;
  }
}

/** The request failed but may succeed later: no connection, a timeout, a damaged response, 429 or 5xx. */
export class TroubleError extends Error {
  override readonly name = 'TroubleError';
  /** How long the API wants us to wait. */
  readonly retryAfterMs: number;

  constructor(message: string, { cause, retryAfterMs = 0 }: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause });
    this.retryAfterMs = retryAfterMs;
  }
}

/** The API failed for too long. `cause` is the last failure. */
export class GaveUpError extends Error {
  override readonly name = 'GaveUpError';

  constructor(failures: number, cause: TroubleError) {
    const times = failures === 1 ? 'a failure' : `${failures} failures in a row`;
    super(`Gave up after ${times}. The last one: ${cause.message}`, { cause });
  }
}

/** "Poll every few seconds for small jobs. Poll every 15-30 seconds for large jobs." */
const pollMs = { small: 3000, large: 20_000 };
/** The documentation draws no line; from about here on a job takes minutes. */
const largeFromRows = 1000;
const maxBackoffMs = 120_000;

/** Not retried automatically: after a failure it is unknown whether the job was created. */
export async function submitJob(api: Api, records: object[], options: Options = {}): Promise<string> {
  const answer = (await ask(api, 'submit/', options, { records })) as Partial<JobStatus> | null;
  if (typeof answer?.job_id === 'string') return answer.job_id;
  throw new TroubleError('The response of the API contains no job.');
}

/** "Once completed or paused, fetch enriched data": a page of it, counted from 1. */
export async function getResults(api: Api, jobId: string, page = 1, options: Options = {}) {
  const path = `result/${encodeURIComponent(jobId)}/?page=${page}`;
  const answer = (await ask(api, path, options)) as { readonly data?: object[] } | null;
  if (Array.isArray(answer?.data)) return answer.data;
  throw new TroubleError('The response of the API contains no results.');
}

/**
 * Polls until the job is completed, failed or paused. After a failure it waits longer each time, and as long
 * as the API asks. There is never more than one request at a time.
 * @throws RefusedError for a request that would be rejected again, GaveUpError, or the reason of the signal
 */
export async function followJob(api: Api, jobId: string, following: Following = {}): Promise<JobStatus> {
  const { onStatus, onTrouble, giveUpAfterMs = 30 * 60_000 } = following;
  const { signal = new AbortController().signal } = following;
  const { wait, random } = { ...realPorts, ...following.ports };
  let latest: JobStatus | undefined;
  let [failures, failingMs] = [0, 0];
  for (let polls = 0; ; ) {
    const pace = getPace(following, polls);
    let pauseMs = pace;
    try {
      const job = toJob(await ask(api, `status/${encodeURIComponent(jobId)}/`, { ...following, signal }));
      [failures, failingMs] = [0, 0];
      polls += 1;
      if (isNews(job, latest)) onStatus?.((latest = job));
      if (isAtRest(job)) return job;
    } catch (error) {
      if (!(error instanceof TroubleError)) throw error;
      failures += 1;
      const backoffMs = Math.min(maxBackoffMs, Math.max(pace, pollMs.small) * 2 ** failures);
      pauseMs = Math.max(error.retryAfterMs, backoffMs) + random() * pace;
      failingMs += pauseMs;
      if (failingMs > giveUpAfterMs) throw new GaveUpError(failures, error);
      onTrouble?.(error, pauseMs);
    }
    await wait(pauseMs, signal);
  }
}

/** "Stop polling when status is completed, failed, or paused." */
function isAtRest({ status }: JobStatus): boolean {
  return status === 'completed' || status === 'failed' || status === 'paused';
}

/** A server behind the previous one may have older data. */
function isNews(job: JobStatus, latest: JobStatus | undefined): boolean {
  return isAtRest(job) || !(Date.parse(job.updated_at) < Date.parse(latest?.updated_at ?? ''));
}

/** A job of unknown size can be a large one, and is soon polled like one. So is any job in a hidden tab. */
function getPace({ everyMs, rows }: Following, polls: number): number {
  if (everyMs !== undefined) return everyMs;
  if ((globalThis as { document?: { hidden?: boolean } }).document?.hidden === true) return pollMs.large;
  if (rows !== undefined) return rows < largeFromRows ? pollMs.small : pollMs.large;
  return Math.min(pollMs.large, pollMs.small * 2 ** polls);
}

function toJob(body: unknown): JobStatus {
  const job = body as Partial<JobStatus> | null;
  if (typeof job?.status === 'string') return job as JobStatus;
  throw new TroubleError('The response of the API has no status.');
}

/** One request with its body, with a timeout. It leaves nothing behind, however it ends. */
async function ask(api: Api, path: string, options: Options, body?: object): Promise<unknown> {
  const { signal, timeoutMs = 30_000 } = options;
  const { fetch: send = (...request) => fetch(...request) } = api;
  const { wait } = { ...realPorts, ...options.ports };
  signal?.throwIfAborted();
  const ending = new AbortController();
  const end = () => ending.abort(signal?.reason);
  signal?.addEventListener('abort', end);
  const late = wait(timeoutMs, ending.signal).then(() => {
    throw new TroubleError(`The API did not answer within ${timeoutMs / 1000} seconds.`);
  });
  const url = `${api.baseUrl.replace(/\/+$/, '')}/enrichment/${path}`;
  const headers = new Headers({ Authorization: `Bearer ${api.token}` });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const init: RequestInit = { ...sent, headers, cache: 'no-store', signal: ending.signal };
  try {
    return await Promise.race([readAnswer(async () => send(url, init)), late]);
  } finally {
    signal?.removeEventListener('abort', end);
    ending.abort();
    signal?.throwIfAborted();
  }
}

async function readAnswer(send: () => Promise<Response>): Promise<unknown> {
  const response = await send().catch((cause: Error) => {
    throw new TroubleError(`The API cannot be reached: ${toReason(cause)}`, { cause });
  });
  const { status } = response;
  const text = await response.text().catch((cause: Error) => {
    if (!response.ok) return '';
    throw new TroubleError(`The response of the API was interrupted: ${toReason(cause)}`, { cause });
  });
  if (response.ok) return parseJson(text);
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    throw new TroubleError(`The API responded with ${status}.`, {
      retryAfterMs: parseRetryAfter(response.headers),
    });
  throw new RefusedError(status, text.startsWith('<') ? '' : text.slice(0, 200));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TroubleError(`The response of the API is not JSON: ${JSON.stringify(text.slice(0, 80))}`, {
      cause,
    });
  }
}

/** Seconds or a date, as RFC 9110 allows. A date is relative to the server's clock, which may differ from ours. */
function parseRetryAfter(headers: Headers): number {
  const value = headers.get('Retry-After')?.trim() ?? '';
  const sent = Date.parse(headers.get('Date') ?? '');
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - (sent || Date.now());
  return wait > 0 ? wait : 0;
}

/** Node puts what it knows into the cause. */
function toReason({ message, cause }: Error): string {
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}

const realPorts: Ports = {
  random: () => Math.random(),
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        if (signal.aborted) reject(signal.reason as Error);
        else resolve();
      };
      // A timer that is set for longer fires at once.
      const timer = setTimeout(end, Math.min(milliseconds, 2 ** 31 - 1));
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    }),
};
