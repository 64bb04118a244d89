/** Returns the page of a proxy that cannot reach the API: no headers of the API, and no JSON. */
import type { WireReply } from '../../django/message.ts';
import { defineEffect } from './effect.ts';
import { retryAfterKey } from './retry-after.ts';

const titles = { 502: '502 Bad Gateway', 503: '503 Service Temporarily Unavailable' } as const;

const reasons = {
  502: 'The gateway received no valid response from the server behind it.',
  503: 'The service is being maintained. Please try again later.',
} as const;

/**
 * No CORS headers either, since it is the application that adds them: a web page of another origin sees an opaque
 * failure, as it would in earnest.
 * @param retryAfter seconds
 */
function createProxyPage(status: 502 | 503, method: string, retryAfter: number | undefined): WireReply {
  const title = titles[status];
  const body = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>${reasons[status]}</center>`,
    '</body>',
    '</html>',
    '',
  ].join('\r\n');
  return {
    status,
    headers: [
      ['Content-Type', 'text/html'],
      ['Content-Length', String(body.length)],
      ...(retryAfter === undefined ? [] : [['Retry-After', String(retryAfter)] as const]),
    ],
    body: method === 'HEAD' ? '' : body,
  };
}

export const maintenance = defineEffect({
  name: 'maintenance',
  about: "the HTML page of a proxy that cannot reach the API, without the API's own or CORS headers",
  keys: {
    status: { description: 'status code of the page', type: 'integer', enum: [502, 503], default: 503 },
    retry_after: retryAfterKey,
  },
  isDone: false,
  showsJobs: false,
  stage: 'request',
  replaces: 'api',
  answer: ({ status, retry_after }, { request }) => createProxyPage(status, request.method, retry_after),
});
