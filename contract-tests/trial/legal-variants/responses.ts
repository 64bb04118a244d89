/** Unusual but legal: changes that servers make to their responses. */
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
} from '../change-response.ts';
import type { LegalVariant } from '../variant-server.ts';

export const responseVariants: Readonly<Record<string, LegalVariant>> = {
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
