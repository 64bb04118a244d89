/** What the clients of the tests have in common: one request, and what its failure means. */
import type { ClientRun, ShownJob } from '../life/client.ts';

/** The request failed, but may succeed later. */
export class Trouble extends Error {
  /** How long the server asks to wait, in milliseconds. */
  readonly wait: number;

  constructor(reason: string, wait = 0) {
    super(reason);
    this.wait = wait;
  }
}

/** The API refused the request for good. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

export const ends: ReadonlySet<string> = new Set(['completed', 'failed', 'paused']);
export const hasResults: ReadonlySet<string> = new Set(['completed', 'paused']);

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    globalThis.setTimeout(resolve, milliseconds);
  });

/** Ends at once when the page is left, and leaves no timer. */
export const sleepUnless = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = (): void => {
      globalThis.clearTimeout(timer);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(new Error('left'));
      else resolve();
    };
    const timer = globalThis.setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });

type Asker = Pick<ClientRun, 'baseUrl' | 'token' | 'fetch'>;

export async function send(
  { baseUrl, token, fetch }: Asker,
  path: string,
  signal?: AbortSignal,
): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}` };
  return fetch(`${baseUrl}/enrichment/${path}`, { headers, ...(signal === undefined ? {} : { signal }) });
}

/** @throws Trouble, Refused or the reason of the signal */
export async function ask(run: Asker, path: string, signal?: AbortSignal): Promise<unknown> {
  const response = await send(run, path, signal).catch((error: Error) => {
    throw signal?.aborted === true ? error : new Trouble(error.message);
  });
  const { status, headers } = response;
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    throw new Trouble(`status ${status}`, readRetryAfter(headers));
  if (!response.ok) throw new Refused(status);
  return response.json().catch((error: Error) => {
    throw signal?.aborted === true ? error : new Trouble(error.message);
  });
}

function readRetryAfter(headers: Headers): number {
  const text = headers.get('Retry-After') ?? '';
  const sent = Date.parse(headers.get('Date') ?? '');
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - (sent || Date.now());
  return wait > 0 ? wait : 0;
}

export async function askJob(run: Asker, jobId: string, signal?: AbortSignal): Promise<ShownJob> {
  const job = (await ask(run, `status/${jobId}/`, signal)) as ShownJob | null;
  if (typeof job?.status !== 'string') throw new Trouble('no status');
  return job;
}

export async function askRows(run: Asker, jobId: string, signal?: AbortSignal): Promise<readonly unknown[]> {
  const { data } = (await ask(run, `result/${jobId}/`, signal)) as { readonly data: readonly unknown[] };
  return data;
}

/** Waits twice as long after each failure, and as long as the server asks. */
export const computeWait = (failures: number, error: unknown, most = 60_000): number =>
  Math.max(error instanceof Trouble ? error.wait : 0, Math.min(most, 2000 * 2 ** failures));

/** What a signal is aborted with is not always an `Error` of this program. */
export const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
