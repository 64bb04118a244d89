/** The rules about the cost and privacy of each request: redirects, and tokens in the query. */
import { type Rule, type Observation, type StepResult, createWatch } from '../rule.ts';
import { inCode } from './in-code.ts';

/** Of the latest requests, the entries that were redirected; 0 for the others. */
type RedirectMemory = readonly number[];

const redirects = new Set([301, 302, 307, 308]);

function checkRedirects(
  window: RedirectMemory,
  { entry, guide: { settings } }: Observation,
): StepResult<RedirectMemory> {
  const hit = redirects.has(entry.status);
  const next = [...window, hit ? entry.number : 0].slice(-settings.window);
  const hits = next.filter((number) => number > 0);
  if (!hit || hits.length < settings.windowHits) return [next];
  const seen = `${hits.length} of ${next.length} requests were redirected with ${entry.status}; the last was ${entry.method} ${entry.path}.`;
  return [next, { seen, entries: hits }];
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
  initialWatch: createWatch<RedirectMemory>([], checkRedirects),
};

function checkTokenInQuery(_: undefined, { entry }: Observation): StepResult<undefined> {
  if (!entry.tokenInQuery) return [undefined];
  const seen = `${entry.method} ${entry.path} had a token in its query.`;
  return [undefined, { seen, entries: [entry.number] }];
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
  initialWatch: createWatch<undefined>(undefined, checkTokenInQuery),
};
