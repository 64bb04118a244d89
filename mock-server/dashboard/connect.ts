/** The mock behind the page. */
import type { Fetch } from './state/control-client.ts';

export interface Connected {
  readonly fetch: Fetch;
  readonly mode: 'server' | 'static';
}

/** The server that served the page. */
export function connect(): Promise<Connected> {
  return Promise.resolve({ fetch: (url, init) => fetch(url, init), mode: 'server' });
}
