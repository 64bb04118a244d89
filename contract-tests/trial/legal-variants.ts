/** Ways to look odd that break no promise: what servers, proxies and deployments do to answers on their way. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import type { VariantResponse, LegalVariant } from './variant-server.ts';

type Headers = VariantResponse['headers'];

export const legalVariants: Readonly<Record<string, LegalVariant>> = {
  'indents its JSON': onAnswer((answer) => withJson(answer, (value) => value, 4)),
  'names the charset of its JSON': onHeaders((name, value) =>
    value === 'application/json' ? [name, 'Application/JSON;charset=UTF-8'] : [name, value],
  ),
  'orders its headers otherwise': onAnswer((answer) => ({ ...answer, headers: answer.headers.toReversed() })),
  'writes its headers in upper case': onHeaders((name, value) => [name.toUpperCase(), value]),
  'writes its headers in lower case': onHeaders((name, value) => [name.toLowerCase(), value]),
  'packs its answers': onAnswer((answer) =>
    answer.body.length === 0
      ? answer
      : plus(withBody(answer, gzipSync(answer.body)), ['Content-Encoding', 'gzip']),
  ),
  'sends its answers in chunks': onHeaders((name, value) =>
    /^content-length$/i.test(name) ? undefined : [name, value],
  ),
  'closes every connection': onAnswer((answer) => plus(answer, ['Connection', 'close'])),
  'tells no time': onHeaders((name, value) => (/^date$/i.test(name) ? undefined : [name, value])),
  'names itself and what stands before it': onAnswer((answer) =>
    plus(answer, ['Server', 'nginx/1.25.3'], ['Via', '1.1 proxy'], ['Vary', 'Accept'], ['Vary', 'Cookie']),
  ),
  'names its realm': onHeaders((name, value) => [name, value === 'Bearer' ? 'Bearer realm="api"' : value]),
  'tells the request in headers': onAnswer((answer, count) =>
    plus(
      answer,
      ['X-Request-Id', `r-${count}`],
      ['X-Odd', `${count}-FRA`],
      ['X-Backend', `node-${count % 3}`],
    ),
  ),
  'tells the request in its errors': onAnswer((answer, count) =>
    answer.status < 400 ? answer : withJson(answer, (value) => ({ ...(value as object), request_id: count })),
  ),
  'counts down the rate that is left': onAnswer((answer, count) =>
    plus(answer, ['X-RateLimit-Remaining', String(1000 - count)]),
  ),
  'gives a cookie with each answer': onAnswer((answer, count) =>
    plus(answer, ['Set-Cookie', `sid=${count}; Path=/`]),
  ),
  'adds fields to its jobs': inJobs((job) => ({ ...job, rows: 12, owner: { id: 7 }, tags: [] })),
  'orders the fields of its jobs otherwise': inJobs((job) =>
    Object.fromEntries(Object.entries(job).toReversed()),
  ),
  'writes milliseconds and an offset': inJobs(
    (job) => JSON.parse(JSON.stringify(job).replaceAll(/(:\d\d)Z"/g, '$1.000+00:00"')) as object,
  ),
  'redirects by 308': onAnswer((answer) => (answer.status === 301 ? { ...answer, status: 308 } : answer)),
  'redirects to a whole address': {
    change: (answer, { host }) => ({
      ...answer,
      headers: answer.headers.map(([name, value]) => [
        name,
        name === 'Location' ? `http://${host}${value}` : value,
      ]),
    }),
  },
  'needs no last slash': { rewrite: (target) => target.replace(/(\/status|[0-9a-f]{12})(?=\?|$)/, '$1/') },
  'has no answer now and then': nowAndThen(7, createAnswer(503, '<h1>Service Unavailable</h1>')),
  'loses its backend twice in a row': {
    instead: ({ count }) => (count % 16 > 13 ? createAnswer(502, '') : undefined),
  },
  'throttles now and then': nowAndThen(
    7,
    createAnswer(429, '{"detail": "Throttled."}', ['Retry-After', '1']),
  ),
  'drops the connection now and then': nowAndThen(9, 'drop'),
};

/** Some more, of what stands around the answers. */
export const surroundings: Readonly<Record<string, LegalVariant>> = {
  'forbids stores to keep anything': onAnswer((answer) =>
    plus(
      answer,
      ['Cache-Control', 'no-cache, no-store, must-revalidate, private'],
      ['Pragma', 'no-cache'],
      ['Expires', '0'],
    ),
  ),
  'lets the caller alone keep it for no time': onAnswer((answer) =>
    plus(
      answer,
      ['Cache-Control', 'private, max-age=0, must-revalidate'],
      ['Expires', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ),
  ),
  'stands behind a store that keeps nothing': onAnswer((answer, count) =>
    plus(
      answer,
      ['Age', '0'],
      ['X-Cache', 'Miss from cloudfront'],
      ['CF-Cache-Status', 'DYNAMIC'],
      ['CF-Ray', `${count}a-FRA`],
    ),
  ),
  'marks each body with its sum': onAnswer((answer) =>
    plus(answer, ['ETag', `W/"${createHash('md5').update(answer.body).digest('hex')}"`]),
  ),
  'marks each answer with a mark of its own': onAnswer((answer, count) =>
    plus(answer, ['ETag', `"${count}"`]),
  ),
  'tells how long it took': onAnswer((answer, count) =>
    plus(answer, ['Server-Timing', `app;dur=${count}`], ['X-Runtime', `0.0${count}`]),
  ),
  'tells the limits of its rate by the draft': onAnswer((answer, count) =>
    plus(
      answer,
      ['RateLimit-Limit', '1000'],
      ['RateLimit-Remaining', String(1000 - count)],
      ['RateLimit-Reset', '60'],
    ),
  ),
  'insists on TLS and on a policy': onAnswer((answer) =>
    plus(
      answer,
      ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
      ['Content-Security-Policy', "default-src 'none'"],
      ['Permissions-Policy', 'geolocation=()'],
    ),
  ),
  'gives its errors a code and the time': onAnswer((answer, count) =>
    answer.status < 400
      ? answer
      : withJson(answer, (value) => ({
          ...(value as object),
          code: 'error',
          timestamp: `2026-05-06T14:00:${10 + (count % 50)}Z`,
        })),
  ),
  'challenges in two ways': onHeaders((name, value) => [
    name,
    value === 'Bearer' ? 'Bearer realm="api", Basic realm="api"' : value,
  ]),
  'says what is wrong with a token in its challenge': {
    change: (answer, { headers }) => ({
      ...answer,
      headers: answer.headers.map(([name, value]) => [
        name,
        value === 'Bearer' && headers.authorization !== undefined
          ? 'Bearer error="invalid_token", error_description="The token is not valid"'
          : value,
      ]),
    }),
  },
  'refuses odd addresses by itself': {
    instead: ({ target }) =>
      /%00|%0A|%3C|%27|[\w-]{150}/.test(target) ? createAnswer(400, '<h1>Bad Request</h1>') : undefined,
  },
  'writes letters that are not ASCII as escapes': onAnswer((answer) =>
    answer.headers.some(([name, value]) => name === 'Content-Type' && value === 'application/json')
      ? withBody(
          answer,
          Buffer.from(
            answer.body
              .toString()
              .replaceAll(
                /[\u0080-\uffff]/g,
                (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
              ),
          ),
        )
      : answer,
  ),
  'ends its JSON with a line': onAnswer((answer) =>
    answer.headers.some(([name, value]) => name === 'Content-Type' && value === 'application/json') &&
    answer.body.length > 0
      ? withBody(answer, Buffer.concat([answer.body, Buffer.from('\n')]))
      : answer,
  ),
  'gives no length for HEAD': {
    change: (answer, { method }) =>
      method === 'HEAD'
        ? { ...answer, headers: answer.headers.filter(([name]) => !/^content-length$/i.test(name)) }
        : answer,
  },
};

/** What each answer becomes; the count is that of its request. */
function onAnswer(change: (answer: VariantResponse, count: number) => VariantResponse): LegalVariant {
  return { change: (answer, { count }) => change(answer, count) };
}

/** What each header becomes; undefined takes it away. */
function onHeaders(change: (name: string, value: string) => Headers[number] | undefined): LegalVariant {
  return onAnswer((answer) => ({
    ...answer,
    headers: answer.headers.flatMap(([name, value]) => {
      const changed = change(name, value);
      return changed === undefined ? [] : [changed];
    }),
  }));
}

/** What each job becomes, in whichever envelope. */
export function inJobs(change: (job: object) => object): LegalVariant {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    if ('job_id' in value) return change(value);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visit(one)]));
  };
  return onAnswer((answer) => withJson(answer, visit));
}

/** Every so many requests this comes instead of the mock's answer. */
function nowAndThen(every: number, answer: VariantResponse | 'drop'): LegalVariant {
  return { instead: ({ count }) => (count % every === 0 ? answer : undefined) };
}

function createAnswer(status: number, body: string, ...headers: Headers): VariantResponse {
  return { status, headers: [['Content-Type', 'text/html'], ...headers], body: Buffer.from(body) };
}

function withJson(answer: VariantResponse, change: (value: unknown) => unknown, spaces = 0): VariantResponse {
  const isJson = answer.headers.some(
    ([name, value]) => name === 'Content-Type' && value === 'application/json',
  );
  if (!isJson || answer.body.length === 0) return answer;
  const value = change(JSON.parse(answer.body.toString()));
  return withBody(answer, Buffer.from(JSON.stringify(value, null, spaces)));
}

function withBody(answer: VariantResponse, body: Buffer): VariantResponse {
  const headers = answer.headers.map(
    ([name, value]) => [name, name === 'Content-Length' ? String(body.length) : value] as const,
  );
  return { ...answer, headers, body };
}

function plus(answer: VariantResponse, ...headers: Headers): VariantResponse {
  return { ...answer, headers: [...answer.headers, ...headers] };
}
