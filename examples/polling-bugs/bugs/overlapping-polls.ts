/** The timer of `usePolling` starts a request at each tick, and whichever response comes last wins. */
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

const client: Client = (run) =>
  new Promise<void>((resolve, reject) => {
    let timer: NodeJS.Timeout;
    let failures = 0;
    const stop = () => clearInterval(timer);
    const leave = () => {
      stop();
      reject(run.signal.reason as Error);
    };
    const start = () => {
      timer = setInterval(() => void poll(), pollMs);
      void poll();
    };
    const poll = async () => {
      try {
        const job = await getStatus(run, run.jobId);
        failures = 0;
        run.onStatus(job);
        if (!isFinal(job)) return;
        stop();
        showResults(run, job).then(resolve, reject);
      } catch (error) {
        stop();
        if (isPermanent(error)) reject(error);
        else if (!run.signal.aborted) timer = setTimeout(start, getRetryMs(error, (failures += 1)));
      }
    };
    run.signal.addEventListener('abort', leave);
    start();
  });

export const bug: Bug = {
  report: 'Karanjot786/TermUI#2748',
  title: '[bug] usePolling allows overlapping requests and stale responses',
  library: 'fetch',
  mistake:
    'A timer sends the next poll while the previous one is still on its way, and an older response wins.',
  breaks: ['no-overlap', 'no-older-status', 'results-once'],
  client,
};
