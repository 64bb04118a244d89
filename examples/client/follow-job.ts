/** A client of the enrichment API as the documentation wants one: how it submits, polls and fetches. Copy it. */

export type ApiStatus = 'queued' | 'in-progress' | 'completed' | 'failed' | 'paused';

export interface JobStatus {
  readonly job_id: string;
  readonly status: ApiStatus;
  readonly submitted_at: string;
  readonly updated_at: string;
}

export interface Api {
  /** Without a slash at its end, e.g. `https://test.example/backend/api/v1`. */
  readonly baseUrl: string;
  readonly token: string;
}

export interface Following {
  /** Told of each status as it is seen. */
  readonly onStatus?: (job: JobStatus) => void;
  /** "Every few seconds for small jobs, every 15-30 seconds for large ones." */
  readonly everyMs?: number;
  readonly signal?: AbortSignal;
}

/** What the API refused, such as 401, after which nothing should be asked again with this token. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, body: string) {
    super(`The API answered ${status}: ${body.slice(0, 200)}`);
    this.name = 'RefusedError';
    this.status = status;
  }
}

const pollSmallMs = 3000;
const longestWaitMs = 60_000;
const restful: ReadonlySet<ApiStatus> = new Set(['completed', 'failed', 'paused']);

export async function submitJob(api: Api, records: readonly object[]): Promise<string> {
  const response = await fetch(`${api.baseUrl}/enrichment/submit/`, {
    method: 'POST',
    headers: { ...authorization(api), 'Content-Type': 'application/json' },
    body: JSON.stringify({ records }),
  });
  return ((await bodyOf(response)) as { readonly job_id: string }).job_id;
}

/** Polls until the job rests: completed, failed or paused. Slows down when the server is in trouble or asks for it. */
export async function followJob(api: Api, jobId: string, following: Following = {}): Promise<JobStatus> {
  const { onStatus, everyMs = pollSmallMs, signal } = following;
  for (let troubles = 0; ; ) {
    const response = await fetch(`${api.baseUrl}/enrichment/status/${jobId}/`, {
      headers: authorization(api),
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.status === 429 || response.status >= 500) {
      troubles += 1;
      const asked = Number(response.headers.get('Retry-After') ?? 0) * 1000;
      await pause(Math.max(asked, Math.min(longestWaitMs, everyMs * 2 ** troubles)), signal);
    } else {
      troubles = 0;
      const job = (await bodyOf(response)) as JobStatus;
      onStatus?.(job);
      if (restful.has(job.status)) return job;
      await pause(everyMs, signal);
    }
  }
}

/** A page of what was found; there is something for jobs that are completed or paused. */
export async function resultsOf(api: Api, jobId: string, page = 1): Promise<readonly object[]> {
  const response = await fetch(`${api.baseUrl}/enrichment/result/${jobId}/?page=${page}`, {
    headers: authorization(api),
  });
  return ((await bodyOf(response)) as { readonly data: readonly object[] }).data;
}

function authorization({ token }: Api) {
  return { Authorization: `Bearer ${token}` };
}

async function bodyOf(response: Response): Promise<unknown> {
  if (!response.ok) throw new RefusedError(response.status, await response.text());
  return response.json();
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
