/** Calls the control API of the mock that serves this page, or of the worker behind it. */
import type { Fetch } from '../site/fetch.ts';

export type Called =
  | { readonly ok: true; readonly status: number; readonly body: unknown }
  /** The sentence that the control API says. */
  | { readonly ok: false; readonly status: number; readonly reason: string };

export interface ControlClient {
  /** @param path below `api/`, such as `worlds/default/clock` @param body sent as JSON, or as it is when it is a text */
  readonly call: (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Called>;
  /** The URL of a resource, relative to the page. */
  readonly toUrl: (path: string) => string;
}

/** @param fetch of the mock behind the page; it resolves URLs against the page */
export function createControlClient(fetch: Fetch): ControlClient {
  return {
    toUrl,
    call: async (method, path, body) => {
      const headers = { 'Content-Type': typeof body === 'string' ? 'text/plain' : 'application/json' };
      const sent =
        body === undefined ? {} : { headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
      try {
        const response = await fetch(toUrl(path), { method, ...sent });
        const content = parseContent(await response.text());
        const { status } = response;
        return response.ok
          ? { ok: true, status, body: content }
          : { ok: false, status, reason: findReason(content, status) };
      } catch {
        return { ok: false, status: 0, reason: 'The mock does not respond. Is it still running?' };
      }
    },
  };
}

const toUrl = (path: string): string => `api/${path}`;

/** JSON, or the text itself. */
export function parseContent(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}

/** Why the mock refused a call, a sentence. */
export function findReason(content: unknown, status: number): string {
  const detail =
    typeof content === 'object' && content !== null && 'detail' in content ? content.detail : undefined;
  return typeof detail === 'string' ? detail : `The mock responded with ${status}.`;
}
