/** Unusual but legal: the environment of the responses, such as caches and proxies. */
import { createHash } from 'node:crypto';

import {
  addHeaders,
  changeHeaders,
  changeResponse,
  createResponse,
  replaceBody,
  replaceJson,
} from '../change-response.ts';
import type { LegalVariant } from '../variant-server.ts';

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
