/** SWR: `refreshInterval` as a function of the data, and `onErrorRetry` for what is tried again. */
import useSWR from 'swr';

import { getStatus, type Job, type Sound } from '../api.ts';
import { getInterval, mountSwr, useJobReport } from '../swr.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useSWR<Job, unknown>(['job', jobId], () => getStatus(run, jobId), {
    refreshInterval: getInterval,
  });
  useJobReport({ run, jobId, onEnd }, query);
  return query.data?.status;
}

export const sound: Sound = {
  title: '`useSWR` with `refreshInterval` and `onErrorRetry`',
  library: 'SWR',
  client: async (run) => mountSwr(run, Page),
};
