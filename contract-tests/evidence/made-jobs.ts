/** Finds the jobs that a run has created at its target. */
import { isMap } from '../../openapi/values.ts';
import { type Exchange, isAnswered } from './exchange.ts';
import { getBody, groupSightings } from './sightings.ts';

export interface MadeJob {
  readonly jobId: string;
  /** The last observed status; empty if there was none. */
  readonly status: string;
}

/** The id of the job that a submission created; undefined if it created none. */
export function findMadeJob(exchange: Exchange): string | undefined {
  const body = isAnswered(exchange) && exchange.outcome.status < 300 ? getBody(exchange) : undefined;
  return isMap(body) && typeof body['job_id'] === 'string' ? body['job_id'] : undefined;
}

/** A POST to the list must be rejected, but may create a job all the same. */
const mayCreate: ReadonlySet<string> = new Set(['submitEnrichment', 'listStatuses']);

/** In the order of creation, including jobs from submissions that the target should have rejected. */
export function listMadeJobs(exchanges: readonly Exchange[]): readonly MadeJob[] {
  const known = groupSightings(exchanges);
  return exchanges.filter(isAnswered).flatMap((exchange) => {
    const { operationId, request, caller } = exchange;
    const isSubmission = caller === undefined && request.method === 'POST' && mayCreate.has(operationId);
    const jobId = isSubmission ? findMadeJob(exchange) : undefined;
    if (jobId === undefined) return [];
    return [{ jobId, status: known.get(jobId)?.at(-1)?.status ?? '' }];
  });
}
