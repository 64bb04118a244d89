/** TanStack Query for the clients here: its client as the documentation sets it up, and what the page does with the data. */
import { type Query, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';

import {
  type ClientRun,
  getResults,
  getRetryMs,
  hasResults,
  isFinal,
  isPermanent,
  type Job,
  pollMs,
} from './api.ts';
import { mount, type PageProps } from './mount.tsx';

/** Three retries are its default. The delay and the errors that are not retried are ours. */
const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 3 && !isPermanent(error),
        retryDelay: (failures, error) => getRetryMs(error, failures + 1),
      },
    },
  });

/** Polls until the job is at rest, or a request has failed that would fail again. */
export function getInterval({ state }: Query<Job>): number | false {
  if (isPermanent(state.error) || (state.data !== undefined && isFinal(state.data))) return false;
  return state.error === null ? pollMs : getRetryMs(state.error, 3);
}

export function mountQueries(run: ClientRun, page: (props: PageProps) => ReactNode): Promise<void> {
  const Page = page;
  const queryClient = createQueryClient();
  run.signal.addEventListener('abort', () => queryClient.clear());
  return mount(run, (props) => (
    <QueryClientProvider client={queryClient}>
      <Page {...props} />
    </QueryClientProvider>
  ));
}

/** Shows the status and, once there are some, the results of the job. */
export function useJobReport(
  { run, jobId, onEnd }: PageProps,
  { data: job, error }: { readonly data: Job | undefined; readonly error: Error | null },
) {
  const results = useQuery({
    queryKey: ['results', jobId, job?.updated_at],
    queryFn: ({ signal }) => getResults(run, jobId, signal),
    enabled: job !== undefined && hasResults(job),
    staleTime: Infinity,
    // They are there, and nothing else fetches them.
    retry: (failures, reason) => failures < 10 && !isPermanent(reason),
  });
  useEffect(() => {
    if (job !== undefined) run.onStatus(job);
  }, [run, jobId, job]);
  useEffect(() => {
    if (results.data !== undefined) run.onResults(results.data);
  }, [run, results.data]);
  const isOver = job !== undefined && isFinal(job) && (!hasResults(job) || results.data !== undefined);
  const reason = isPermanent(error) ? error : results.error;
  useEffect(() => {
    if (isOver) onEnd(jobId);
    else if (reason !== null) onEnd(jobId, reason);
  }, [jobId, isOver, reason, onEnd]);
}
