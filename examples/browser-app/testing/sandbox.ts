/** A mock, the app on another origin, and people who use it: each in a browser context and a world of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { expect, test as base } from '@playwright/test';

import { serveApp, type Site } from './site.ts';

interface Clock {
  readonly advance: (by: string) => Promise<unknown>;
}
export interface World {
  readonly name: string;
  readonly baseUrl: string;
  readonly token: (user?: string) => string;
  readonly clock: Clock;
  readonly jobs: { readonly add: (job: object) => Promise<{ id: string }> };
  readonly call: (method: string, path: string, body?: object) => Promise<{ status: number; body: unknown }>;
}
const tokens: Record<string, string> = {
  alice: 'alice-token',
  bob: 'bob-token',
  carol: 'carol-token',
  frank: 'test-token',
  erin: 'expired-token',
};
function worldOf(url: string, name: string): World {
  const call = async (method: string, path: string, body?: object) => {
    const r = await fetch(`${url}/__mock__/api/worlds/${name}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await r.text();
    return { status: r.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  return {
    name,
    baseUrl: `${url}/api/v1`,
    token: (user = 'alice') => `${tokens[user]}~${name}`,
    call,
    clock: { advance: async (advance) => call('POST', '/clock', { advance }) },
    jobs: {
      add: async (job) => (await call('POST', '/jobs', { user: 'alice', ...job })).body as { id: string },
    },
  };
}
export async function startMock() {
  const root = dirname(createRequire(import.meta.url).resolve('enrichment-sandbox/package.json'));
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), 'mock', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8');
  while (!/http:\/\/\S+:\d+/.test(out)) out += String((await once(child.stdout, 'data'))[0]);
  const url = /http:\/\/[\w.]+:\d+/.exec(out)?.[0] ?? '';
  let n = 0;
  return {
    url,
    world: (name = `w${process.pid}-${n++}`) => worldOf(url, name),
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

export const test = base.extend<object, { mock: Awaited<ReturnType<typeof startMock>>; site: Site }>({
  mock: [
    async ({}, use) => {
      const mock = await startMock();
      await use(mock);
      await mock.stop();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({}, use) => {
      const site = await serveApp('..', import.meta.url);
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
});
export { expect };
