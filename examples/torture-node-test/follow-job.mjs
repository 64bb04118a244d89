// @ts-check
/** Polls a job every three seconds until it rests, and waits longer after a failure. */

const restful = new Set(['completed', 'failed', 'paused']);

/**
 * @param {import('enrichment-sandbox/torture').ClientRun} run
 * @param {{ readonly maxFailures?: number }} [options]
 */
export async function followJob(run, { maxFailures = 10 } = {}) {
  const { signal, onStatus } = run;
  for (let failures = 0; ; ) {
    const { job, retryAfterMs } = await ask(run);
    if (job === undefined) {
      failures += 1;
      if (failures > maxFailures) throw new Error('The API failed too often.');
      await wait(Math.max(retryAfterMs, Math.min(60_000, 3000 * 2 ** failures)), signal);
      continue;
    }
    failures = 0;
    onStatus(job);
    if (restful.has(job.status)) return job;
    await wait(3000, signal);
  }
}

/** @param {import('enrichment-sandbox/torture').ClientRun} run */
async function ask({ baseUrl, token, jobId, fetch, signal }) {
  const url = `${baseUrl}/enrichment/status/${jobId}/`;
  try {
    const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` }, signal });
    const body = await response.text();
    if (response.ok) return { job: toJob(JSON.parse(body)), retryAfterMs: 0 };
    if (response.status < 500 && response.status !== 429) throw new RefusedError(response.status);
    return { job: undefined, retryAfterMs: parseRetryAfter(response.headers) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RefusedError) throw error;
    return { job: undefined, retryAfterMs: 0 };
  }
}

/** @param {{ readonly status: unknown } | null} body @returns {{ readonly status: string }} */
function toJob(body) {
  const status = body?.status;
  if (typeof status !== 'string') throw new Error('The response has no status.');
  return { ...body, status };
}

class RefusedError extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`The API responded with ${status}.`);
  }
}

/** Seconds or a date. @param {Headers} headers */
function parseRetryAfter(headers) {
  const value = headers.get('Retry-After') ?? '0';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return ms > 0 ? ms : 0;
}

/** @param {number} milliseconds @param {AbortSignal} signal @returns {Promise<void>} */
export function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
