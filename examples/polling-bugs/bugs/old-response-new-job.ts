/** Stopping clears the interval, but not the request that is under way: its response is shown as that of the new job. */
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
    let timer: NodeJS.Timeout | undefined;
    let current = run.jobId;
    const stop = () => clearTimeout(timer);
    const leave = () => {
      stop();
      reject(run.signal.reason as Error);
    };
    const refresh = async (failures = 0): Promise<void> => {
      const jobId = current;
      try {
        const job = await getStatus(run, jobId);
        run.onStatus(job);
        if (!isFinal(job)) schedule(pollMs, 0);
        else if (jobId === current) showResults(run, job, jobId).then(resolve, reject);
      } catch (error) {
        if (isPermanent(error)) reject(error);
        else if (!run.signal.aborted) schedule(getRetryMs(error, failures + 1), failures + 1);
      }
    };
    const schedule = (pauseMs: number, failures: number) => {
      stop();
      timer = setTimeout(() => void refresh(failures), pauseMs);
    };
    run.onSwitch((jobId) => {
      stop();
      current = jobId;
      void refresh();
    });
    run.signal.addEventListener('abort', leave);
    void refresh();
  });

export const bug: Bug = {
  report: 'VueTorrent/VueTorrent#2884',
  title: 'fix(search): guard against overlapping results polls desyncing the offset (review)',
  library: 'fetch',
  mistake:
    'Shows the response for the previous job, which was under way, after it has turned to the next one.',
  breaks: ['own-job', 'own-results', 'stops-after-switch'],
  client,
};
