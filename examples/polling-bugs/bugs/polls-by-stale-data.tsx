/** The interval looks at the last data that arrived, and never at the error that has come since. */
import { useQuery } from '@tanstack/react-query';

import { type Bug, getStatus, isFinal, type Job, pollMs } from '../api.ts';
import { mountQueries, useJobReport } from '../queries.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useQuery<Job>({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => getStatus(run, jobId, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && !isFinal(state.data) ? pollMs : false),
  });
  useJobReport({ run, jobId, onEnd }, query);
  return query.data?.status;
}

export const bug: Bug = {
  report: 'InsForge/InsForge#1506',
  title: 'feat(database): add self-hosted database backup and restore (review)',
  library: 'TanStack Query',
  mistake: 'Polls on after a 401 because the last data said that the job is at work.',
  breaks: ['stops-after-401', 'stops-after-refusal'],
  client: async (run) => mountQueries(run, Page),
};
