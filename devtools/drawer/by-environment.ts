/** Entry point of `enrichment-sandbox/devtools` for bundlers that only know NODE_ENV: loads the drawer unless it is production. */
import type { Devtools, DevtoolsOptions } from '../options.ts';

type Drawer = typeof import('./index.ts');

let drawer: Promise<Drawer> | undefined;
// A page without a bundler has no `process`, and may be a published one.
try {
  // A bundler puts a text there, and leaves out what can then never run.
  if (process.env['NODE_ENV'] !== 'production' && process.env['NODE_ENV'] !== 'test')
    drawer = import('./index.ts');
} catch {
  drawer = undefined;
}

/** Shows the drawer in development; anywhere else it does nothing. */
export function mountDevtools(options: DevtoolsOptions = {}): Devtools {
  const mounted = drawer?.then((one) => one.mountDevtools(options));
  const run = (name: keyof Devtools) => () => void mounted?.then((devtools) => devtools[name]());
  return { open: run('open'), close: run('close'), remove: run('remove') };
}
