/** A job as the API shows it. */
import { getReading } from '../../openapi/questions.ts';
import type { Job, JobState } from '../domain/job.ts';
import { type Instant, formatRfc3339 } from '../../time/time.ts';
import { findJob } from '../domain/world.ts';
import type { OperationCall, JobView, Model } from './reply.ts';

/** The four fields of the status page, as the readings spell them. */
export function toJobView(job: Job, state: JobState, now: Instant, model: Model): JobView {
  const { shown } = state;
  // Nobody else shows jobs, so that what is kept is such a view.
  if (shown?.by === model) return shown.view as JobView;
  const view = {
    job_id: job.id,
    status: state.apiStatus,
    submitted_at: formatTimestamp(job.submittedAt, model),
    updated_at: formatTimestamp(state.updatedAt, model),
  };
  if (model.mutate !== undefined) return model.mutate(view, { job, now, lifeCycle: model.spec.lifeCycle });
  state.shown = { by: model, view };
  return view;
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
