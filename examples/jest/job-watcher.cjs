// The part of an app that watches one job; it polls as the documentation says and calls back with each status.
// @ts-check

/** @typedef {{ readonly baseUrl: string, readonly token: string }} Api */
/** @typedef {{ readonly status: string }} Job */

const everyMs = 3000;
const maxWaitMs = 60_000;
const final = new Set(['completed', 'failed', 'paused', 'signed-out', 'not-found']);

/**
 * @param {Api} api @param {string} jobId @param {(job: Job) => void} onJob
 * @returns {() => void} stops watching
 */
function watchJob({ baseUrl, token }, jobId, onJob) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let stopped = false;
  let failures = 0;
  const ask = async () => {
    const response = await fetch(`${baseUrl}/enrichment/status/${jobId}/`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    });
    if (response.status === 401) return { status: 'signed-out' };
    if (response.status === 404) return { status: 'not-found' };
    if (!response.ok) throw new Error(`The API responded with ${response.status}.`);
    return /** @type {Job} */ (await response.json());
  };
  const poll = async () => {
    // No connection, a truncated body, 429 or 500 can be temporary, so the request is retried at growing
    // intervals.
    const job = await ask().catch(() => undefined);
    if (stopped) return;
    failures = job === undefined ? failures + 1 : 0;
    if (job !== undefined) onJob(job);
    if (job !== undefined && final.has(job.status)) return;
    timer = setTimeout(() => void poll(), Math.min(maxWaitMs, everyMs * 2 ** failures));
  };
  void poll();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

module.exports = { watchJob };
