/** The mock as handlers of Mock Service Worker, for those who test without a server, in Node or in the browser. */
import { http, type HttpHandler } from 'msw';

import { type InPageMock, createInPageMock } from './in-page.ts';
import type { InPageOptions } from './in-page-options.ts';

export type { InPageOptions } from './in-page-options.ts';

export interface InPage extends InPageMock {
  /** For `setupServer(...handlers)` or `setupWorker(...handlers)`: both the mocked API and the control API. */
  readonly handlers: readonly HttpHandler[];
}

/**
 * A mock in this program, with its handlers.
 * @throws TypeError with every mistake in the options
 */
export function inPage(options: InPageOptions = {}): InPage {
  const mock = createInPageMock(options);
  return { ...mock, handlers: [http.all(mock.takes, ({ request }) => mock.answer(request))] };
}

/**
 * Request handlers of a mock in this program, if you need nothing else of it: `setupServer(...handlers())`.
 * @throws TypeError with every mistake in the options
 */
export function handlers(options: InPageOptions = {}): readonly HttpHandler[] {
  return inPage(options).handlers;
}
