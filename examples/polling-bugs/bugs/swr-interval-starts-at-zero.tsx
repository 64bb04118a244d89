/** Without data the interval is zero. SWR asks for it once, before there are data, and sets no timer. */
import useSWR from 'swr';

import { type Bug, getStatus, type Job } from '../api.ts';
import { getInterval, mountSwr, useJobReport } from '../swr.tsx';
import type { PageProps } from '../mount.tsx';

const refreshInterval = (job: Job | undefined) => (job === undefined ? 0 : getInterval(job));

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useSWR<Job, unknown>(['job', jobId], () => getStatus(run, jobId), { refreshInterval });
  useJobReport({ run, jobId, onEnd }, query);
  return query.data?.status;
}

export const bug: Bug = {
  report: 'vercel/swr#2547',
  title: 'refreshInterval: callback reference issue',
  library: 'SWR',
  mistake:
    'Never polls a second time: the interval is zero until there are data, and SWR does not look at it again.',
  breaks: ['survives-failures', 'ends'],
  client: async (run) => mountSwr(run, Page),
};
