/** Entry point of `enrichment-sandbox/devtools` in development: shows the drawer by itself, unless the app gives it options. */
import type { Devtools, DevtoolsOptions } from '../options.ts';
import { mount } from './mount.tsx';

export type { Corner, Devtools, DevtoolsOptions, MockInPage } from '../options.ts';

/** The page may load this module twice; it has one drawer anyway. */
const place: { [key: symbol]: Devtools | undefined } = globalThis;
const key = Symbol.for('enrichment-sandbox/devtools');

/** Shows the drawer; it replaces the one that is there. */
export function mountDevtools(options: DevtoolsOptions = {}): Devtools {
  place[key]?.remove();
  const devtools = mount(options);
  place[key] = devtools;
  return devtools;
}

// The module that imports this one may give options right away.
if (typeof document === 'object')
  queueMicrotask(() => {
    if (place[key] === undefined) mountDevtools();
  });
