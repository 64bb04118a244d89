/** Ways to look odd that break no promise: what servers, proxies and deployments do to answers on their way. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import {
  addHeaders,
  changeHeaders,
  changeResponse,
  changeSentJobs,
  createResponse,
  replaceBody,
  replaceEvery,
  replaceJson,
} from './change-response.ts';
import type { LegalVariant } from './variant-server.ts';

export const legalVariants: Readonly<Record<string, LegalVariant>> = {
  'indents its JSON': changeResponse((answer) => replaceJson(answer, (value) => value, 4)),
  'names the charset of its JSON': changeHeaders((name, value) =>
    value === 'application/json' ? [name, 'Application/JSON;charset=UTF-8'] : [name, value],
  ),
  'orders its headers otherwise': changeResponse((answer) => ({
    ...answer,
    headers: answer.headers.toReversed(),
  })),
  'writes its headers in upper case': changeHeaders((name, value) => [name.toUpperCase(), value]),
  'writes its headers in lower case': changeHeaders((name, value) => [name.toLowerCase(), value]),
  'packs its answers': changeResponse((answer) =>
    answer.body.length === 0
      ? answer
      : addHeaders(replaceBody(answer, gzipSync(answer.body)), ['Content-Encoding', 'gzip']),
  ),
  'sends its answers in chunks': changeHeaders((name, value) =>
    /^content-length$/i.test(name) ? undefined : [name, value],
  ),
  'closes every connection': changeResponse((answer) => addHeaders(answer, ['Connection', 'close'])),
  'tells no time': changeHeaders((name, value) => (/^date$/i.test(name) ? undefined : [name, value])),
  'names itself and what stands before it': changeResponse((answer) =>
    addHeaders(
      answer,
      ['Server', 'nginx/1.25.3'],
      ['Via', '1.1 proxy'],
      ['Vary', 'Accept'],
      ['Vary', 'Cookie'],
    ),
  ),
  'names its realm': changeHeaders((name, value) => [
    name,
    value === 'Bearer' ? 'Bearer realm="api"' : value,
  ]),
  'tells the request in headers': changeResponse((answer, count) =>
    addHeaders(
      answer,
      ['X-Request-Id', `r-${count}`],
      ['X-Odd', `${count}-FRA`],
      ['X-Backend', `node-${count % 3}`],
    ),
  ),
  'tells the request in its errors': changeResponse((answer, count) =>
    answer.status < 400
      ? answer
      : replaceJson(answer, (value) => ({ ...(value as object), request_id: count })),
  ),
  'counts down the rate that is left': changeResponse((answer, count) =>
    addHeaders(answer, ['X-RateLimit-Remaining', String(1000 - count)]),
  ),
  'gives a cookie with each answer': changeResponse((answer, count) =>
    addHeaders(answer, ['Set-Cookie', `sid=${count}; Path=/`]),
  ),
  'adds fields to its jobs': changeSentJobs((job) => ({ ...job, rows: 12, owner: { id: 7 }, tags: [] })),
  'orders the fields of its jobs otherwise': changeSentJobs((job) =>
    Object.fromEntries(Object.entries(job).toReversed()),
  ),
  'writes milliseconds and an offset': changeSentJobs(
    (job) => JSON.parse(JSON.stringify(job).replaceAll(/(:\d\d)Z"/g, '$1.000+00:00"')) as object,
  ),
  'redirects by 308': changeResponse((answer) =>
    answer.status === 301 ? { ...answer, status: 308 } : answer,
  ),
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
  'has no answer now and then': replaceEvery(7, createResponse(503, '<h1>Service Unavailable</h1>')),
  'loses its backend twice in a row': {
    instead: ({ count }) => (count % 16 > 13 ? createResponse(502, '') : undefined),
  },
  'throttles now and then': replaceEvery(
    7,
    createResponse(429, '{"detail": "Throttled."}', ['Retry-After', '1']),
  ),
  'drops the connection now and then': replaceEvery(9, 'drop'),
};

/** Some more, of what stands around the answers. */
export const surroundingVariants: Readonly<Record<string, LegalVariant>> = {
  'forbids stores to keep anything': changeResponse((answer) =>
    addHeaders(
      answer,
      ['Cache-Control', 'no-cache, no-store, must-revalidate, private'],
      ['Pragma', 'no-cache'],
      ['Expires', '0'],
    ),
  ),
  'lets the caller alone keep it for no time': changeResponse((answer) =>
    addHeaders(
      answer,
      ['Cache-Control', 'private, max-age=0, must-revalidate'],
      ['Expires', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ),
  ),
  'stands behind a store that keeps nothing': changeResponse((answer, count) =>
    addHeaders(
      answer,
      ['Age', '0'],
      ['X-Cache', 'Miss from cloudfront'],
      ['CF-Cache-Status', 'DYNAMIC'],
      ['CF-Ray', `${count}a-FRA`],
    ),
  ),
  'marks each body with its sum': changeResponse((answer) =>
    addHeaders(answer, ['ETag', `W/"${createHash('md5').update(answer.body).digest('hex')}"`]),
  ),
  'marks each answer with a mark of its own': changeResponse((answer, count) =>
    addHeaders(answer, ['ETag', `"${count}"`]),
  ),
  'tells how long it took': changeResponse((answer, count) =>
    addHeaders(answer, ['Server-Timing', `app;dur=${count}`], ['X-Runtime', `0.0${count}`]),
  ),
  'tells the limits of its rate by the draft': changeResponse((answer, count) =>
    addHeaders(
      answer,
      ['RateLimit-Limit', '1000'],
      ['RateLimit-Remaining', String(1000 - count)],
      ['RateLimit-Reset', '60'],
    ),
  ),
  'insists on TLS and on a policy': changeResponse((answer) =>
    addHeaders(
      answer,
      ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
      ['Content-Security-Policy', "default-src 'none'"],
      ['Permissions-Policy', 'geolocation=()'],
    ),
  ),
  'gives its errors a code and the time': changeResponse((answer, count) =>
    answer.status < 400
      ? answer
      : replaceJson(answer, (value) => ({
          ...(value as object),
          code: 'error',
          timestamp: `2026-05-06T14:00:${10 + (count % 50)}Z`,
        })),
  ),
  'challenges in two ways': changeHeaders((name, value) => [
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
      /%00|%0A|%3C|%27|[\w-]{150}/.test(target) ? createResponse(400, '<h1>Bad Request</h1>') : undefined,
  },
  'writes letters that are not ASCII as escapes': changeResponse((answer) =>
    answer.headers.some(([name, value]) => name === 'Content-Type' && value === 'application/json')
      ? replaceBody(
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
  'ends its JSON with a line': changeResponse((answer) =>
    answer.headers.some(([name, value]) => name === 'Content-Type' && value === 'application/json') &&
    answer.body.length > 0
      ? replaceBody(answer, Buffer.concat([answer.body, Buffer.from('\n')]))
      : answer,
  ),
  'gives no length for HEAD': {
    change: (answer, { method }) =>
      method === 'HEAD'
        ? { ...answer, headers: answer.headers.filter(([name]) => !/^content-length$/i.test(name)) }
        : answer,
  },
};
