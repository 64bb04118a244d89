/** A job as the API shows it. */
import { getReading } from '../../openapi/questions.ts';
import type { Job, JobState } from '../domain/job.ts';
import { type Instant, formatRfc3339 } from '../../time/time.ts';
import { findJob } from '../domain/world.ts';
import type { OperationCall, JobView, Model } from './reply.ts';

/** The four fields of the status page, as the readings spell them. */
export function toJobView(job: Job, { apiStatus, updatedAt }: JobState, now: Instant, model: Model): JobView {
  const view = {
    job_id: job.id,
    status: apiStatus,
    submitted_at: formatTimestamp(job.submittedAt, model),
    updated_at: formatTimestamp(updatedAt, model),
  };
  return model.mutate?.(view, { job, now, lifeCycle: model.spec.lifeCycle }) ?? view;
}

/** An instant as the readings spell it. */
function formatTimestamp(at: Instant, { spec, readings }: Model): string {
  const digits = getReading(spec.questions, readings, 'timestamps')['fraction-digits'] ?? 0;
  return formatRfc3339(at, digits, readings['utc-designator'] === 'offset' ? '+00:00' : 'Z');
}

/** The caller's job with this id; undefined for a job of another user. */
export function findOwnJob(
  { world, user }: Pick<OperationCall, 'world' | 'user'>,
  id: string | undefined,
): Job | undefined {
  const job = id === undefined ? undefined : findJob(world, id);
  return job?.owner === user.name ? job : undefined;
}
