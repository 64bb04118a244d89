/** What Django REST Framework and HTTP do unless a deployment tells them otherwise. */
import type { Judge } from '../clause.ts';
import { type Answered, headerOf } from '../evidence/exchange.ts';
import { answered, each, statusIs, verdictOf } from './judging.ts';

/** A redirect to the same path with its slash, or an answer at once: not an error. */
export const slashRedirect: Judge = each(
  ['no-slash'],
  'no request without the last slash was answered',
  ({ request, outcome }) => {
    if (outcome.status === 200) return [];
    const location = headerOf(outcome, 'location');
    const wanted = `${new URL(request.url).pathname}/`;
    const leads =
      location !== undefined &&
      URL.canParse(location, request.url) &&
      new URL(location, request.url).pathname === wanted;
    return [301, 308].includes(outcome.status) && leads
      ? []
      : [
          {
            expected: `301 to ${wanted}`,
            actual: `status ${outcome.status}${location === undefined ? '' : ` to ${location}`}`,
          },
        ];
  },
);

export const redirectStaysOnHost: Judge = (seen) => {
  const redirects = seen.evidence.exchanges.filter(
    (exchange): exchange is Answered =>
      exchange.outcome.kind === 'response' && exchange.outcome.status >= 300 && exchange.outcome.status < 400,
  );
  const breaches = redirects.flatMap(({ id, request, outcome }) => {
    const location = headerOf(outcome, 'location');
    if (location === undefined || !URL.canParse(location, request.url)) return [];
    const { host } = new URL(location, request.url);
    const own = new URL(request.url).host;
    return host === own ? [] : [{ exchange: id, expected: `a Location on ${own}`, actual: location }];
  });
  return verdictOf(redirects, breaches, 'a redirect');
};

export const headLikeGet: Judge = (seen) => {
  const heads = answered(seen, 'head');
  const breaches = heads.flatMap(({ id, outcome }) => {
    const wrongStatus =
      outcome.status === 200
        ? []
        : [{ exchange: id, expected: 'status 200, as for GET', actual: `status ${outcome.status}` }];
    const body = outcome.body === '' ? [] : [{ exchange: id, expected: 'no body', actual: outcome.body }];
    return [...wrongStatus, ...body];
  });
  return verdictOf(heads, breaches, 'no HEAD was answered');
};

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

export const secretsNotEchoed: Judge = (seen) => {
  const all = seen.evidence.exchanges.filter(
    (exchange): exchange is Answered => exchange.outcome.kind === 'response',
  );
  const breaches = all
    .filter(
      ({ outcome }) =>
        outcome.body.includes('[redacted]') ||
        outcome.headers.some(([, value]) => value.includes('[redacted]')),
    )
    .map(({ id }) => ({
      exchange: id,
      expected: 'an answer without the token in it',
      actual: 'the token came back',
    }));
  return verdictOf(all, breaches, 'nothing was answered');
};
