/** The effect depends on the callback, the callback on the state, and the state changes with each response: it polls without a pause. */
import { useCallback, useEffect, useState } from 'react';

import { type Bug, getStatus, isFinal, type Job, pollMs, retry, showResults } from '../api.ts';
import { mount, type PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const [job, setJob] = useState<Job>();
  const isOver = job !== undefined && isFinal(job);

  const pollStatus = useCallback(async () => {
    if (job !== undefined && isFinal(job)) return;
    const newJob = await retry(run.signal, () => getStatus(run, jobId));
    run.onStatus(newJob);
    setJob(newJob);
  }, [run, jobId, job]);

  useEffect(() => {
    pollStatus().catch((error: unknown) => onEnd(jobId, error));
  }, [pollStatus, jobId, onEnd]);

  // The poll that was meant.
  useEffect(() => {
    if (isOver) return undefined;
    const interval = setInterval(() => undefined, pollMs);
    return () => clearInterval(interval);
  }, [isOver]);

  useEffect(() => {
    if (job === undefined || !isFinal(job)) return;
    showResults(run, job, jobId).then(
      () => onEnd(jobId),
      (error: unknown) => onEnd(jobId, error),
    );
  }, [run, job, jobId, onEnd]);
  return job?.status;
}

export const bug: Bug = {
  report: 'decisionbox-io/decisionbox-platform#405',
  title: 'Project page polls /projects/{id}/status in an unbounded render loop, not on the 2s interval',
  library: 'React',
  mistake:
    'Polls as fast as the API responds, since each response runs the effect that sends the next request.',
  breaks: ['no-busy-loop', 'coach:too-fast'],
  client: async (run) => mount(run, Page),
};
