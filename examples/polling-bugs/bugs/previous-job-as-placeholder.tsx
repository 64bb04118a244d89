/** The data of the previous query stay on the page until the next ones arrive, and nothing says that they are of another job. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { type Bug, getStatus, type Job } from '../api.ts';
import { getInterval, mountQueries, useJobReport } from '../queries.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useQuery<Job>({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => getStatus(run, jobId, signal),
    refetchInterval: getInterval,
    placeholderData: keepPreviousData,
  });
  useJobReport({ run, jobId, onEnd }, query);
  return query.data?.status;
}

export const bug: Bug = {
  report: 'tutur3u/platform#4671',
  title: 'fix(user groups): preserve data when switching status filters (review)',
  library: 'TanStack Query',
  mistake: 'Shows the data of the previous job for the new one until its own arrive.',
  breaks: ['own-job', 'own-results', 'stops-after-switch'],
  client: async (run) => mountQueries(run, Page),
};
