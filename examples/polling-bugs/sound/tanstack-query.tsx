/** TanStack Query: `refetchInterval` as a function that looks at the data and at the error. */
import { useQuery } from '@tanstack/react-query';

import { getStatus, type Job, type Sound } from '../api.ts';
import { getInterval, mountQueries, useJobReport } from '../queries.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useQuery<Job>({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => getStatus(run, jobId, signal),
    refetchInterval: getInterval,
  });
  useJobReport({ run, jobId, onEnd }, query);
  return query.data?.status;
}

export const sound: Sound = {
  title: '`useQuery` with `refetchInterval`, `retry` and `retryDelay`',
  library: 'TanStack Query',
  client: async (run) => mountQueries(run, Page),
};
