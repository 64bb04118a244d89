// Requests to several processes with one store: a client of any process sees all of them.
import fc from 'fast-check';

import type { components } from '../../openapi/generated/control.ts';
import { createSharedEngines, type SharedEngines } from '../testing/shared-engines.ts';
import type { EngineUnderTest } from '../testing/engine-under-test.ts';
import { ownJob } from '../testing/answers.ts';

type Entry = components['schemas']['Entry'];

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const requests = '/worlds/default/requests';

/** Three processes whose clocks differ. */
let shared: SharedEngines;
let first: EngineUnderTest;
let second: EngineUnderTest;
let third: EngineUnderTest;
beforeEach(() => {
  shared = createSharedEngines([0, 3_600_000, -7000]);
  [first, second, third] = shared.engines as [EngineUnderTest, EngineUnderTest, EngineUnderTest];
});

const poll = async ({ ask }: EngineUnderTest, token = 'alice-token', path = ownJob) =>
  ask(`GET ${path}`, token);
const list = async ({ control }: EngineUnderTest, query = '') =>
  (await control('GET', `${requests}${query}`))[1] as readonly Entry[];
const numbers = (entries: readonly Entry[]) => entries.map(({ number }) => number);
const users = (entries: readonly Entry[]) => entries.map(({ user }) => user);

test('each process lists the requests to all of them, in their order', async () => {
  for (const [engine, token] of [
    [first, 'alice-token'],
    [third, 'bob-token'],
    [second, 'carol-token'],
    [first, 'bob-token'],
  ] as const) {
    await poll(engine, token);
    await shared.pass(10);
  }
  const lists = await Promise.all(shared.engines.map(async (engine) => list(engine)));
  expect(lists.map(users)).toEqual(shared.engines.map(() => ['alice', 'bob', 'carol', 'bob']));
  expect(new Set(lists.map((entries) => numbers(entries).join())).size).toBe(1);
  expect(users(await list(second, '?user=bob&limit=1'))).toEqual(['bob']);
  const [, world] = await third.control('GET', '/worlds/default');
  expect(world).toMatchObject({ requests: lists[0]?.at(-1)?.number });
});

test(`a client that pages with since gets each request once, at whichever process it asks (SEED=${seed})`, async () => {
  const act = fc.record({ process: fc.nat(2), isPage: fc.boolean(), passes: fc.constantFrom(0, 0, 1, 5000) });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const { engines, pass } = createSharedEngines([0, 50, -50]);
      let since = 0;
      const seen: number[] = [];
      let sent = 0;
      const page = async (engine: EngineUnderTest) => {
        const found = numbers(await list(engine, `?since=${since}`));
        seen.push(...found);
        since = found.at(-1) ?? since;
      };
      for (const { process: index, isPage, passes } of acts) {
        const engine = engines[index] as EngineUnderTest;
        await pass(passes);
        if (isPage) await page(engine);
        else {
          await poll(engine);
          sent += 1;
        }
      }
      await page(engines[0] as EngineUnderTest);
      expect(seen).toHaveLength(sent);
      expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
    }),
    { seed, numRuns: 20 },
  );
});

test('a client waits at one process for requests to others', async () => {
  await poll(first);
  const waiting = first.control('GET', `${requests}/wait?count=3&timeout=1m`);
  await shared.pass(0);
  await poll(second);
  await shared.pass(60);
  await poll(third);
  await shared.pass(60);
  const [status, entries] = await waiting;
  expect([status, users(entries as readonly Entry[])]).toEqual([200, ['alice', 'alice', 'alice']]);
});

test('a wait that ends in vain names what came to others, and to other worlds there', async () => {
  const waiting = first.control('GET', `${requests}/wait?user=alice&timeout=10s`);
  await shared.pass(0);
  await poll(second, 'bob-token');
  await poll(third, 'alice-token~checkout');
  await shared.pass(10_000);
  const [status, detail] = await waiting;
  expect(status).toBe(408);
  expect(String(detail).replaceAll(/#\d+/g, '#1')).toBe(
    `Within 10s, no matching request arrived in world "default". Nearly: #1 GET ${ownJob} (404): the user is bob, not alice. World "checkout" received 1 matching requests in the meantime. Is the token correct?`,
  );
});

test('for a world that nobody reads, a few messages are sent in a second, whatever its traffic', async () => {
  const pollAll = async () => {
    for (let count = 0; count < 20; count += 1) for (const engine of shared.engines) await poll(engine);
  };
  await pollAll();
  const before = shared.messages.length;
  for (let count = 0; count < 3; count += 1) {
    await pollAll();
    await shared.pass(1000);
  }
  await shared.pass(1000);
  // Two say that there is something new; one asks, and two answer; each message is sent and received.
  expect(shared.messages.length - before).toBeLessThanOrEqual(3 * 20);
  const quiet = shared.messages.length;
  await shared.pass(5000);
  expect(shared.messages.length).toBe(quiet);
});

test.each([
  ['a client empties the journal', async () => first.control('DELETE', requests)],
  ['the world is reset', async () => first.control('POST', '/worlds/default/reset', {})],
  ['the world is deleted', async () => first.control('DELETE', '/worlds/default')],
])('when %s at one process, the requests are gone at all', async (_, act) => {
  for (const engine of shared.engines) await poll(engine);
  expect(await list(second)).toHaveLength(3);
  await act();
  for (const engine of shared.engines) expect(await list(engine)).toEqual([]);
  await poll(third);
  for (const engine of shared.engines) expect(await list(engine)).toHaveLength(1);
});

test('a request after a reset is known to a follower that has not heard of the reset yet', async () => {
  await poll(first);
  const { read } = await shared.follow(first, '?only=requests&since=0');
  await shared.pass(50);
  await read();
  await second.control('POST', '/worlds/default/reset', {});
  await poll(second, 'bob-token');
  await shared.pass(1000);
  await shared.pass(50);
  expect(users(await list(first))).toEqual(['bob']);
});

test('a world that was not used for long begins without the requests of before', async () => {
  await poll(first, 'alice-token~old');
  await poll(second, 'alice-token~old');
  await shared.pass(2 * 86_400_000);
  await poll(third, 'alice-token~old');
  for (const { control } of shared.engines)
    expect((await control('GET', '/worlds/old/requests'))[1]).toHaveLength(1);
});

test('a large journal comes in several messages, and its latest entries are listed', async () => {
  for (let count = 0; count < 130; count += 1) await poll(second);
  const entries = await list(first);
  expect(entries).toHaveLength(100);
  expect(numbers(entries)).toEqual(numbers(await list(second)));
});

test('a link has the requests to all processes, and a world that is restored from it has them at all', async () => {
  await poll(first);
  await shared.pass(5000);
  await poll(second, 'bob-token');
  await shared.pass(5000);
  await poll(third, 'carol-token');
  const before = await list(first);
  const [, link] = await second.control('GET', '/worlds/default/link?requests=true');
  await shared.pass(5000);
  const restored = await third.control('POST', '/worlds/copy/restore', { link });
  expect(restored[0]).toBe(200);
  for (const { control } of [...shared.engines, shared.add()]) {
    const [, entries] = await control('GET', '/worlds/copy/requests');
    const show = (some: readonly Entry[]) => some.map(({ user, path, world_time: at }) => [user, path, at]);
    expect(show(entries as readonly Entry[])).toEqual(show(before));
  }
});
