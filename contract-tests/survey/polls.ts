/** Requests the list and listed jobs, and repeats a request that did not return 200: the first response may be a random fault. */
import { type Exchange, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import { findNextQuery } from '../evidence/job-lists.ts';
import type { ProbeName } from '../evidence/probes.ts';
import { askDetail, type Asker, askList, getListUrl, getResource } from './asker.ts';

/** The delay before a request is repeated. */
const retryMs = 1000;
/** A target that fails each time is not asked twice for everything. */
const maxRetries = 3;

export async function pollList(asker: Asker, tag: ProbeName): Promise<Exchange> {
  return repeatAfterMiss(asker, () => askList(asker, tag));
}

/** @param jobId of a job that was listed */
export async function pollJob(asker: Asker, tag: ProbeName, jobId: string): Promise<Exchange> {
  return repeatAfterMiss(asker, () => askDetail(asker, tag, jobId));
}

/** Requests another page of the list. */
export async function pollPage(asker: Asker, tag: ProbeName, query: string): Promise<Exchange> {
  const url = `${getListUrl(asker)}${query}`;
  return repeatAfterMiss(asker, () =>
    asker.surveyor.ask({ ...getResource(asker), tag, url, credential: asker.caller }),
  );
}

/** The query of the page after this one; undefined after the last, and after a response without jobs. */
export function findQueryAfter(page: Exchange): string | undefined {
  return isAnswered(page) && page.outcome.status === 200 ? findNextQuery(page) : undefined;
}

async function repeatAfterMiss(asker: Asker, ask: () => Promise<Exchange>): Promise<Exchange> {
  const first = await ask();
  if (!isMiss(first)) return first;
  const misses = asker.surveyor.exchanges.filter(
    (one) => one.operationId === first.operationId && one.tag === first.tag && isMiss(one),
  );
  if (misses.length > maxRetries) return first;
  await asker.wait(retryMs);
  return ask();
}

function isMiss(exchange: Exchange): boolean {
  return isAnswered(exchange) && exchange.outcome.status !== 200 && !isUnavailable(exchange.outcome);
}
