/** The rules about the cost and privacy of each request: redirects, and tokens in the query. */
import { createWatch, type Observation, type Offence, pushLatest, type Rule, sliceLatest } from '../rule.ts';
import { inCode } from './in-code.ts';

interface RedirectMemory {
  requests: number;
  /** The latest that were redirected: which of the requests, and its entry. */
  readonly hits: { readonly place: number; readonly entry: number }[];
}

const redirects = new Set([301, 302, 307, 308]);

function checkRedirects(
  memory: RedirectMemory,
  { entry, guide: { settings } }: Observation,
): Offence | undefined {
  memory.requests += 1;
  if (!redirects.has(entry.status)) return undefined;
  pushLatest(memory.hits, { place: memory.requests, entry: entry.number }, settings.window);
  const hits = memory.hits.filter(({ place }) => place > memory.requests - settings.window);
  if (hits.length < settings.windowHits) return undefined;
  const all = Math.min(memory.requests, settings.window);
  const seen = `${hits.length} of ${all} requests were redirected with ${entry.status}; the last was ${entry.method} ${entry.path}.`;
  return { describe: () => seen, entries: sliceLatest(hits.map((hit) => hit.entry)) };
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
  watch: createWatch<RedirectMemory>({
    createMemory: () => ({ requests: 0, hits: [] }),
    see: checkRedirects,
  }),
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
