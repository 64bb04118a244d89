/** Small clients for tests of the player. */
import type { Client, ClientRun } from '../../life/client.ts';

const ends: ReadonlySet<string> = new Set(['completed', 'failed', 'paused']);

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    globalThis.setTimeout(resolve, milliseconds);
  });

export interface Job {
  readonly job_id: string;
  readonly status: string;
  readonly updated_at: string;
}

/** Asks once for the status of the job. */
export async function askStatus(
  { baseUrl, token, jobId, fetch, signal }: ClientRun,
  init: RequestInit = { signal },
): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}` };
  return fetch(`${baseUrl}/enrichment/status/${jobId}/`, { headers, ...init });
}

/** Asks every five seconds until the job ends, and then for its results; keeps calm when something fails. */
export const patient: Client = async (run) => {
  const { baseUrl, token, jobId, fetch, signal, onStatus, onResults } = run;
  while (!signal.aborted) {
    try {
      const response = await askStatus(run);
      if (response.status === 401) return undefined;
      const job = (await response.json()) as Job;
      if (response.ok) onStatus(job);
      if (response.ok && job.status === 'completed') {
        const url = `${baseUrl}/enrichment/result/${jobId}/`;
        const results = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
        onResults(((await results.json()) as { readonly data: readonly unknown[] }).data);
      }
      if (response.ok && ends.has(job.status)) return job;
    } catch {
      // The next time.
    }
    await sleep(5000);
  }
  return undefined;
};
