/** Entry point of `enrichment-sandbox/devtools` where there is nothing to show: in production, in Node and in tests. */
import type { Devtools, DevtoolsOptions } from './options.ts';

export type { Corner, Devtools, DevtoolsOptions, MockInPage } from './options.ts';

/** Shows the drawer in development; anywhere else it does nothing. */
export function mountDevtools(_options: DevtoolsOptions = {}): Devtools {
  return { open: doNothing, close: doNothing, remove: doNothing };
}

const doNothing = (): void => undefined;
