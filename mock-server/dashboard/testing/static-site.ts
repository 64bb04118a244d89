/** The static site on a web server that knows nothing, and requests to the mock in it, for end-to-end tests. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

import type { CDPSession, Page } from 'playwright-core';

/** Hosts can send this with every file. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

export interface SiteServer {
  /** Of the site, which is not at the root of its server; without a slash at its end. */
  readonly url: string;
  /** Changes a file, as a newer version of the site does. */
  readonly replace: (path: string, change: (text: string) => string) => void;
  /** The paths that were asked for, below the site. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

export async function serveSite(): Promise<SiteServer> {
  const folder = join(process.cwd(), 'dist/site');
  const prefix = '/sandbox/';
  const replaced = new Map<string, string>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [pathname = ''] = (request.url ?? '').split('?');
    const path = pathname.slice(prefix.length).replace(/(^|\/)$/, '$1index.html');
    asked.push(path);
    const file = join(folder, path);
    if (request.method !== 'GET' || !pathname.startsWith(prefix) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = mediaTypes[extname(path)] ?? 'text/plain';
    response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy });
    response.end(replaced.get(path) ?? readFileSync(file));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sandbox`,
    replace: (path, change) => replaced.set(path, change(readFileSync(join(folder, path), 'utf8'))),
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A request to a mock. */
export interface Step {
  /** POST with a body, else GET. */
  readonly method?: string;
  /** Behind `/__mock__/api`, or the path of the API. */
  readonly path: string;
  readonly token?: string;
  readonly body?: object | string;
}

/** Runs in a page too, so it uses nothing from here. @returns status and body of each step */
async function runSteps({ root, steps }: { readonly root: string; readonly steps: readonly Step[] }) {
  const answers: string[] = [];
  for (const { path, token, body, method = body === undefined ? 'GET' : 'POST' } of steps) {
    const isText = typeof body === 'string';
    const response = await fetch(root + (path.startsWith('/api/') ? path : `/__mock__/api${path}`), {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': isText ? 'text/csv' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    answers.push(`${response.status} ${await response.text()}`);
  }
  return answers;
}

/** Sends requests to the mock behind a page, or to one with this URL. */
export function send(to: Page | string, ...steps: readonly Step[]): Promise<readonly string[]> {
  if (typeof to === 'string') return runSteps({ root: to, steps });
  const root = new URL(to.url()).pathname.replace(/\/__mock__\/.*/, '');
  return to.evaluate(runSteps, { root, steps });
}

/** The body of a successful response. */
export async function get(to: Page | string, path: string): Promise<string> {
  const [answer = ''] = await send(to, { path });
  if (!answer.startsWith('200 ')) throw new Error(answer);
  return answer.slice(4);
}

/** Opens a page of the site, and waits until the mock behind it responds. */
export async function openSite(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByText('Live', { exact: true }).waitFor();
}

/** Stops all workers, as browsers do when they are idle. */
export async function createKiller(page: Page): Promise<() => Promise<void>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  return async () => void (await session.send('ServiceWorker.stopAllWorkers'));
}
