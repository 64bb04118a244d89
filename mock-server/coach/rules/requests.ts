/** The rules about the cost and privacy of each request: redirects, and tokens in the query. */
import {
  createWatches,
  type Observation,
  type Offence,
  pushLatest,
  type Rule,
  sliceLatest,
} from '../rule.ts';
import { inCode } from './in-code.ts';

/** Of the latest requests, the entries that were redirected; 0 for the others. */
type RedirectMemory = number[];

const redirects = new Set([301, 302, 307, 308]);

function checkRedirects(
  window: RedirectMemory,
  { entry, guide: { settings } }: Observation,
): Offence | undefined {
  const hit = redirects.has(entry.status);
  pushLatest(window, hit ? entry.number : 0, settings.window);
  if (!hit) return undefined;
  const hits = window.filter((one) => one > 0);
  if (hits.length < settings.windowHits) return undefined;
  const seen = `${hits.length} of ${window.length} requests were redirected with ${entry.status}; the last was ${entry.method} ${entry.path}.`;
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
  createWatch: createWatches<RedirectMemory>(() => [], checkRedirects),
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
  createWatch: createWatches(() => undefined, checkTokenInQuery),
};
