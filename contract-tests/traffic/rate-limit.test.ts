import type { HttpClient } from './client.ts';
import { limitRate } from './rate-limit.ts';

/** The times of requests that each take this long, at this rate. */
async function sentAt(perSecond: number | undefined, tookMs: number): Promise<readonly number[]> {
  let now = 0;
  const times: number[] = [];
  const client: HttpClient = {
    send: async () => {
      times.push(now);
      now += tookMs;
      return { kind: 'response', status: 200, headers: [], body: '' };
    },
    close: () => undefined,
  };
  const wait = async (milliseconds: number) => {
    now += milliseconds;
  };
  const polite = limitRate(client, perSecond, { now: () => now, wait });
  for (let count = 0; count < 4; count += 1)
    await polite.send({ method: 'GET', url: 'http://a', headers: [] });
  return times;
}

test.each([
  [undefined, 10, [0, 10, 20, 30]],
  [2, 10, [0, 500, 1000, 1500]],
  [2, 700, [0, 700, 1400, 2100]],
])('at %p a second, with %i ms each, the requests start at %j', async (perSecond, tookMs, times) => {
  expect(await sentAt(perSecond, tookMs)).toEqual(times);
});
