/** Without data the job may be at work, says the interval. It has no data either when the first response was an error. */
import { useQuery } from '@tanstack/react-query';

import { type Bug, getStatus, type Job, pollMs } from '../api.ts';
import { mountQueries, useJobReport } from '../queries.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useQuery<Job>({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => getStatus(run, jobId, signal),
    refetchInterval: ({ state }) => {
      const status = state.data?.status;
      return status === undefined || status === 'queued' || status === 'in-progress' ? pollMs : false;
    },
    retry: false,
  });
  useJobReport({ run, jobId, onEnd }, query);
  return query.data?.status;
}

export const bug: Bug = {
  report: 'Hikyo-Org/Hikyo#441',
  title: 'Remote update-job poll loops forever on an errored first read',
  library: 'TanStack Query',
  mistake: 'Takes "no data because of an error" for "no data yet", and polls a 401 or a 404 for ever.',
  breaks: ['stops-after-401', 'stops-after-refusal', 'no-busy-loop', 'coach:no-backoff'],
  client: async (run) => mountQueries(run, Page),
};
