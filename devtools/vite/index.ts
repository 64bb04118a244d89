/** Entry point of `enrichment-sandbox/vite`: the plugin that shows the devtools while an app is developed with Vite. */
import { defaultMock, type DevtoolsOptions } from '../options.ts';
import { createMockProxy, type Middleware } from './mock-proxy.ts';

export interface VitePluginOptions extends Omit<DevtoolsOptions, 'mock' | 'token'> {
  /** The base URL of the mock. Default `http://127.0.0.1:4010`. */
  readonly mock?: string;
  /** The bearer token that the app uses; for one that changes, call `mountDevtools({ token })` in the app. */
  readonly token?: string;
  /** Further paths that the development server passes on to the mock, such as `['/api/v1']`. */
  readonly proxy?: readonly string[];
}

/** What Vite calls, in its terms; every version from 5 on accepts it. */
export interface EnrichmentDevtoolsPlugin {
  readonly name: string;
  readonly apply: (
    config: object,
    env: { readonly command: string; readonly isPreview?: boolean },
  ) => boolean;
  readonly config: () => { readonly optimizeDeps: { exclude: string[] } };
  readonly configResolved: (config: { readonly base: string }) => void;
  readonly configureServer: (server: {
    readonly middlewares: { use: (middleware: Middleware) => unknown };
  }) => void;
  readonly resolveId: (id: string) => string | undefined;
  readonly load: (id: string) => string | undefined;
  readonly transformIndexHtml: () => {
    tag: string;
    attrs: Record<string, string>;
    injectTo: 'head-prepend';
  }[];
}

const script = 'virtual:enrichment-sandbox-devtools';

/**
 * Shows the drawer in the app under development, and passes `/__mock__` on to the mock, so that both have one origin. It does
 * nothing in a build.
 * @throws TypeError if the address of the mock is not one
 */
export function enrichmentDevtools(options: VitePluginOptions = {}): EnrichmentDevtoolsPlugin {
  const { mock = defaultMock, proxy = [], ...shown } = options;
  const middleware = createMockProxy(mock, ['/__mock__', ...proxy]);
  let base = '/';
  return {
    name: 'enrichment-sandbox',
    apply: (_, { command, isPreview = false }) => command === 'serve' && !isPreview,
    // Found while the page loads, it would make Vite load the page again.
    config: () => ({ optimizeDeps: { exclude: ['enrichment-sandbox/devtools'] } }),
    configResolved: (config) => {
      base = config.base;
    },
    configureServer: ({ middlewares }) => void middlewares.use(middleware),
    resolveId: (id) => (id === script ? id : undefined),
    load: (id) =>
      id === script
        ? `import { mountDevtools } from 'enrichment-sandbox/devtools';\nmountDevtools(${JSON.stringify({ ...shown, mock: '' })});\n`
        : undefined,
    transformIndexHtml: () => [
      { tag: 'script', attrs: { type: 'module', src: `${base}@id/${script}` }, injectTo: 'head-prepend' },
    ],
  };
}
