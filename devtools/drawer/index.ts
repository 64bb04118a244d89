/** Entry point of `enrichment-sandbox/devtools` in development: shows the drawer by itself, unless the app gives it options. */
import type { Devtools, DevtoolsOptions } from '../options.ts';
import { mount, type MountedDevtools } from './mount.tsx';

export type { Corner, Devtools, DevtoolsOptions, MockInPage } from '../options.ts';

interface Mounted {
  readonly devtools: MountedDevtools;
  readonly options: DevtoolsOptions;
}

/** The page may load this module twice; it has one drawer anyway. */
const place: { [key: symbol]: Mounted | undefined } = globalThis;
const key = Symbol.for('enrichment-sandbox/devtools');

/** Shows the drawer. A later call changes the options that it names, such as those of the Vite plugin. */
export function mountDevtools(options: DevtoolsOptions = {}): Devtools {
  const before = place[key];
  const all = { ...before?.options, ...options };
  const isSame =
    before !== undefined && Object.keys(options).every((name) => name === 'world' || name === 'token');
  const devtools = isSame ? before.devtools : mount(all);
  if (isSame) devtools.setWorld(all);
  else before?.devtools.remove();
  place[key] = { devtools, options: all };
  const { open, close } = devtools;
  return {
    open,
    close,
    remove: () => {
      devtools.remove();
      if (place[key]?.devtools === devtools) place[key] = undefined;
    },
  };
}

// The module that imports this one may give options right away.
if (typeof document === 'object')
  queueMicrotask(() => {
    if (place[key] === undefined) mountDevtools();
  });
