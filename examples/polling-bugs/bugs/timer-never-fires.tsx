/** The interval depends on a callback that is a new one at each render, and the page renders more often than it polls. */
import { useEffect, useState } from 'react';

import { type Bug, getStatus, isFinal, type Job, pollMs, retry, showResults } from '../api.ts';
import { mount, type PageProps } from '../mount.tsx';

function useVisiblePolling(poll: () => void, intervalMs: number, isEnabled: boolean) {
  useEffect(() => {
    if (!isEnabled) return undefined;
    const timer = setInterval(poll, intervalMs);
    return () => clearInterval(timer);
  }, [poll, intervalMs, isEnabled]);
}

function Page({ run, jobId, onEnd }: PageProps) {
  const [job, setJob] = useState<Job>();
  const [isBusy, setBusy] = useState(false);
  const [, setSeconds] = useState(0);
  const isOver = job !== undefined && isFinal(job);
  const load = () => {
    setBusy(true);
    retry(run.signal, () => getStatus(run, jobId))
      .then(async (newJob) => {
        setBusy(false);
        setJob(newJob);
        run.onStatus(newJob);
        if (!isFinal(newJob)) return;
        await showResults(run, newJob, jobId);
        onEnd(jobId);
      })
      .catch((error: unknown) => onEnd(jobId, error));
  };
  // Once for each job.
  useEffect(load, [jobId]);
  // "Running for 12 seconds"
  useEffect(() => {
    if (isOver) return undefined;
    const timer = setInterval(() => setSeconds((seconds) => seconds + 1), 1000);
    return () => clearInterval(timer);
  }, [isOver]);
  useVisiblePolling(load, pollMs, !isOver && !isBusy);
  return job?.status;
}

export const bug: Bug = {
  report: 'apache/rocketmq-dashboard#2931',
  title: 'fix(components): stabilize useVisiblePolling scheduling against callback churn',
  library: 'React',
  mistake: 'Restarts its timer at each render, so that it never fires on a page that renders every second.',
  breaks: ['survives-failures', 'ends'],
  client: async (run) => mount(run, Page),
};
