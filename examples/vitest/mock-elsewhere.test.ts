// The mock runs in a separate process, as for a whole team or in CI. The tests only connect to it.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { connect, type Mock } from 'enrichment-sandbox';
import { inStep } from 'enrichment-sandbox/fake-timers';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';

import { followJob } from '../client/follow-job.ts';

let process: ChildProcess;
let mock: Mock;
beforeAll(async () => {
  // In a shell: `npx enrichment-sandbox mock`, once, before the tests.
  const command = fileURLToPath(new URL('cli.js', new URL('..', import.meta.resolve('enrichment-sandbox'))));
  process = spawn(globalThis.process.execPath, [command, 'mock', '--port=0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  mock = await connect(await printedUrl(process));
});
afterAll(() => void process.kill());
afterEach(() => void vi.useRealTimers());

test('its world and the timers of the client advance together', async () => {
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'straight-through' });
  vi.useFakeTimers();
  const job = await inStep(world, vi).until(followJob({ baseUrl: world.baseUrl, token: world.token() }, id));
  expect(job.status).toBe('completed');
});

test('a hundred worlds in one mock do not see each other', async () => {
  const worlds = Array.from({ length: 100 }, () => mock.world());
  const jobs = await Promise.all(worlds.map((world) => world.jobs.add({ user: 'carol' })));
  await Promise.all(worlds.map((world, index) => world.clock.advance(`${index}m`)));
  const seen = await Promise.all(
    worlds.map(async (world) => {
      const users = await world.users();
      return users.find(({ name }) => name === 'carol')?.jobs.map(({ api_status }) => api_status);
    }),
  );
  expect(seen[0]).toEqual(['queued']);
  expect(seen[99]).toEqual(['completed']);
  expect(new Set(jobs.map(({ owner }) => owner))).toEqual(new Set(['carol']));
  await Promise.all(worlds.map((world) => world.drop()));
});

function printedUrl({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    });
    stdout?.on('end', () => reject(new Error(`The mock ended: ${text}`)));
  });
}
