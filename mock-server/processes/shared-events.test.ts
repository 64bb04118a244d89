// The events of a world at a process, when others write to it.
import { createSharedEngines, type SharedEngines } from '../testing/shared-engines.ts';
import type { EngineUnderTest } from '../testing/engine-under-test.ts';
import type { ServerSentEvent } from '../testing/event-client.ts';
import { ownJob } from '../testing/answers.ts';

let shared: SharedEngines;
let first: EngineUnderTest;
let second: EngineUnderTest;
beforeEach(() => {
  shared = createSharedEngines([0, 3_600_000, 0]);
  [first, second] = shared.engines as [EngineUnderTest, EngineUnderTest];
});

const names = (events: readonly ServerSentEvent[]) =>
  events.map(({ event, id = '' }) => `${event} ${id}`.trim());
const poll = async ({ ask }: EngineUnderTest) => ask(`GET ${ownJob}`, 'alice-token');
const listNumbers = (events: readonly ServerSentEvent[]) =>
  events.flatMap(({ data }) =>
    (data as { entries: readonly { number: number }[] }).entries.map(({ number }) => number),
  );
const addJob = async ({ control }: EngineUnderTest) =>
  control('POST', '/worlds/default/jobs', { user: 'carol' });

/** Until a process that follows a world waits for news. */
const comeToRest = async () => {
  for (let count = 0; count < 3; count += 1) await shared.pass(50);
};

test('an entry that another process writes comes at once', async () => {
  const { read } = await shared.follow(first);
  expect(names(await read())).toEqual(['entry 1']);
  await addJob(second);
  await shared.pass(50);
  expect(names(await read())).toEqual(['entry 2']);
  for (let count = 0; count < 3; count += 1) await addJob(second);
  await shared.pass(50);
  await shared.pass(50);
  expect(names(await read())).toEqual(['entry 3', 'entry 4', 'entry 5']);
});

test('requests to others come in batches, each once', async () => {
  await second.ask(`GET ${ownJob}`, 'alice-token');
  const { read } = await shared.follow(first, '?only=requests');
  expect(await read()).toEqual([]);
  const seen: unknown[] = [];
  for (let count = 0; count < 6; count += 1) {
    await (count % 2 === 0 ? first : second).ask(`GET ${ownJob}`, 'alice-token');
    await shared.pass(100);
    seen.push(...(await read()).flatMap(({ data }) => (data as { entries: readonly unknown[] }).entries));
  }
  expect(seen).toHaveLength(6);
  const whole = await shared.follow(second, '?only=requests&since=0');
  expect(await whole.read()).toMatchObject([{ data: { missed: 0, entries: { length: 7 } } }]);
});

test('a message that gets lost is made up for within a second', async () => {
  const { read } = await shared.follow(first, '?since=0');
  await comeToRest();
  await read();
  shared.lose((text) => text.includes('"nudge"'));
  await addJob(second);
  await second.ask(`GET ${ownJob}`, 'alice-token');
  await shared.pass(50);
  expect(await read()).toEqual([]);
  await shared.pass(1000);
  expect(names(await read()).toSorted()).toEqual(['entry 2', 'requests']);
});

test('when another process removes the world, that is the last event, and the next stream is that of the new world', async () => {
  await addJob(first);
  const { read } = await shared.follow(first, '?form=fold');
  const { id } = (await read()).at(-1) ?? {};
  await second.control('DELETE', '/worlds/default');
  await shared.pass(50);
  expect(names(await read())).toEqual(['gone 0']);
  await addJob(second);
  await addJob(second);
  const again = await shared.follow(first, '?form=fold', id);
  expect(names(await again.read()).map((name) => name.split(' ')[0])).toEqual([
    'start',
    'entry',
    'entry',
    'entry',
  ]);
});

test('a world that is removed and begins again between two looks is another world', async () => {
  const { read } = await shared.follow(first);
  await addJob(first);
  await read();
  shared.lose(() => true);
  await second.engine.worlds.drop('default');
  for (let count = 0; count < 5; count += 1) await addJob(second);
  await shared.pass(1000);
  // It asks the others in vain, and then looks.
  await shared.pass(500);
  expect(names(await read()).at(-1)).toBe('gone 0');
});

test('a reset by another process is an entry like others', async () => {
  const { read } = await shared.follow(first);
  await read();
  await second.control('POST', '/worlds/default/reset', {});
  await shared.pass(50);
  expect(await read()).toMatchObject([{ id: '2', event: 'entry', data: { intent: { kind: 'reset' } } }]);
});

test.each(['', '?form=fold'])(
  'a client that connects again at another process continues where it was (%s)',
  async (form) => {
    const before = await shared.follow(first, form);
    await addJob(second);
    await shared.pass(50);
    const seen = [...(await before.read())];
    before.leave();
    await addJob(first);
    await addJob(second);
    const after = await shared.follow(second, form, seen.at(-1)?.id);
    const rest = await after.read();
    expect(names(rest).map((name) => name.split(' ')[0])).toEqual(['entry', 'entry']);
    const positions = [...seen, ...rest].flatMap(({ event, data }) =>
      event === 'entry' ? [(data as { position: number }).position] : [],
    );
    expect(positions).toEqual([1, 2, 3, 4]);
  },
);

test('a client that follows requests at another process gets those that it has missed, each once', async () => {
  await poll(first);
  await poll(second);
  const before = await shared.follow(first, '?only=requests&since=0');
  const seen = listNumbers(await before.read());
  before.leave();
  await poll(first);
  await poll(second);
  const after = await shared.follow(second, `?only=requests&since=${Math.max(...seen)}`);
  const rest = listNumbers(await after.read());
  expect([seen.length, rest.length, new Set([...seen, ...rest]).size]).toEqual([2, 2, 4]);
});

test('nobody asks for a world once its followers have left', async () => {
  const { read, leave } = await shared.follow(first);
  await read();
  leave();
  await read();
  await shared.pass(1100);
  await shared.pass(1100);
  const before = shared.messages.length;
  for (let count = 0; count < 5; count += 1) await shared.pass(1000);
  expect(shared.messages.slice(before)).toEqual([]);
});

test('while the store cannot be read, a stream ends, so that its client does not take old news for new', async () => {
  const [log, both] = [await shared.follow(first, '?only=log'), await shared.follow(first)];
  await shared.pass(50);
  await Promise.all([log.read(), both.read()]);
  shared.breakDown(true);
  await shared.pass(1000);
  await shared.pass(50);
  expect([log.isOver(), both.isOver()]).toEqual([true, true]);
  expect(names([...(await log.read()), ...(await both.read())])).toEqual([]);
  shared.breakDown(false);
  const again = await shared.follow(first);
  await addJob(second);
  await shared.pass(1000);
  expect(names(await again.read()).at(-1)).toBe('entry 2');
});
