/** For unit tests: the evidence of a job that the run creates, one line per exchange. */
import type { Tag } from '../evidence/probes.ts';
import { type ExchangeDraft, exchangeDraft, firstId, job, secondId } from './exchanges.ts';

/** The time of the submission of each job. */
const submittedAt = '2026-05-06T14:59:00Z';

/** A job of the run in this status. Its timestamps are old enough to show every change. */
export function ownView(status: string, changes: object = {}): Readonly<Record<string, unknown>> {
  return job({ status, submitted_at: submittedAt, updated_at: submittedAt, ...changes });
}

/** A submission that creates this job. */
export function submission(jobId = firstId, status = 201): ExchangeDraft {
  return exchangeDraft(
    'submit',
    { job_id: jobId, status: 'queued' },
    { status, operationId: 'submitEnrichment' },
  );
}

/** A read of the job. */
export function read(status: string, changes: object = {}): ExchangeDraft {
  const view = ownView(status, changes);
  return exchangeDraft('own-detail', view, { jobId: String(view['job_id']) });
}

/** The same read for the second job. */
export function readSecond(status: string, changes: object = {}): ExchangeDraft {
  return read(status, { job_id: secondId, ...changes });
}

export function lost(status = 404): ExchangeDraft {
  return exchangeDraft('own-detail', { detail: 'Not found.' }, { jobId: firstId, status });
}

/** A list with these jobs. */
export function listed(...jobs: readonly unknown[]): ExchangeDraft {
  return exchangeDraft('own-list', jobs);
}

/** An action on a job, in its request body too. */
export function action(tag: Tag, status: number, jobId = firstId, others: object = {}): ExchangeDraft {
  const name = tag.startsWith('resume') ? 'resume' : 'pause';
  const body = JSON.stringify({ csv_file_id: jobId, action: name });
  return exchangeDraft(
    tag,
    {},
    {
      status,
      jobId,
      operationId: 'controlEnrichment',
      request: { method: 'POST', body },
      ...others,
    },
  );
}

/** A method that must be rejected, on the job of the run. */
export function method(name: string, status = 405, others: Partial<ExchangeDraft> = {}): ExchangeDraft {
  return exchangeDraft(
    'write-method',
    {},
    {
      status,
      jobId: firstId,
      request: { method: name },
      headers: { Allow: 'GET, HEAD, OPTIONS' },
      ...others,
    },
  );
}

/** A POST on the list. */
export function listPost(status = 405, body: unknown = {}): ExchangeDraft {
  return exchangeDraft('list-post', body, {
    status,
    request: { method: 'POST' },
    headers: { Allow: 'GET, HEAD, OPTIONS' },
  });
}
