/** SWR tries each error again, for ever and with a growing delay, unless a filter leaves some out. */
import useSWR from 'swr';

import { type Bug, getStatus, type Job } from '../api.ts';
import { getInterval, mountSwr, useJobReport } from '../swr.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useSWR<Job, unknown>(['job', jobId], () => getStatus(run, jobId), {
    refreshInterval: getInterval,
  });
  useJobReport({ run, jobId, onEnd }, query);
  return query.data?.status;
}

export const bug: Bug = {
  report: 'airqo-platform/AirQo-frontend#3893',
  title: '[Bug] SWR retry policy retries every error type, not just retryable ones',
  library: 'SWR',
  mistake: 'Repeats a request after a 401 and a 404 for ever, and whatever Retry-After says.',
  breaks: ['stops-after-401', 'stops-after-refusal', 'obeys-retry-after'],
  client: async (run) => mountSwr(run, Page, { shouldRetryOnError: true }),
};
