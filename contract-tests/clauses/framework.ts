/** What Django REST Framework and HTTP do unless a deployment tells them otherwise. */
import type { Judge } from '../clause.ts';
import { headerOf, isAnswered } from '../evidence/exchange.ts';
import { redacted } from '../evidence/redactor.ts';
import { answered, each, eachOf, statusIs } from './judging.ts';

/** A redirect to the same path with its slash, or an answer at once: not an error. */
export const slashRedirect: Judge = each(
  ['no-slash'],
  'no request without the last slash was answered',
  ({ request, outcome }) => {
    if (outcome.status === 200) return [];
    const location = headerOf(outcome, 'location') ?? '';
    const wanted = `${new URL(request.url).pathname}/`;
    const leads = URL.canParse(location, request.url) && new URL(location, request.url).pathname === wanted;
    return [301, 302, 307, 308].includes(outcome.status) && leads
      ? []
      : [
          {
            expected: `301 to ${wanted}`,
            actual: `status ${outcome.status}${location && ` to ${location}`}`,
          },
        ];
  },
);

export const redirectStaysOnHost: Judge = eachOf(
  ({ evidence }) => evidence.exchanges.filter(isAnswered),
  'a redirect',
  ({ request, outcome }) => {
    const location = headerOf(outcome, 'location');
    if (outcome.status < 300 || outcome.status >= 400 || location === undefined) return undefined;
    const { host } = new URL(request.url);
    const stays = URL.canParse(location, request.url) && new URL(location, request.url).host === host;
    return stays ? [] : [{ expected: `a Location on ${host}`, actual: location }];
  },
);

/** Where GET is answered otherwise than with 200, HEAD may be so too. */
export const headLikeGet: Judge = each(['head'], 'no HEAD was answered', ({ operationId, outcome }, seen) => {
  const gets = answered(seen, 'list', 'detail').filter((get) => get.operationId === operationId);
  const allowed = [...new Set([200, ...gets.map((get) => get.outcome.status)])];
  return allowed.includes(outcome.status)
    ? []
    : [{ expected: `status ${allowed.join(' or ')}, as for GET`, actual: `status ${outcome.status}` }];
});

export const onlyReadingMethods: Judge = each(['options'], 'no OPTIONS was answered', ({ outcome }) => {
  const allow = headerOf(outcome, 'allow');
  if (allow === undefined) return [{ expected: 'the header Allow', actual: 'not sent' }];
  const methods = allow.split(',').map((method) => method.trim().toUpperCase());
  const writing = methods.filter((method) => !['GET', 'HEAD', 'OPTIONS'].includes(method));
  return methods.includes('GET') && writing.length === 0
    ? []
    : [{ expected: 'Allow: GET, HEAD, OPTIONS', actual: `Allow: ${allow}` }];
});

export const unknownQueryIgnored: Judge = each(
  ['unknown-query'],
  'no request with an unknown query parameter was answered',
  statusIs(200),
);

/** A shared cache that keeps what one user may see shows it to the next. */
export const notPubliclyCached: Judge = each(['list', 'detail'], 'nothing was answered', ({ outcome }) => {
  const control = headerOf(outcome, 'cache-control') ?? '';
  return /\b(public|s-maxage)\b/i.test(control)
    ? [{ expected: 'no Cache-Control that lets a shared cache keep it', actual: control }]
    : [];
});

export const nosniff: Judge = each(['list', 'detail'], 'nothing was answered', ({ outcome }) => {
  const sent = headerOf(outcome, 'x-content-type-options');
  return sent?.toLowerCase() === 'nosniff'
    ? []
    : [{ expected: 'X-Content-Type-Options: nosniff', actual: sent ?? 'not sent' }];
});

export const secretsNotEchoed: Judge = eachOf(
  ({ evidence }) => evidence.exchanges.filter(isAnswered),
  'nothing was answered',
  ({ outcome }) => {
    const sent = [outcome.body, ...outcome.headers.flat()];
    return sent.some((text) => text.includes(redacted))
      ? [{ expected: 'an answer without the token in it', actual: 'the token came back' }]
      : [];
  },
);
