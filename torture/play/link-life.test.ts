// The link of a life opens a world with its jobs and with the requests of the client.
import { engineUnderTest } from '../../mock-server/testing/engine-under-test.ts';
import { createPlayer } from './create-player.ts';
import { patient } from './testing/clients.ts';
import { createPlan, takes } from './testing/plays.ts';

async function open(link: string | undefined) {
  const { control } = engineUnderTest();
  expect(await control('POST', '/worlds/life/restore', { link })).toEqual([200, expect.anything()]);
  const [, clock] = await control('GET', '/worlds/life/clock');
  const [, requests] = await control('GET', '/worlds/life/requests');
  return {
    clock,
    requests: requests as readonly Readonly<Record<'number' | 'status' | 'world_time', unknown>>[],
  };
}

test('the requests have the numbers and the times that a finding names', async () => {
  const faults = [{ at: 4000, fault: { effect: 'error', problem: 'serverError', next: 1 } as const }];
  const played = await createPlayer(patient).play(createPlan({ jobs: [takes(60)], faults }));
  const { clock, requests } = await open(await played.createLink());
  const sent = played.life.requests.map(({ number, status, decidedAt }) => [number, status, decidedAt]);
  const begin = Date.UTC(2026, 4, 6, 14, 23, 11);
  expect(
    requests.map(({ number, status, world_time: time }) => [
      number,
      status,
      Date.parse(String(time)) - begin,
    ]),
  ).toEqual(sent);
  expect(sent.map(([, status]) => status)).toContain(500);
  expect(clock).toMatchObject({ frozen: true });
});

test('a link can end at a moment; what came later is not there', async () => {
  const played = await createPlayer(patient).play(createPlan({ jobs: [takes(60)] }));
  const { clock, requests } = await open(await played.createLink(20_000));
  expect(clock).toMatchObject({ now: '2026-05-06T14:23:31.000Z' });
  expect(requests).toHaveLength(played.life.requests.filter(({ decidedAt }) => decidedAt <= 20_000).length);
});

test('a link of a life with many different requests has the latest ones, and stays short', async () => {
  const latencies = Array.from({ length: 97 }, (_, index) => (index * 7919) % 1000);
  const played = await createPlayer(patient).play(
    createPlan({ jobs: [{ scenario: 'two-hours', rows: 3 }], latencies }),
  );
  const link = await played.createLink();
  expect(link?.length).toBeLessThanOrEqual(8000);
  const { requests } = await open(link);
  expect(requests.at(-1)?.number).toBe(played.life.requests.length);
});
