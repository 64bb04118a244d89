// Requests to several processes with one store, of which some come later, stop, are killed or do not answer.
import type { components } from '../../openapi/generated/control.ts';
import { createSharedEngines, type SharedEngines } from '../testing/shared-engines.ts';
import type { EngineUnderTest } from '../testing/engine-under-test.ts';
import { ownJob } from '../testing/answers.ts';

type Entry = components['schemas']['Entry'];

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
const users = (entries: readonly Entry[]) => entries.map(({ user }) => user);
/** Asks while others may be silent. */
const askWhileSilent = async (engine: EngineUnderTest) => shared.passUntil(list(engine));

test('a process that does not answer is said to be missing, once', async () => {
  await poll(first);
  await poll(third);
  shared.cut(third);
  const ask = async () => {
    const asked = first.engine.control({ method: 'GET', target: `/__mock__/api${requests}`, body: '' });
    await shared.pass(0);
    await shared.pass(500);
    return asked;
  };
  expect(await ask()).toMatchObject({ missing: 1, body: [{ user: 'alice' }] });
  expect(await ask()).toMatchObject({ missing: 0, body: [{ user: 'alice' }] });
});

test('when messages come through again, the others are found with the first question', async () => {
  await poll(second);
  shared.lose(() => true);
  const ask = async () =>
    shared.passUntil(first.engine.control({ method: 'GET', target: `/__mock__/api${requests}`, body: '' }));
  expect(await ask()).toMatchObject({ missing: 2, body: [] });
  shared.lose(() => false);
  expect(await ask()).toMatchObject({ missing: 0, body: [{ user: 'alice' }] });
});

test('a process that comes later, or stops, changes nothing for the others', async () => {
  const late = shared.add();
  await poll(late);
  await poll(first);
  late.engine.leave();
  expect(await list(second)).toHaveLength(2);
  expect(await list(third)).toHaveLength(2);
});

test('the requests to a process that is killed are known to the others, if they came a while before', async () => {
  for (const engine of shared.engines) await poll(engine);
  await shared.pass(1000);
  await poll(third, 'bob-token');
  shared.cut(third);
  for (const engine of [first, second, shared.add()])
    expect(users(await askWhileSilent(engine))).toEqual(['alice', 'alice', 'alice']);
  // One that has asked still knows them when another one is killed.
  shared.cut(second);
  expect(users(await askWhileSilent(first))).toHaveLength(3);
});

test('what others inherited is gone when the world is reset or the journal is emptied', async () => {
  for (const act of [
    async () => second.control('POST', '/worlds/default/reset', {}),
    async () => second.control('DELETE', requests),
  ]) {
    const late = shared.add();
    await poll(late);
    late.engine.leave();
    expect(await list(first)).toHaveLength(1);
    await act();
    for (const engine of [first, second, third]) expect(await list(engine)).toEqual([]);
    expect(await list(shared.add())).toEqual([]);
  }
});

test('a process whose keeper was killed finds another one', async () => {
  for (let count = 0; count < 15; count += 1) {
    await poll(first);
    await shared.pass(1000);
    if (count === 2) shared.cut(third);
    if (count === 4) shared.cut(second);
  }
  expect(shared.messages.some((text) => text.includes('"lost"'))).toBe(true);
  expect(await askWhileSilent(first)).toHaveLength(15);
});

test('a process that was not heard of shows itself with its next request', async () => {
  shared.lose((text) => text.includes('"hello"') || text.includes('"here"'));
  const late = shared.add();
  shared.lose(() => false);
  await shared.pass(6000);
  await poll(late);
  expect(await list(first)).toHaveLength(1);
});
