/** Serves pages to browsers that the guard admits: the start page, the dashboard and what belongs to it, and the documentation as text. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { type ControlAccess, toCredentials } from './admission.ts';

export interface Site {
  /** The start page as HTML, for a mock at this address, such as `http://127.0.0.1:4010`. */
  readonly page: (url: string) => string;
  /** The style sheet inside the page, which is the only one that browsers may apply. */
  readonly style: string;
  /** A page of the documentation by its name, such as `mock.md`; undefined when there is none. */
  readonly findDoc: (name: string) => string | undefined;
  /**
   * A file of the dashboard by its path below `/__mock__/`, such as `index.html` or `docs/index.html`; undefined when there is none.
   * @param url of the mock
   */
  readonly findFile: (path: string, url: string) => SiteFile | undefined;
}

export interface SiteFile {
  /** Such as `text/html; charset=utf-8`. */
  readonly mediaType: string;
  /** A promise where it takes code that the start does not load. */
  readonly content: string | Uint8Array | Promise<string>;
  /** Whether another version of it would have another name, so that browsers may keep it. */
  readonly isImmutable?: boolean;
}

/** What the pages of the dashboard may do: run and show only what the mock serves. */
const dashboardPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const docPath = /^\/__mock__\/docs\/([a-z][a-z-]*\.md)$/;
const filePath = /^\/__mock__\/((?:[\w-][\w.-]*\/)*[\w-][\w.-]*)?(\/?)$/;

/** @returns middleware that serves the paths of the site and passes on all others */
export function createSite({ page, style, findDoc, findFile }: Site, { guard, now }: ControlAccess) {
  const hash = createHash('sha256').update(style).digest('base64');
  const startPolicy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

  const find = (request: IncomingMessage): Found | undefined => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const [path = ''] = (request.url ?? '').split('?');
    const url = `http://${request.headers.host}`;
    if (path === '/')
      return wantsHtml(request)
        ? { mediaType: 'text/html; charset=utf-8', content: page(url), policy: startPolicy }
        : undefined;
    // The pages refer to their files relative to their own address.
    if (path === '/__mock__') return wantsHtml(request) ? { location: '/__mock__/' } : undefined;
    const [, name] = docPath.exec(path) ?? [];
    const doc = name === undefined ? undefined : findDoc(name);
    if (doc !== undefined)
      return { mediaType: 'text/plain; charset=utf-8', content: doc, policy: startPolicy };
    const [isFile, file = '', slash] = filePath.exec(path) ?? [];
    if (isFile === undefined) return undefined;
    const isPage = slash === '/' || file === '';
    // Other clients get the responses of the control API there.
    if (isPage && !wantsHtml(request)) return undefined;
    const found = findFile(isPage ? `${file}${file === '' ? '' : '/'}index.html` : file, url);
    if (found !== undefined) {
      const { content } = found;
      const isDashboard = isPage && file === '' && typeof content === 'string';
      const marked = isDashboard && guard.isLocked ? { content: markAsLoggedIn(content) } : {};
      return { ...found, ...marked, policy: dashboardPolicy };
    }
    const isFolder = wantsHtml(request) && findFile(`${file}/index.html`, url) !== undefined;
    return isFolder ? { location: `/__mock__/${file}/` } : undefined;
  };

  return (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): Promise<void> | undefined => {
    const isIn = guard.admit(toCredentials(request), now()).kind === 'admitted';
    const found = isIn ? find(request) : undefined;
    if (found === undefined) {
      next();
      return undefined;
    }
    if ('location' in found) {
      response.writeHead(302, { Location: found.location, 'Content-Length': 0, Vary: 'Accept' }).end();
      return undefined;
    }
    const { content } = found;
    const respond = (text: string | Uint8Array) => sendFile(request, response, found, text);
    // Express handles a promise that fails.
    if (content instanceof Promise) return content.then(respond);
    respond(content);
    return undefined;
  };
}

/** Lets the dashboard show how to log out. */
const markAsLoggedIn = (page: string): string =>
  page.replace('</title>', '</title>\n<meta name="enrichment-login" content="in">');

type FoundFile = SiteFile & { readonly policy: string };
type Found = FoundFile | { readonly location: string };

function sendFile(
  { method }: IncomingMessage,
  response: ServerResponse,
  { mediaType, policy, isImmutable = false }: FoundFile,
  content: string | Uint8Array,
): void {
  response.writeHead(200, {
    'Content-Type': mediaType,
    'Content-Length': Buffer.byteLength(content),
    'Content-Security-Policy': policy,
    'Cache-Control': isImmutable ? 'max-age=31536000, immutable' : 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept',
  });
  response.end(method === 'HEAD' ? undefined : content);
}

/** As browsers ask for pages; a client of the API never names HTML. */
export function wantsHtml({ headers }: IncomingMessage): boolean {
  return /(?:^|,)\s*text\/html\s*(?:;(?!\s*q=0(?:\.0*)?\s*(?:,|$))|,|$)/i.test(headers.accept ?? '');
}
