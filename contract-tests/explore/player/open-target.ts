/** Finds the API at a base URL before anything is written, and opens a connection for each call that is sent at once. */
import type { Exchange } from '../../evidence/exchange.ts';
import { createUnreachable, findTrouble } from '../../survey/first-list.ts';
import type { BaseUrl } from '../../traffic/base-url.ts';
import type { HttpClient } from '../../traffic/client.ts';
import { NothingToJudge } from '../../traffic/nothing-to-judge.ts';
import { refuseRedirects } from '../../traffic/production.ts';
import type { Spec } from '../../../openapi/spec.ts';
import { type ApiPlace, createRequest } from '../request.ts';

/**
 * @param token of a user whose list is requested
 * @throws NothingToJudge if there is no such API, UsageError if it redirects to production
 */
export async function findApi(
  client: HttpClient,
  { origin, prefixes }: BaseUrl,
  spec: Spec,
  token: string,
  production: ReadonlySet<string>,
): Promise<ApiPlace> {
  for (const prefix of prefixes) {
    const place = { spec, origin, prefix };
    const request = createRequest(place, { operation: 'list' }, '', token, '');
    const outcome = await client.send(request);
    if (outcome.kind === 'no-response') throw createUnreachable(outcome.reason);
    const exchange = {
      id: '',
      tag: 'list',
      operationId: '',
      startedMs: 0,
      tookMs: 0,
      request,
      outcome,
    } as const;
    refuseRedirects([exchange satisfies Exchange], production);
    if (outcome.status === 404) continue;
    const trouble = findTrouble(exchange);
    if (trouble !== undefined) throw trouble;
    return place;
  }
  throw new NothingToJudge(
    `There is no enrichment API at ${origin}: the list of jobs returned 404. Check the base URL.`,
    'not-the-api',
  );
}
