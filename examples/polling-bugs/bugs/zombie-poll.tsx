/** The page is left while a request is under way. Then the cleanup has nothing to clear, and afterwards the next poll is scheduled. */
import { useEffect } from 'react';

import { type Bug, getRetryMs, getStatus, isFinal, isPermanent, pollMs, showResults } from '../api.ts';
import { mount, type PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  useEffect(() => {
    const stays = new AbortController().signal;
    let timeout: NodeJS.Timeout | undefined;
    let isOver = false;
    let [pauseMs, failures] = [pollMs, 0];
    const refresh = async () => {
      try {
        const job = await getStatus(run, jobId, stays);
        [pauseMs, failures] = [pollMs, 0];
        run.onStatus(job);
        isOver = isFinal(job);
        if (!isOver) return;
        await showResults(run, job, jobId);
        onEnd(jobId);
      } catch (error) {
        isOver ||= isPermanent(error);
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
  return null;
}

export const bug: Bug = {
  report: 'dxos/dxos#8933',
  title: 'fix(react-client): prevent `useQueue` zombie polling',
  library: 'React',
  mistake: 'Schedules the next poll after the component has gone, if a request was under way.',
  breaks: ['unmount'],
  client: async (run) => mount(run, Page),
};
