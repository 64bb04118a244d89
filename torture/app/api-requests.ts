/** Which requests of a page are for the API, by the paths of the document; what becomes of the others. */
import { escapePattern } from '../../text/escape-pattern.ts';
import { countCommonStart } from '../../text/common-start.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';

export type Destination = 'api' | 'app' | 'blocked';

export interface Destinations {
  /** The base URL of the API, if the app uses another path than those of the document. */
  readonly api?: string | undefined;
  readonly app: string;
  /** Hosts to which requests may go besides the app's own and this machine. */
  readonly allowedHosts: readonly string[];
}

/** Sorts the requests of a page by their URL. */
export function createSorter({ api, app, allowedHosts }: Destinations): (url: string) => Destination {
  const pattern = createApiPattern(api);
  const own = new URL(app).hostname;
  const allowed = new Set([own, ...allowedHosts]);
  return (url) => {
    if (pattern.test(url)) return 'api';
    if (!/^(https?|wss?):/.test(url)) return 'app';
    const { hostname } = new URL(url);
    return allowed.has(hostname) || isLoopback(hostname) ? 'app' : 'blocked';
  };
}

/** The path and query with which the engine knows a request. */
export function toTarget(url: string, api: string | undefined): string {
  const { pathname, search } = new URL(url);
  if (api === undefined) return pathname + search;
  const root = new URL(api).pathname.replace(/\/+$/, '');
  return readPaths().base + pathname.slice(root.length) + search;
}

/** The id of the operation of a request, if it has one. */
export function findOperation(method: string, target: string): string | undefined {
  const [path = ''] = target.split('?');
  const bare = path.slice(path.indexOf(readPaths().base));
  const { operations } = loadShippedSpec();
  return operations.find((operation) => {
    const pattern = operation.path
      .split(/\{\w+\}/)
      .map(escapePattern)
      .join('[^/]+');
    return operation.method === method && new RegExp(`^${pattern}$`).test(bare);
  })?.id;
}

/** The base URL that an adapter is given: at the origin of the app, so that nothing is cross-origin. */
export function createBaseUrl(app: string, api: string | undefined): string {
  return api?.replace(/\/+$/, '') ?? new URL(app).origin + readPaths().base;
}

function createApiPattern(api: string | undefined): RegExp {
  const { prefixes, base, common } = readPaths();
  const start =
    api === undefined
      ? `https?://[^/]+(?:${prefixes.map(escapePattern).join('|')})${escapePattern(base)}`
      : escapePattern(api.replace(/\/+$/, ''));
  return new RegExp(`^${start}${escapePattern(common.slice(base.length))}`);
}

/** The common beginning of all paths of the document, such as `/api/v1/enrichment`, and its folder. */
function readPaths() {
  const { operations, questions } = loadShippedSpec();
  const readings = Object.values(questions['path-prefix']?.readings ?? {});
  const prefixes = [...new Set(readings.flatMap(({ prefixes: all = [] }) => all))];
  const paths = operations.map(({ path }) => path);
  const common = paths[0]?.slice(0, countCommonStart(paths)) ?? '';
  return { prefixes, common, base: common.slice(0, common.lastIndexOf('/')) };
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
