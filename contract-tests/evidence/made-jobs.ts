/** The jobs that a run has made at its target. */
import { isMap } from '../../openapi/values.ts';
import { type Exchange, isAnswered } from './exchange.ts';
import { getBody, groupSightings } from './sightings.ts';

export interface MadeJob {
  readonly jobId: string;
  /** The last status that was seen; empty when none was. */
  readonly status: string;
}

/** The id of the job that a submission made; undefined when it made none. */
export function findMadeJob(exchange: Exchange): string | undefined {
  const body = isAnswered(exchange) && exchange.outcome.status < 300 ? getBody(exchange) : undefined;
  return isMap(body) && typeof body['job_id'] === 'string' ? body['job_id'] : undefined;
}

/** In the order of making; also those that a target made of what it should have refused. */
export function listMadeJobs(exchanges: readonly Exchange[]): readonly MadeJob[] {
  const known = groupSightings(exchanges);
  return exchanges.filter(isAnswered).flatMap((exchange) => {
    const { operationId, request } = exchange;
    const isSubmission = operationId === 'submitEnrichment' && request.method === 'POST';
    const jobId = isSubmission ? findMadeJob(exchange) : undefined;
    if (jobId === undefined) return [];
    return [{ jobId, status: known.get(jobId)?.at(-1)?.status ?? '' }];
  });
}
