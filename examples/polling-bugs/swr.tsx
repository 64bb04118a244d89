/** SWR for the clients here: configured as its documentation says, and what the page does with the data. */
import { type ReactNode, useEffect } from 'react';
import useSWR, { SWRConfig, type SWRConfiguration } from 'swr';

import {
  type ClientRun,
  getResults,
  getRetryMs,
  hasResults,
  isFinal,
  isPermanent,
  type Job,
  maxFailures,
  pollMs,
} from './api.ts';
import { mount, type PageProps } from './mount.tsx';

/** "Never retry on 404. Only retry up to 10 times." */
const onErrorRetry = (
  error: unknown,
  _key: string,
  _configuration: unknown,
  revalidate: (options: { readonly retryCount: number }) => unknown,
  { retryCount }: { readonly retryCount: number },
) => {
  if (isPermanent(error) || retryCount > maxFailures) return;
  setTimeout(() => void revalidate({ retryCount }), getRetryMs(error, retryCount));
};

/** SWR polls neither after an error, when `onErrorRetry` decides, nor while this is zero. */
export const getInterval = (job: Job | undefined): number => (job !== undefined && isFinal(job) ? 0 : pollMs);

/** Each run is a separate app with its own cache. */
export function mountSwr(
  run: ClientRun,
  page: (props: PageProps) => ReactNode,
  configuration: SWRConfiguration<unknown, unknown> = { onErrorRetry },
): Promise<void> {
  const Page = page;
  const cache = new Map();
  return mount(run, (props) => (
    <SWRConfig value={{ provider: () => cache, ...configuration }}>
      <Page {...props} />
    </SWRConfig>
  ));
}

/** Shows the status and, once there are some, the results of the job. */
export function useJobReport(
  { run, jobId, onEnd }: PageProps,
  { data: job, error }: { readonly data?: Job | undefined; readonly error?: unknown },
) {
  const results = useSWR<unknown[], unknown>(
    job !== undefined && hasResults(job) ? ['results', jobId, job.updated_at] : null,
    () => getResults(run, jobId),
    { revalidateIfStale: false, revalidateOnFocus: false, revalidateOnReconnect: false, onErrorRetry },
  );
  useEffect(() => {
    if (job !== undefined) run.onStatus(job);
  }, [run, jobId, job]);
  useEffect(() => {
    if (results.data !== undefined) run.onResults(results.data);
  }, [run, results.data]);
  const isOver = job !== undefined && isFinal(job) && (!hasResults(job) || results.data !== undefined);
  const reason = [error, results.error].find(isPermanent);
  useEffect(() => {
    if (isOver) onEnd(jobId);
    else if (reason !== undefined) onEnd(jobId, reason);
  }, [jobId, isOver, reason, onEnd]);
}
