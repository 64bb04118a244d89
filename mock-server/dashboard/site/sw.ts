/** The script of the static site's worker: a service worker, or the worker of one page where there is none. */
import { type PageWorkerScope, runInPage } from './page-own-worker.ts';
import { runAsServiceWorker, type ServiceWorkerScope } from './service-worker.ts';

/** Written by the build. */
declare const SITE_FILES: readonly string[];
declare const SITE_VERSION: string;

const scope = globalThis as unknown;

if ('registration' in globalThis)
  runAsServiceWorker(scope as ServiceWorkerScope, { paths: SITE_FILES, version: SITE_VERSION });
else runInPage(scope as PageWorkerScope);
