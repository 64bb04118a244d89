/** The id of the interval is a local constant of a handler, so that nothing can clear it when the page is left. */
import {
  type Bug,
  type Client,
  getRetryMs,
  getStatus,
  isFinal,
  isPermanent,
  pollMs,
  showResults,
} from '../api.ts';

const stays = new AbortController().signal;

const client: Client = (run) =>
  new Promise<void>((resolve, reject) => {
    let isBusy = false;
    let [failures, resumeAt] = [0, 0];
    const timer = setInterval(() => void poll(), pollMs);
    const poll = async () => {
      if (isBusy || Date.now() < resumeAt) return;
      isBusy = true;
      try {
        const job = await getStatus(run, run.jobId, stays);
        failures = 0;
        run.onStatus(job);
        if (!isFinal(job)) return;
        clearInterval(timer);
        showResults(run, job, run.jobId, stays).then(resolve, reject);
      } catch (error) {
        if (isPermanent(error)) {
          clearInterval(timer);
          reject(error);
        }
        resumeAt = Date.now() + getRetryMs(error, (failures += 1));
      } finally {
        isBusy = false;
      }
    };
  });

export const bug: Bug = {
  report: 'OpenNSWM-Lab/FAROS#57',
  title: 'PDF preview polling leaks a 45-second `setInterval` that survives navigation away from the page',
  library: 'fetch',
  mistake: 'The interval cannot be cleared from outside, and goes on after the page is left.',
  breaks: ['stops-after-unmount'],
  client,
};
