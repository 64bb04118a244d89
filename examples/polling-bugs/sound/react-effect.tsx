/** An effect of React without a library: it cleans up after itself, and ignores a response that comes later. */
import { useEffect, useState } from 'react';

import { getStatus, isFinal, type Job, pollMs, retry, showResults, type Sound, wait } from '../api.ts';
import { mount, type PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const [job, setJob] = useState<Job>();
  useEffect(() => {
    const cleanup = new AbortController();
    const { signal } = cleanup;
    const follow = async () => {
      for (;;) {
        const newJob = await retry(signal, () => getStatus(run, jobId, signal));
        if (signal.aborted) return;
        setJob(newJob);
        run.onStatus(newJob);
        if (isFinal(newJob)) return showResults(run, newJob, jobId, signal);
        await wait(pollMs, signal);
      }
    };
    follow().then(
      () => onEnd(jobId),
      (error: unknown) => {
        if (!signal.aborted) onEnd(jobId, error);
      },
    );
    return () => cleanup.abort();
  }, [run, jobId, onEnd]);
  return job?.status;
}

export const sound: Sound = {
  title: 'An effect with a cleanup',
  library: 'React',
  client: async (run) => mount(run, Page),
};
