/** The page shows an error instead of the status whenever the last poll has failed, and the status again after the next. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { type Bug, getStatus, isFinal, isPermanent, type Job, pollMs } from '../api.ts';
import { mountQueries, useJobReport } from '../queries.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useQuery<Job>({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => getStatus(run, jobId, signal),
    refetchInterval: ({ state }) =>
      (state.data !== undefined && isFinal(state.data)) || isPermanent(state.error) ? false : pollMs,
  });
  useJobReport({ run, jobId, onEnd }, query);
  const { isError } = query;
  useEffect(() => {
    if (isError) run.onStatus({ job_id: jobId, status: 'failed' });
  }, [run, jobId, isError]);
  return isError ? 'failed' : query.data?.status;
}

export const bug: Bug = {
  report: 'getsentry/sentry#123978',
  title: 'feat(seer): Add monitor cleanup workflow UI (review)',
  library: 'TanStack Query',
  mistake: 'Shows a failure instead of the status that it has, whenever a poll fails.',
  breaks: ['true-status'],
  client: async (run) => mountQueries(run, Page),
};
