/** Clients that can be sent to a page as text, since they use nothing but what is global. */
import type { ClientRun } from '../life/client.ts';

/** Polls by an interval that does not wait for its requests. */
export const overlapping = async (run: ClientRun): Promise<void> =>
  new Promise((resolve, reject) => {
    const poll = async (): Promise<void> => {
      const headers = { Authorization: `Bearer ${run.token}` };
      const response = await run.fetch(`${run.baseUrl}/enrichment/status/${run.jobId}/`, {
        headers,
        signal: run.signal,
      });
      const job = (await response.json()) as { readonly status: string };
      run.onStatus(job);
      if (!['completed', 'failed', 'paused'].includes(job.status)) return;
      clearInterval(timer);
      resolve();
    };
    const timer = setInterval(() => {
      poll().catch((error: Error) => {
        clearInterval(timer);
        reject(error);
      });
    }, 3000);
  });

/** Waits between its requests: by chance, as it is asked to, and longer after failures. */
export const unhurried = async (run: ClientRun): Promise<string> => {
  let wait = 2000;
  for (let request = 0; request < 40 && !run.signal.aborted; request += 1) {
    try {
      const response = await fetch(`${run.baseUrl}/enrichment/status/${run.jobId}/`, {
        headers: { Authorization: `Bearer ${run.token}` },
        signal: AbortSignal.any([run.signal, AbortSignal.timeout(8000)]),
      });
      if ([401, 404].includes(response.status)) return 'unknown';
      const asked = Number(response.headers.get('retry-after') ?? 0) * 1000;
      wait = Math.max(2000, asked);
      if (!response.ok) throw new Error(`The status is ${response.status}.`);
      const job = (await response.json()) as { readonly status: string };
      run.onStatus(job);
      if (['completed', 'failed', 'paused'].includes(job.status)) return job.status;
    } catch {
      wait *= 2;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, wait + (Date.now() % 7) + Math.round(Math.random() * 500));
    });
  }
  return 'unknown';
};
