/** The service worker of the static site: answers for the mock, and keeps the files of the site for when there is no network. */
import { openMock } from './open-mock.ts';
import { isControlPath, isMockPath } from './paths.ts';
import type { SiteMock } from './site-mock.ts';

/** What a page asks of the worker. */
export type WorkerRequest =
  /** To control the page, which was loaded without it. */
  | { readonly kind: 'claim' }
  /** To replace the older worker, unless another tab uses that. The answer on the port says whether it does. */
  | { readonly kind: 'take-over' };

interface Extendable {
  readonly waitUntil: (work: Promise<unknown>) => void;
}

interface Fetched extends Extendable {
  readonly request: Request;
  readonly respondWith: (response: Promise<Response>) => void;
}

interface Received extends Extendable {
  readonly data: WorkerRequest;
  readonly ports: readonly MessagePort[];
}

/** What a service worker has of its global scope. */
export interface ServiceWorkerScope {
  readonly addEventListener: {
    (type: 'install' | 'activate', listener: (event: Extendable) => void): void;
    (type: 'fetch', listener: (event: Fetched) => void): void;
    (type: 'message', listener: (event: Received) => void): void;
  };
  readonly caches: CacheStorage;
  readonly clients: {
    readonly claim: () => Promise<void>;
    readonly matchAll: (options: {
      readonly type: 'window';
      readonly includeUncontrolled: true;
    }) => Promise<readonly unknown[]>;
  };
  readonly registration: { readonly scope: string };
  readonly skipWaiting: () => Promise<void>;
}

/** The files of the site, and a version that changes with any of them. */
export interface SiteFiles {
  /** Relative to the site. */
  readonly paths: readonly string[];
  readonly version: string;
}

/** Answers requests from now on. */
export function runAsServiceWorker(scope: ServiceWorkerScope, { paths, version }: SiteFiles): void {
  const { origin, pathname } = new URL(scope.registration.scope);
  const root = pathname.slice(0, -1);
  const prefix = `enrichment-sandbox ${pathname} `;
  const cacheName = prefix + version;
  let opening: Promise<SiteMock> | undefined;
  /** The browser stops idle workers, so the mock is opened again at the first request. */
  const open = (): Promise<SiteMock> => {
    opening ??= openMock(root).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  scope.addEventListener('install', (event) => event.waitUntil(keepFiles(scope, paths, cacheName)));
  scope.addEventListener('activate', (event) => {
    const removeOlder = async (): Promise<void> => {
      const older = (await scope.caches.keys()).filter(
        (name) => name.startsWith(prefix) && name !== cacheName,
      );
      await Promise.all(older.map((name) => scope.caches.delete(name)));
    };
    event.waitUntil(Promise.all([removeOlder(), scope.clients.claim()]));
  });
  scope.addEventListener('message', (event) => {
    if (event.data.kind === 'claim') event.waitUntil(scope.clients.claim());
    if (event.data.kind === 'take-over') event.waitUntil(takeOver(scope, event.ports[0]));
  });
  scope.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (url.origin !== origin || !url.pathname.startsWith(pathname)) return;
    if (isMockPath(url.pathname, root)) event.respondWith(answer(request, root, open));
    else if (request.method === 'GET') event.respondWith(findFile(scope, request, cacheName));
  });
}

/** Fails as a whole if a file is missing. */
async function keepFiles(
  { caches, registration }: ServiceWorkerScope,
  paths: readonly string[],
  cacheName: string,
): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(
    paths.map(async (path) => {
      const url = new URL(path, registration.scope).href;
      const response = await fetch(url, { cache: 'reload', redirect: 'follow' });
      if (!response.ok) throw new Error(`${url} cannot be loaded: ${response.status}.`);
      // Browsers show no page that was redirected, as some hosts do with index.html.
      const type = response.headers.get('Content-Type');
      const headers = type === null ? {} : { 'Content-Type': type };
      await cache.put(url, new Response(await response.arrayBuffer(), { headers }));
    }),
  );
}

/** A file as it was when the worker was installed; others come from the network. */
async function findFile(
  { caches }: ServiceWorkerScope,
  request: Request,
  cacheName: string,
): Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  if (/\/__mock__(?:\/docs)?$/.test(pathname)) return Response.redirect(`${origin}${pathname}/`);
  const url = origin + pathname.replace(/\/$/, '/index.html');
  const cache = await caches.open(cacheName);
  return (await cache.match(url)) ?? fetch(request);
}

async function takeOver(scope: ServiceWorkerScope, port: MessagePort | undefined): Promise<void> {
  const tabs = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const isAlone = tabs.length <= 1;
  port?.postMessage(isAlone);
  if (isAlone) await scope.skipWaiting();
}

/** What a page of the mock's responses may do, if somebody opens one in a tab. */
const responsePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

async function answer(request: Request, root: string, open: () => Promise<SiteMock>): Promise<Response> {
  const mock = await open();
  if (request.mode !== 'navigate') return mock.fetch(request);
  const reason = findForeignReason(request, root, mock);
  if (reason !== undefined) return new Response(reason, { status: 403 });
  const response = await mock.fetch(request);
  if (response.type === 'error') return response;
  const headers = new Headers(response.headers);
  headers.set('Content-Security-Policy', responsePolicy);
  headers.set('X-Content-Type-Options', 'nosniff');
  return new Response(response.body, { status: response.status, headers });
}

/** Links and forms of any page can open these addresses; they must change nothing. */
function findForeignReason({ url, method }: Request, root: string, { engine }: SiteMock): string | undefined {
  if (method !== 'GET') return 'Only pages of this site may send this; a form of another page may not.';
  const { pathname } = new URL(url);
  // The path of the site can itself contain such a part.
  const [, name] = /\/worlds\/([^/]+)/.exec(pathname.slice(root.length)) ?? [];
  const isNew = name !== undefined && !engine.worlds.has(decodeName(name));
  return isControlPath(pathname, root) && isNew ? 'There is no such world.' : undefined;
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
