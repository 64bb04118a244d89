/** The interval of the page is a number, and nothing sets it to zero when the job has finished. */
import useSWR from 'swr';

import { type Bug, getStatus, type Job, pollMs } from '../api.ts';
import { mountSwr, useJobReport } from '../swr.tsx';
import type { PageProps } from '../mount.tsx';

function Page({ run, jobId, onEnd }: PageProps) {
  const query = useSWR<Job, unknown>(['job', jobId], () => getStatus(run, jobId), {
    refreshInterval: pollMs,
  });
  useJobReport({ run, jobId, onEnd }, query);
  return query.data?.status;
}

export const bug: Bug = {
  report: 'ansible/ansible-ui#3288',
  title: 'fix(jobs): stop polling on job output page once job is complete',
  library: 'SWR',
  mistake: 'Polls on after the job has finished.',
  breaks: ['stops-after-end'],
  client: async (run) => mountSwr(run, Page),
};
