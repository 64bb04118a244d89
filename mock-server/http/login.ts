/** Lets browsers log in to a mock whose control API needs a token: a page, a cookie and the way out. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { createLoginPage, createLoginPolicy, type LoginNotice } from '../access/login-page.ts';
import { sessionCookie, sessionMs } from '../access/session.ts';
import { attemptsReason, type ControlAccess, createAdmission, isHttps, toCredentials } from './admission.ts';
import { createBodyReader } from './read-body.ts';
import { wantsHtml } from './site.ts';

const loginPath = '/__mock__/login';
const logoutPath = '/__mock__/logout';
const homePath = '/__mock__/';
const maxForm = 4096;

/** @returns middleware for the login, and for pages that a browser gets only after it; it passes on all else */
export function createLogin(access: ControlAccess, stopping?: AbortSignal) {
  const { guard, now } = access;
  const bodies = createBodyReader();
  const { slowDown } = createAdmission(access, stopping);

  const logIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodies.read(request, maxForm);
    bodies.letGo(request);
    const session = guard.logIn(new URLSearchParams(body ?? '').get('token')?.trim() ?? '', now());
    if (session !== undefined) {
      const attributes = `Max-Age=${sessionMs / 1000}${formatAttributes(request)}`;
      redirect(response, homePath, `${sessionCookie}=${session}; ${attributes}`);
      return;
    }
    const isSlow = await slowDown(request);
    if (!isSlow) response.setHeader('Retry-After', '1');
    sendPage(request, response, isSlow ? 401 : 429, isSlow ? 'wrong' : attemptsReason);
  };

  return (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): Promise<void> | undefined => {
    const [path = ''] = (request.url ?? '').split('?');
    const isPage = wantsHtml(request) && (request.method === 'GET' || request.method === 'HEAD');
    const isForLogin = path === loginPath || path === logoutPath;
    const credentials = toCredentials(request);
    if (!guard.isLocked || !(isForLogin || isPage) || guard.findForeignReason(credentials) !== undefined) {
      next();
      return undefined;
    }
    if (path === loginPath && request.method === 'POST') return logIn(request, response);
    if (path === logoutPath && request.method === 'POST')
      redirect(response, loginPath, `${sessionCookie}=; Max-Age=0${formatAttributes(request)}`);
    else if (!isPage) next();
    else {
      const isIn = guard.admit(credentials, now()).kind === 'admitted';
      if (path === loginPath) sendPage(request, response, 200, isIn ? 'in' : 'none');
      else if (isIn) next();
      // Whatever page it is, the address of the login has the token in its fragment.
      else if (path === '/') redirect(response, homePath);
      else sendPage(request, response, 401, 'none');
    }
    return undefined;
  };
}

let loginPolicy: string | undefined;

function getLoginPolicy(): string {
  loginPolicy ??= createLoginPolicy(
    (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return loginPolicy;
}

/** The path is that of the whole mock: requests of the pages to the mocked API belong to the team of the browser, too. */
const formatAttributes = (request: IncomingMessage): string =>
  `; Path=/; HttpOnly; SameSite=Strict${isHttps(request) ? '; Secure' : ''}`;

function redirect(response: ServerResponse, location: string, cookie?: string): void {
  response.writeHead(303, {
    Location: location,
    'Content-Length': 0,
    'Cache-Control': 'no-store',
    ...(cookie === undefined ? {} : { 'Set-Cookie': cookie }),
  });
  response.end();
}

function sendPage(
  { method }: IncomingMessage,
  response: ServerResponse,
  status: number,
  notice: LoginNotice,
): void {
  const page = createLoginPage(notice);
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(page),
    'Content-Security-Policy': getLoginPolicy(),
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // Without a referrer, the browser would hide the origin of the form.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept, Cookie',
    ...(status === 401 ? { 'WWW-Authenticate': 'Bearer realm="control API"' } : {}),
  });
  response.end(method === 'HEAD' ? undefined : page);
}
