/** The mock as handlers of Mock Service Worker, for those who test without a server, in Node or in the browser. */
import { http, type HttpHandler } from 'msw';

import { type EmbeddedMock, createMock } from './embedded-mock.ts';
import type { EmbeddedOptions } from './embedded-options.ts';

export type { EmbeddedOptions } from './embedded-options.ts';

export interface InPage extends EmbeddedMock {
  /** For `setupServer(...handlers)` or `setupWorker(...handlers)`: both the mocked API and the control API. */
  readonly handlers: readonly HttpHandler[];
}

/**
 * A mock in this program, with its handlers.
 * @throws TypeError with every mistake in the options
 */
export function inPage(options: EmbeddedOptions = {}): InPage {
  const mock = createMock(options);
  return { ...mock, handlers: [http.all(mock.urlPattern, ({ request }) => mock.fetch(request))] };
}

/**
 * Request handlers of a mock in this program, if you need nothing else of it: `setupServer(...handlers())`.
 * @throws TypeError with every mistake in the options
 */
export function handlers(options: EmbeddedOptions = {}): readonly HttpHandler[] {
  return inPage(options).handlers;
}
