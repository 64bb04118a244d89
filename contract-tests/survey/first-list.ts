/** Sends the first request: it finds the prefix of the API, or the reason why nothing can be judged. */
import { type AnsweredExchange, getHeader, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import { type Asker, askList, getListUrl } from './asker.ts';
import { NothingToJudge } from '../traffic/nothing-to-judge.ts';
import { refuseRedirects } from '../traffic/production.ts';

/** Tries the prefixes in turn; if none has a response of the API, the first response gives the reason. */
export async function askFirstList(start: Asker): Promise<{ asker: Asker; list: AnsweredExchange }> {
  const { base } = start;
  const troubles: NothingToJudge[] = [];
  for (const prefix of base.prefixes) {
    const asker = { ...start, prefix };
    const list = await askList(asker, 'list');
    if (start.writing !== undefined) refuseRedirects([list], start.writing.production);
    if (list.outcome.kind === 'no-response') throw createUnreachable(list.outcome.reason);
    if (!isAnswered(list) || list.outcome.status === 404) continue;
    const trouble = findTrouble(list);
    if (trouble === undefined) return { asker, list };
    troubles.push(trouble);
  }
  const tried = base.prefixes.map((prefix) => getListUrl({ ...start, prefix })).join(' and ');
  throw (
    troubles[0] ??
    new NothingToJudge(
      `There is no enrichment API at ${base.origin}: ${tried} returned 404. Check the base URL.`,
      'not-the-api',
    )
  );
}

export function createUnreachable(reason: string): NothingToJudge {
  return new NothingToJudge(`The target cannot be reached: ${reason}.`, 'unreachable');
}

/** The reason why nothing can be judged after this first response; undefined if the API responded. */
export function findTrouble({ outcome, request: { url } }: AnsweredExchange): NothingToJudge | undefined {
  const { status } = outcome;
  if (status === 401 || status === 403)
    return new NothingToJudge(
      `The target rejected the token (status ${status} for ${url}). Check that the token is valid for this target.`,
      'token-refused',
    );
  if (status === 429)
    return new NothingToJudge(
      `The target throttles the token (status 429 for ${url}). Try again later.`,
      'unavailable',
    );
  if (status === 511 || status === 407)
    return new NothingToJudge(
      `The network requires a login (status ${status} for ${url}). Log in to the network, or check HTTPS_PROXY.`,
      'not-the-api',
    );
  if (isUnavailable(outcome))
    return new NothingToJudge(
      `The target is not available (status ${status} for ${url}). Try again later.`,
      'unavailable',
    );
  if (status >= 300 && status < 400) {
    const location = getHeader(outcome, 'location') ?? 'nowhere';
    return new NothingToJudge(
      `The target redirects ${url} to ${location}. The suite sends a token only to the base URL. If the new address is correct, use it as the base URL.`,
      'not-the-api',
    );
  }
  const isPage = /html/i.test(getHeader(outcome, 'content-type') ?? '');
  return status === 200 && isPage
    ? new NothingToJudge(
        `${url} returned a web page instead of JSON. Is there a login page or a proxy in front of the API?`,
        'not-the-api',
      )
    : undefined;
}
