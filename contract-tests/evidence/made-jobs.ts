/** The jobs that a run created at its target. */
import { isMap } from '../../openapi/values.ts';
import { type Exchange, isAnswered } from './exchange.ts';
import { getBody, groupSightings } from './sightings.ts';

export interface MadeJob {
  readonly jobId: string;
  /** The last observed status; empty when none was observed. */
  readonly status: string;
}

/** In the order of creation, including jobs from submissions that the target should have rejected. */
export function listMadeJobs(exchanges: readonly Exchange[]): readonly MadeJob[] {
  const known = groupSightings(exchanges);
  return exchanges.filter(isAnswered).flatMap((exchange) => {
    const { operationId, request, outcome } = exchange;
    const accepted = operationId === 'submitEnrichment' && request.method === 'POST' && outcome.status < 300;
    const body = accepted ? getBody(exchange) : undefined;
    if (!isMap(body) || typeof body['job_id'] !== 'string') return [];
    const jobId = body['job_id'];
    return [{ jobId, status: known.get(jobId)?.at(-1)?.status ?? '' }];
  });
}
