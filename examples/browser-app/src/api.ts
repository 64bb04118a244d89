/** The enrichment API from a browser: one function a request, one kind of error. Copy it. */

export type ApiStatus = 'queued' | 'in-progress' | 'completed' | 'failed' | 'paused';

export interface Job {
  readonly job_id: string;
  readonly status: ApiStatus;
  readonly submitted_at: string;
  readonly updated_at: string;
}

export type ResultRecord = Readonly<Record<string, string | number | null>>;

export interface ResultPage {
  readonly total_records: number;
  readonly page: number;
  readonly page_size: number;
  readonly data: readonly ResultRecord[];
}

/** The API said no, or nothing at all (status 0). */
export class ApiError extends Error {
  readonly status: number;
  /** How long the API asks us to wait, in milliseconds; 0 if it does not say. */
  readonly retryAfter: number;

  constructor(status: number, message: string, retryAfter = 0) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later: the server is busy, in trouble, or out of reach. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export type Api = ReturnType<typeof connectTo>;

/** Maximum duration of a response, including its body. */
const timeoutMs = 30_000;

/** @param baseUrl such as `https://test.ecoreservice.com/backend/api/v1` */
export function connectTo(baseUrl: string, token: string) {
  const root = baseUrl.replace(/\/+$/, '');

  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    // In a header, never in the address: addresses are logged.
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    const late = AbortSignal.timeout(timeoutMs);
    const signal = init.signal instanceof AbortSignal ? AbortSignal.any([init.signal, late]) : late;
    const response = await fetch(`${root}${path}`, { ...init, headers, signal }).catch((error: unknown) => {
      if (init.signal?.aborted === true) throw error;
      throw new ApiError(0, late.aborted ? 'The API does not respond.' : 'The API cannot be reached.');
    });
    if (response.ok) return response;
    throw new ApiError(response.status, await reasonIn(response), retryAfterIn(response));
  };

  /** A response that is truncated, not JSON or of another shape does not count; the next one may be complete. */
  const read = async <Value>(path: string, isWhole: (body: Value) => boolean, init: RequestInit = {}) => {
    const response = await ask(path, init);
    const body = (await response.json().catch(() => undefined)) as Value | null | undefined;
    init.signal?.throwIfAborted();
    if (body !== null && body !== undefined && isWhole(body)) return body;
    throw new ApiError(0, 'The response of the API is damaged.');
  };

  // Every path ends with its slash: without it each request would cost a redirect.
  return {
    submitFile: async (file: Blob, name: string): Promise<Job['job_id']> => {
      const form = new FormData();
      form.set('file', file, name);
      return (await read('/enrichment/submit/', isJob, { method: 'POST', body: form })).job_id;
    },
    /** Newest first. */
    jobs: async (signal?: AbortSignal): Promise<readonly Job[]> => {
      // The documentation does not say whether the list has an envelope.
      type List = readonly Job[] | { readonly results: readonly Job[] };
      const jobsIn = (list: List) => ('results' in list ? list.results : list);
      const isWhole = (list: List) => Array.isArray(jobsIn(list)) && jobsIn(list).every(isJob);
      return jobsIn(await read('/enrichment/status/', isWhole, withSignal(signal)));
    },
    job: (id: string, signal?: AbortSignal): Promise<Job> =>
      read(`/enrichment/status/${id}/`, isJob, withSignal(signal)),
    /** Only for a job that is completed or paused. @param page counted from 1 */
    results: (id: string, page: number, pageSize: number): Promise<ResultPage> =>
      read(`/enrichment/result/${id}/?page=${page}&page_size=${pageSize}`, ({ data }) => Array.isArray(data)),
    resultsAsCsv: async (id: string): Promise<Blob> =>
      (await ask(`/enrichment/result/${id}/?report_type=csv`)).blob(),
    control: async (id: string, action: 'pause' | 'resume'): Promise<void> => {
      await ask('/enrichment-control/', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ csv_file_id: id, action }),
      });
    },
  };
}

const isJob = ({ job_id: id, status }: Job): boolean => typeof id === 'string' && typeof status === 'string';

const withSignal = (signal: AbortSignal | undefined): RequestInit => (signal === undefined ? {} : { signal });

/** The message in the body, in any of the API's formats. */
async function reasonIn(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  try {
    const { message, detail, error, ...fields } = JSON.parse(text) as Record<string, unknown>;
    const reason = message ?? detail ?? error ?? fields;
    return typeof reason === 'string' ? reason : JSON.stringify(reason);
  } catch {
    return `The API responded with ${response.status}.`;
  }
}

/** Seconds or a date, as RFC 9110 allows. */
function retryAfterIn({ headers }: Response): number {
  const value = headers.get('Retry-After');
  if (value === null) return 0;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}
