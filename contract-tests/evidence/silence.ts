/** Finds operations and jobs of which no request was answered, while others were. */
import { type Exchange, isAnswered, isUnavailable } from './exchange.ts';
import { listSightings } from './sightings.ts';

/** Requests for one operation, or for one job of it. */
export interface SilentGroup {
  readonly operationId: string;
  /** Undefined if no request of the operation was answered, whatever the job. */
  readonly jobId?: string;
  readonly exchanges: readonly Exchange[];
}

/** How a token of the caller is recorded. */
const callerToken = 'Bearer $CONTRACT_TOKEN';

/**
 * Reads with the caller's token about the list, about listed jobs, or about no job: whatever the gateway says to others, the
 * operation itself should respond to these.
 */
export function selectOwnReads(exchanges: readonly Exchange[]): readonly Exchange[] {
  const listed = new Set(listSightings(exchanges).map(({ jobId }) => jobId));
  return exchanges.filter(
    ({ tag, request, jobId }) =>
      tag !== 'chance' &&
      (request.method === 'GET' || request.method === 'HEAD') &&
      request.headers.some(([name, value]) => name === 'Authorization' && value === callerToken) &&
      (jobId === undefined || listed.has(jobId)),
  );
}

/** Neither a response of the API, nor one that asks to wait (429). */
function isSilent(exchange: Exchange): boolean {
  if (!isAnswered(exchange)) return exchange.outcome.kind === 'no-response' && !exchange.outcome.isMalformed;
  return isUnavailable(exchange.outcome) && exchange.outcome.status !== 429;
}

const isThrottled = (one: Exchange) => isAnswered(one) && one.outcome.status === 429;

/** With fewer requests, a limit may meet the same job by chance. */
const minThrottled = 3;

/** The job that is asked to wait in all its requests, while no other job is in any: then it is not the limit of the caller. */
function findOnlyThrottled(exchanges: readonly Exchange[]): string | undefined {
  const jobs = new Set(exchanges.filter(isThrottled).map(({ jobId }) => jobId));
  const [jobId] = jobs;
  const own = exchanges.filter((one) => one.jobId === jobId);
  return jobs.size === 1 && own.length >= minThrottled && own.every(isThrottled) ? jobId : undefined;
}

/** Each operation without an answer; of the others, each job without one. */
export function findSilentGroups(all: readonly Exchange[]): readonly SilentGroup[] {
  const reads = selectOwnReads(all);
  return [...new Set(reads.map(({ operationId }) => operationId))].flatMap(
    (operationId): readonly SilentGroup[] => {
      const exchanges = reads.filter((one) => one.operationId === operationId);
      if (exchanges.every(isSilent)) return [{ operationId, exchanges }];
      const throttled = findOnlyThrottled(exchanges);
      return [...new Set(exchanges.flatMap(({ jobId }) => jobId ?? []))]
        .map((jobId) => ({ operationId, jobId, exchanges: exchanges.filter((one) => one.jobId === jobId) }))
        .filter((group) => group.jobId === throttled || group.exchanges.every(isSilent));
    },
  );
}

/** Whether others were answered between two requests of the group, so that the target as a whole was not down. */
export function isSilentAmongOthers({ exchanges }: SilentGroup, all: readonly Exchange[]): boolean {
  const [first, last] = [exchanges[0], exchanges.at(-1)];
  if (first === undefined || last === undefined) return false;
  return all
    .slice(all.indexOf(first) + 1, all.indexOf(last))
    .some((one) => !isSilent(one) && isAnswered(one) && one.outcome.status !== 429);
}
