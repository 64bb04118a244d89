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
  /** How long the API asks us to wait, in milliseconds; 0 when it does not say. */
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

/** @param baseUrl such as `https://test.ecoreservice.com/backend/api/v1` */
export function connectTo(baseUrl: string, token: string) {
  const root = baseUrl.replace(/\/+$/, '');

  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    // In a header, never in the address: addresses are logged.
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    const response = await fetch(`${root}${path}`, { ...init, headers }).catch((error: unknown) => {
      if (init.signal?.aborted === true) throw error;
      throw new ApiError(0, 'The API cannot be reached.');
    });
    if (response.ok) return response;
    throw new ApiError(response.status, await reasonIn(response), retryAfterIn(response));
  };

  // Every path ends with its slash: without it each request would cost a redirect.
  return {
    submitFile: async (file: Blob, name: string): Promise<Job['job_id']> => {
      const form = new FormData();
      form.set('file', file, name);
      const response = await ask('/enrichment/submit/', { method: 'POST', body: form });
      return ((await response.json()) as Job).job_id;
    },
    /** Newest first. */
    jobs: async (signal?: AbortSignal): Promise<readonly Job[]> => {
      const list: unknown = await (await ask('/enrichment/status/', withSignal(signal))).json();
      // The documentation does not say whether the list stands in an envelope.
      return (Array.isArray(list) ? list : (list as { readonly results: unknown }).results) as Job[];
    },
    job: async (id: string, signal?: AbortSignal): Promise<Job> =>
      (await (await ask(`/enrichment/status/${id}/`, withSignal(signal))).json()) as Job,
    /** Only for a job that is completed or paused. @param page counted from 1 */
    results: async (id: string, page: number, pageSize: number): Promise<ResultPage> =>
      (await (
        await ask(`/enrichment/result/${id}/?page=${page}&page_size=${pageSize}`)
      ).json()) as ResultPage,
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

const withSignal = (signal: AbortSignal | undefined): RequestInit => (signal === undefined ? {} : { signal });

/** What the body says, in whichever of the API's ways it says it. */
async function reasonIn(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  try {
    const { message, detail, error, ...fields } = JSON.parse(text) as Record<string, unknown>;
    const reason = message ?? detail ?? error ?? fields;
    return typeof reason === 'string' ? reason : JSON.stringify(reason);
  } catch {
    return `The API answered ${response.status}.`;
  }
}

/** Seconds or a date, as RFC 9110 allows. */
function retryAfterIn({ headers }: Response): number {
  const value = headers.get('Retry-After');
  if (value === null) return 0;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}
