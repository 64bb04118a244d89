/** The rules about the cost and privacy of each request: redirects, and tokens in the query. */
import { createWatch, type Observation, type Offence, type Rule, sliceLatest } from '../rule.ts';
import { HitWindow } from '../hit-window.ts';
import { inCode } from './in-code.ts';

const redirects = new Set([301, 302, 307, 308]);

function checkRedirects(window: HitWindow, { entry, guide: { settings } }: Observation): Offence | undefined {
  const { number, status } = entry;
  if (!redirects.has(status)) {
    window.addMiss();
    return undefined;
  }
  const { hits, requests } = window.addHit(number, settings.window);
  if (hits.length < settings.windowHits) return undefined;
  const seen = `${hits.length} of ${requests} requests were redirected with ${status}; the last was ${entry.method} ${entry.path}.`;
  return { describe: () => seen, entries: sliceLatest(hits) };
}

export const redirectedPolls: Rule = {
  id: 'redirects',
  level: 'warning',
  title: 'Requests cause a redirect each time, because the trailing slash is missing.',
  why: 'Every path of the API ends with a slash. Without it each request is sent twice, and a POST loses its body.',
  ground: { kind: 'page', page: 'framework', section: 'Trailing slash' },
  remedy: 'Put the slash at the end of the path, before the query.',
  inCode: inCode.redirects,
  per: 'user',
  watch: createWatch({ createMemory: () => new HitWindow(), see: checkRedirects }),
};

function checkTokenInQuery(_: undefined, { entry, query }: Observation): Offence | undefined {
  if (query === undefined || !entry.tokenInQuery) return undefined;
  const seen = `${entry.method} ${entry.path} had a token in its query.`;
  return { describe: () => seen, entries: [entry.number] };
}

export const tokenInQuery: Rule = {
  id: 'token-in-query',
  level: 'warning',
  title: 'A token is in the query of the URL.',
  why: 'URLs end up in the logs of servers and proxies and in browser histories. The API also ignores a token there.',
  ground: { kind: 'standard', name: 'RFC 6750, 5.3' },
  remedy: 'Send the token in the Authorization header only, and replace the one that was in the query.',
  inCode: inCode['token-in-query'],
  per: 'user',
  watch: createWatch<undefined>({
    begins: ({ query }) => query !== undefined,
    createMemory: () => undefined,
    see: checkTokenInQuery,
  }),
};
