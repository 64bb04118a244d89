/** A job as the API shows it. */
import { getReading } from '../../openapi/questions.ts';
import { type Job, jobAt } from '../simulation/job.ts';
import { type Instant, spellInstant } from '../../time/time.ts';
import { jobsOfUser } from '../simulation/world.ts';
import { canonicalUuid } from '../django/uuid.ts';
import type { Call, JobView, Model } from './reply.ts';

/** The four fields of the status page, as the readings spell them. */
export function jobView(job: Job, now: Instant, model: Model): JobView {
  const { apiStatus, updatedAt } = jobAt(job, now, model.spec.lifeCycle);
  const view = {
    job_id: job.id,
    status: apiStatus,
    submitted_at: timestamp(job.submittedAt, model),
    updated_at: timestamp(updatedAt, model),
  };
  return model.distort?.(view, { job, now, lifeCycle: model.spec.lifeCycle }) ?? view;
}

/** An instant as the readings spell it. */
function timestamp(at: Instant, { spec, readings }: Model): string {
  const digits = getReading(spec.questions, readings, 'timestamps')['fraction-digits'] ?? 0;
  return spellInstant(at, digits, readings['utc-designator'] === 'offset' ? '+00:00' : 'Z');
}

/** The caller's job with this id, in any spelling that the route lets through; undefined for anybody else's. */
export function ownJob({ world, user }: Pick<Call, 'world' | 'user'>, id: string): Job | undefined {
  const canonical = canonicalUuid(id);
  return jobsOfUser(world, user.name).find((job) => job.id === canonical);
}
