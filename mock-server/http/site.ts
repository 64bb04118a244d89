/** Serves the start page and the documentation as text to browsers, only on this machine. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { findForeignReason } from './local-only.ts';

export interface Site {
  /** The start page as HTML, for a mock at this address, such as `http://127.0.0.1:4010`. */
  readonly page: (url: string) => string;
  /** The style sheet inside the page, which is the only one that browsers may apply. */
  readonly style: string;
  /** A page of the documentation by its name, such as `mock.md`; undefined when there is none. */
  readonly findDoc: (name: string) => string | undefined;
}

const pagePaths: ReadonlySet<string> = new Set(['/', '/__mock__', '/__mock__/']);
const docPath = /^\/__mock__\/docs\/([a-z][a-z-]*\.md)$/;

/** @returns middleware that serves the paths of the site and passes on all others */
export function createSite({ page, style, findDoc }: Site) {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  const find = (request: IncomingMessage): readonly [mediaType: string, text: string] | undefined => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const [path = ''] = (request.url ?? '').split('?');
    if (pagePaths.has(path))
      return wantsHtml(request) ? ['text/html', page(`http://${request.headers.host}`)] : undefined;
    const [, name] = docPath.exec(path) ?? [];
    const doc = name === undefined ? undefined : findDoc(name);
    return doc === undefined ? undefined : ['text/plain', doc];
  };
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const found = findForeignReason(request) === undefined ? find(request) : undefined;
    if (found === undefined) {
      next();
      return;
    }
    const [mediaType, text] = found;
    response.writeHead(200, {
      'Content-Type': `${mediaType}; charset=utf-8`,
      'Content-Length': Buffer.byteLength(text),
      'Content-Security-Policy': policy,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept',
    });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
}

/** As browsers ask for pages; a client of the API never names HTML. */
function wantsHtml({ headers }: IncomingMessage): boolean {
  return /(?:^|,)\s*text\/html\s*(?:;(?!\s*q=0(?:\.0*)?\s*(?:,|$))|,|$)/i.test(headers.accept ?? '');
}
