// @vitest-environment happy-dom
// Fake timers that are there before the library is loaded do not reach into it.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

beforeAll(() => void vi.useFakeTimers());
afterAll(() => void vi.useRealTimers());

test('a mock is started, delays a response and is stopped', async () => {
  const { startMock } = await import('enrichment-sandbox');
  const mock = await startMock();
  const world = mock.world();
  await world.faults.add({ effect: 'latency', latency: '5ms' });
  const asked = await fetch(`${world.baseUrl}/enrichment/status/`, { headers: world.headers('carol') });
  expect(await asked.json()).toEqual([]);
  await mock.stop();
});
