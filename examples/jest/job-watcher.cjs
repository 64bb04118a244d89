// The part of an app that watches one job; it polls as the documentation says and calls back with each status.
// @ts-check

/** @typedef {{ readonly baseUrl: string, readonly token: string }} Api */
/** @typedef {{ readonly status: string }} Job */

const everyMs = 3000;
const restful = new Set(['completed', 'failed', 'paused']);

/**
 * @param {Api} api @param {string} jobId @param {(job: Job) => void} onJob
 * @returns {() => void} stops watching
 */
function watchJob({ baseUrl, token }, jobId, onJob) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let stopped = false;
  const poll = async () => {
    const response = await fetch(`${baseUrl}/enrichment/status/${jobId}/`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (stopped) return;
    if (response.ok) {
      const job = /** @type {Job} */ (await response.json());
      onJob(job);
      if (restful.has(job.status)) return;
    } else if (response.status === 401) {
      onJob({ status: 'signed-out' });
      return;
    }
    timer = setTimeout(() => void poll(), response.ok ? everyMs : 10 * everyMs);
  };
  void poll();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

module.exports = { watchJob };
