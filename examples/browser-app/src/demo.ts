/** The mock in the page, behind a service worker: for demos, offline development, and tests without a server. */
import { mountDevtools } from 'enrichment-sandbox/devtools';
import { type InPage, inPage } from 'enrichment-sandbox/msw';
import { setupWorker } from 'msw/browser';

declare global {
  interface Window {
    /** For a person at the console, and for tests. */
    sandbox?: InPage;
  }
}

/** Needs the file that `npx msw init public` creates next to the page. */
export async function startDemo(): Promise<void> {
  const sandbox = inPage();
  await setupWorker(...sandbox.handlers).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: './mockServiceWorker.js' },
  });
  mountDevtools({ mock: sandbox });
  window.sandbox = sandbox;
}
