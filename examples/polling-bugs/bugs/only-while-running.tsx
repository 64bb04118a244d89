/** It polls while the job is in progress. A job that is still queued is not, and so the second poll is never sent. */
import { useQuery } from '@tanstack/react-query';

import { type Bug, getStatus, type Job, pollMs } from '../api.ts';
import { mountQueries, useJobReport } from '../queries.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useQuery<Job>({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => getStatus(run, jobId, signal),
    refetchInterval: ({ state }) => state.data?.status === 'in-progress' && pollMs,
  });
  useJobReport({ run, jobId, onEnd }, query);
  return query.data?.status;
}

export const bug: Bug = {
  report: 'lightdash/lightdash#5476',
  title: 'fix: refetch job data for status STARTED',
  library: 'TanStack Query',
  mistake: 'Polls only while the job is in progress, and stops at once at a job that is queued.',
  breaks: ['survives-failures', 'ends'],
  client: async (run) => mountQueries(run, Page),
};
