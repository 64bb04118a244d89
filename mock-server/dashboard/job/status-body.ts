/** What the API returns for a job: the body of its status at a time, byte for byte. */
import type { Instant } from '../../../time/time.ts';
import { toJobView } from '../../api/job-view.ts';
import type { Model } from '../../api/reply.ts';
import { formatJson } from '../../django/format-json.ts';
import { computeJobState, type Job } from '../../domain/job.ts';

/** The body of the 200 of `getStatus`, made by the same code as that of the server. */
export function formatStatusBody(job: Job, now: Instant, model: Model): string {
  const { spec, fill } = model;
  const view = toJobView(job, computeJobState(job, now, spec.lifeCycle), now, model);
  return formatJson(fill?.(spec.operation('getStatus'), 200, view) ?? view, 0);
}
