/** Lists unusual but legal behaviour: changes that servers, proxies and deployments make to responses. */
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
  'sends its headers in another order': changeResponse((answer) => ({
    ...answer,
    headers: answer.headers.toReversed(),
  })),
  'writes its headers in upper case': changeHeaders((name, value) => [name.toUpperCase(), value]),
  'writes its headers in lower case': changeHeaders((name, value) => [name.toLowerCase(), value]),
  'compresses its responses': changeResponse((answer) =>
    answer.body.length === 0
      ? answer
      : addHeaders(replaceBody(answer, gzipSync(answer.body)), ['Content-Encoding', 'gzip']),
  ),
  'sends its responses in chunks': changeHeaders((name, value) =>
    /^content-length$/i.test(name) ? undefined : [name, value],
  ),
  'closes every connection': changeResponse((answer) => addHeaders(answer, ['Connection', 'close'])),
  'sends no Date header': changeHeaders((name, value) => (/^date$/i.test(name) ? undefined : [name, value])),
  'names itself and its proxy': changeResponse((answer) =>
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
  'sends a request id in its headers': changeResponse((answer, count) =>
    addHeaders(
      answer,
      ['X-Request-Id', `r-${count}`],
      ['X-Odd', `${count}-FRA`],
      ['X-Backend', `node-${count % 3}`],
    ),
  ),
  'sends a request id in its errors': changeResponse((answer, count) =>
    answer.status < 400
      ? answer
      : replaceJson(answer, (value) => ({ ...(value as object), request_id: count })),
  ),
  'counts down its rate limit': changeResponse((answer, count) =>
    addHeaders(answer, ['X-RateLimit-Remaining', String(1000 - count)]),
  ),
  'sets a cookie with each response': changeResponse((answer, count) =>
    addHeaders(answer, ['Set-Cookie', `sid=${count}; Path=/`]),
  ),
  'adds fields to its jobs': changeSentJobs((job) => ({ ...job, rows: 12, owner: { id: 7 }, tags: [] })),
  'sends the fields of its jobs in another order': changeSentJobs((job) =>
    Object.fromEntries(Object.entries(job).toReversed()),
  ),
  'writes milliseconds and an offset': changeSentJobs(
    (job) => JSON.parse(JSON.stringify(job).replaceAll(/(:\d\d)Z"/g, '$1.000+00:00"')) as object,
  ),
  'redirects with 308': changeResponse((answer) =>
    answer.status === 301 ? { ...answer, status: 308 } : answer,
  ),
  'redirects to an absolute URL': {
    change: (answer, { host }) => ({
      ...answer,
      headers: answer.headers.map(([name, value]) => [
        name,
        name === 'Location' ? `http://${host}${value}` : value,
      ]),
    }),
  },
  'needs no trailing slash': {
    rewrite: (target) => target.replace(/(\/status|[0-9a-f]{12})(?=\?|$)/, '$1/'),
  },
  'is unavailable now and then': replaceEvery(7, createResponse(503, '<h1>Service Unavailable</h1>')),
  'loses its backend twice in a row': {
    instead: ({ count }) => (count % 16 > 13 ? createResponse(502, '') : undefined),
  },
  'throttles now and then': replaceEvery(
    7,
    createResponse(429, '{"detail": "Throttled."}', ['Retry-After', '1']),
  ),
  'drops the connection now and then': replaceEvery(9, 'drop'),
};

/** More variants, of the environment of the responses. */
export const surroundingVariants: Readonly<Record<string, LegalVariant>> = {
  'forbids caching': changeResponse((answer) =>
    addHeaders(
      answer,
      ['Cache-Control', 'no-cache, no-store, must-revalidate, private'],
      ['Pragma', 'no-cache'],
      ['Expires', '0'],
    ),
  ),
  'allows only a private cache with max-age 0': changeResponse((answer) =>
    addHeaders(
      answer,
      ['Cache-Control', 'private, max-age=0, must-revalidate'],
      ['Expires', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ),
  ),
  'runs behind a cache that stores nothing': changeResponse((answer, count) =>
    addHeaders(
      answer,
      ['Age', '0'],
      ['X-Cache', 'Miss from cloudfront'],
      ['CF-Cache-Status', 'DYNAMIC'],
      ['CF-Ray', `${count}a-FRA`],
    ),
  ),
  'sends an ETag with the hash of the body': changeResponse((answer) =>
    addHeaders(answer, ['ETag', `W/"${createHash('md5').update(answer.body).digest('hex')}"`]),
  ),
  'sends a unique ETag with each response': changeResponse((answer, count) =>
    addHeaders(answer, ['ETag', `"${count}"`]),
  ),
  'sends its response time': changeResponse((answer, count) =>
    addHeaders(answer, ['Server-Timing', `app;dur=${count}`], ['X-Runtime', `0.0${count}`]),
  ),
  'sends the rate limit headers of the IETF draft': changeResponse((answer, count) =>
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
  'adds a code and the time to its errors': changeResponse((answer, count) =>
    answer.status < 400
      ? answer
      : replaceJson(answer, (value) => ({
          ...(value as object),
          code: 'error',
          timestamp: `2026-05-06T14:00:${10 + (count % 50)}Z`,
        })),
  ),
  'sends two challenges': changeHeaders((name, value) => [
    name,
    value === 'Bearer' ? 'Bearer realm="api", Basic realm="api"' : value,
  ]),
  'explains a wrong token in its challenge': {
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
  'rejects odd URLs in its proxy': {
    instead: ({ target }) =>
      /%00|%0A|%3C|%27|[\w-]{150}/.test(target) ? createResponse(400, '<h1>Bad Request</h1>') : undefined,
  },
  'escapes non-ASCII characters': changeResponse((answer) =>
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
  'ends its JSON with a line break': changeResponse((answer) =>
    answer.headers.some(([name, value]) => name === 'Content-Type' && value === 'application/json') &&
    answer.body.length > 0
      ? replaceBody(answer, Buffer.concat([answer.body, Buffer.from('\n')]))
      : answer,
  ),
  'sends no Content-Length for HEAD': {
    change: (answer, { method }) =>
      method === 'HEAD'
        ? { ...answer, headers: answer.headers.filter(([name]) => !/^content-length$/i.test(name)) }
        : answer,
  },
};
