/** The key of the cache does not name the job, so that the next job starts with the data of the previous one. */
import useSWR from 'swr';

import { type Bug, getStatus, type Job } from '../api.ts';
import { getInterval, mountSwr, useJobReport } from '../swr.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useSWR<Job, unknown>('getJob', () => getStatus(run, jobId), { refreshInterval: getInterval });
  useJobReport({ run, jobId, onEnd }, query);
  return query.data?.status;
}

export const bug: Bug = {
  report: 'PelicanPlatform/pelican#2449',
  title: 'One cache key used for different data',
  library: 'SWR',
  mistake: 'Shows the cached data of the previous job for the new one.',
  breaks: ['own-job', 'own-results', 'stops-after-switch'],
  client: async (run) => mountSwr(run, Page),
};
