// One team at work: what it asks for beyond its share is answered late, since a client that is answered at once asks again at once.
import { duration, instant } from '../../time/time.ts';
import type { Engine } from '../engine.ts';
import { createQuota } from './quota.ts';
import { TeamMember } from './team-member.ts';

test('a call that finds too many others open is refused late', async () => {
  const waited: number[] = [];
  const never = new Promise<never>(() => undefined);
  const engine = { control: () => never, worlds: { has: () => true } } as unknown as Engine;
  const quotas = { worlds: 10, commandsPerMinute: 1_000_000, requestsPerMinute: 1_000_000, ttl: duration(1) };
  const member = new TeamMember({ name: 'acme', ...quotas }, () => engine, new WeakMap(), {
    now: () => instant(0),
    steady: () => 0,
    nextTurn: () => Promise.resolve(),
    isShared: () => false,
    createQuota: (_team, _kind, perMinute) => createQuota(perMinute),
    wait: async (milliseconds) => {
      waited.push(milliseconds);
    },
  });
  const request = { method: 'GET', target: '/__mock__/api/worlds/default/events', body: '' };
  const calls = Array.from({ length: 200 }, () => member.control(request, 'default'));
  const refused = await Promise.any(calls);
  expect(refused).toMatchObject({ status: 429 });
  expect(waited.length).toBeGreaterThan(0);
  expect(Math.min(...waited)).toBeGreaterThanOrEqual(1000);
});
