/** The page is left while a request is under way. Then the cleanup has nothing to clear, and afterwards the next poll is scheduled. */
import { useEffect, useState } from 'react';

import {
  type Bug,
  getRetryMs,
  getStatus,
  isFinal,
  isPermanent,
  type Job,
  pollMs,
  showResults,
} from '../api.ts';
import { mount, type PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const [job, setJob] = useState<Job>();

  useEffect(() => {
    let timeout: NodeJS.Timeout | undefined;
    let isOver = false;
    let [pauseMs, failures] = [pollMs, 0];
    const refresh = async () => {
      try {
        const newJob = await getStatus(run, jobId, stays);
        [pauseMs, failures] = [pollMs, 0];
        isOver = isFinal(newJob);
        setJob(newJob);
      } catch (error) {
        isOver = isPermanent(error);
        if (isOver) onEnd(jobId, error);
        pauseMs = getRetryMs(error, (failures += 1));
      }
    };
    const poll = () => {
      void refresh().finally(() => {
        if (!isOver) timeout = setTimeout(poll, pauseMs);
      });
    };
    poll();
    return () => clearTimeout(timeout);
  }, [run, jobId, onEnd]);

  useEffect(() => {
    if (job === undefined) return;
    run.onStatus(job);
    if (isFinal(job))
      showResults(run, job, jobId).then(
        () => onEnd(jobId),
        (error: unknown) => onEnd(jobId, error),
      );
  }, [run, jobId, job, onEnd]);
  return job?.status;
}

const stays = new AbortController().signal;

export const bug: Bug = {
  report: 'dxos/dxos#8933',
  title: 'fix(react-client): prevent `useQueue` zombie polling',
  library: 'React',
  mistake: 'Schedules the next poll after the component has gone, if a request was under way.',
  breaks: ['stops-after-unmount', 'stops-after-switch'],
  client: async (run) => mount(run, (props) => <Page key={props.jobId} {...props} />),
};
