/** The mock in the page, behind a service worker: for demos, for developers who are offline, for tests without a server. */
import { type InPage, inPage } from 'enrichment-sandbox/msw';
import { setupWorker } from 'msw/browser';

declare global {
  interface Window {
    /** For a person at the console, and for tests. */
    sandbox?: InPage;
  }
}

/** Needs the file that `npx msw init public` makes, beside the page. */
export async function startDemo(): Promise<void> {
  const sandbox = inPage();
  await setupWorker(...sandbox.handlers).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: './mockServiceWorker.js' },
  });
  window.sandbox = sandbox;
}
