/** Between Playwright's routes and the simulated network. */
import type { Page, Request, Route } from 'playwright-core';

import { splitTarget, type WireRequest } from '../../mock-server/django/message.ts';
import { maskTokens } from '../../mock-server/journal/mask.ts';
import type { Head } from '../play/network.ts';
import { toTarget } from './api-requests.ts';

/** Gives a page the whole response. */
export async function fulfill(route: Route, head: Head, pieces: readonly Uint8Array[]): Promise<void> {
  const headers = toHeaders(head);
  await route.fulfill({ status: head.status, headers, body: Buffer.concat(pieces) });
}

function toHeaders({ headers }: Pick<Head, 'headers'>): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of headers)
    joined[name] = joined[name] === undefined ? value : `${joined[name]}, ${value}`;
  return joined;
}

/** A request of a page as the engine takes it. */
export function toWire(request: Request, api: string | undefined): WireRequest {
  const { host, protocol } = new URL(request.url());
  return {
    method: request.method(),
    target: toTarget(request.url(), api),
    scheme: protocol === 'https:' ? 'https' : 'http',
    headers: { host, ...request.headers() },
    body: request.postDataBuffer()?.toString('latin1') ?? '',
  };
}

/** A real token that the app puts into its URLs gets into no report. */
export function hideTokens<Sent extends { readonly target: string }>(sent: Sent): Sent {
  const { path, query } = splitTarget(sent.target);
  const masked = maskTokens(path, query, [], undefined);
  return { ...sent, target: masked.query === '' ? masked.path : `${masked.path}?${masked.query}` };
}

/** Where a response sends the browser. */
export function findRedirect({ status, headers }: Head): string | undefined {
  if (status < 300 || status > 399) return undefined;
  return headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
}

/** The page that sent a request. */
export function findPage(request: Request): Page | undefined {
  try {
    return request.frame().page();
  } catch {
    // A service worker sent it, or its page is about to be opened.
    return undefined;
  }
}

/** Requests that never end must not be waited for. */
export function isEndless(request: Request): boolean {
  return ['eventsource', 'websocket', 'media', 'ping'].includes(request.resourceType());
}

/** The page may be gone, or may have aborted the request. */
export async function ignoreGone(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}
