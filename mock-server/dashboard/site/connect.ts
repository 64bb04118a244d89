/**
 * Connects a page to the mock behind it: the server that serves the page, or in the static site a service worker. Where browsers have
 * none, as in some private windows and on insecure origins, it is a worker of this page.
 */
import type { Fetch } from './fetch.ts';
import { findRoot } from './paths.ts';
import { connectServiceWorker } from './page-service-worker.ts';
import { connectWorker } from './page-worker.ts';
import type { WorkerScript } from './worker-script.ts';

export interface Connected {
  /** For the paths of the mock and the files of the site; resolves URLs against the page. */
  readonly fetch: Fetch;
  readonly mode: 'server' | 'service-worker' | 'worker';
}

/**
 * Resolves when the mock responds.
 * @param onWait called with a sentence if another tab has to be closed first
 * @throws Error whose message is for the user
 */
export async function connect(onWait: (sentence: string) => void = () => undefined): Promise<Connected> {
  if (!isStatic()) return { fetch: fetchFromPage, mode: 'server' };
  const root = findRoot(location.pathname);
  const worker = createWorkerScript(root);
  if ('serviceWorker' in navigator) {
    try {
      await connectServiceWorker(navigator.serviceWorker, worker, `${root}/`);
      return { fetch: fetchFromPage, mode: 'service-worker' };
    } catch (error) {
      console.warn('There is no service worker, so the mock runs in a worker of this page:', error);
    }
  }
  return { fetch: await connectWorker(worker, root, onWait), mode: 'worker' };
}

const fetchFromPage: Fetch = (url, init) => fetch(url, init);

/** The mock replaces this word when it serves the page. */
function isStatic(): boolean {
  return document.querySelector<HTMLMetaElement>('meta[name=enrichment-mode]')?.content === 'static';
}

interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => { readonly createScriptURL: (url: string) => string };
}

/** The one script that a page of the site may start besides its own. */
function createWorkerScript(root: string): WorkerScript {
  const own = new URL(`${root}/sw.js`, location.href).href;
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return { url: own, trusted: own };
  const createScriptURL = (url: string): string => {
    if (url !== own) throw new TypeError('This script is not part of the site.');
    return url;
  };
  const policy = trustedTypes.createPolicy('enrichment-sandbox', { createScriptURL });
  return { url: own, trusted: policy.createScriptURL(own) };
}
