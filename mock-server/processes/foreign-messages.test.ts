// What anybody who reaches the store may say to the processes that share it: it is not believed, and ends none of them.
import { createSharedEngines } from '../testing/shared-engines.ts';
import type { EngineUnderTest } from '../testing/engine-under-test.ts';
import { ownJob } from '../testing/answers.ts';

const requests = '/worlds/default/requests';
const floors = { cleared: 0, dismissed: 0 };
const about = { known: [], started: 0, ended: 0 };
const reply = { entries: [], inherited: {}, isMore: false, latest: 0, lost: 0, floors, said: [], about };

/** A process that is no mock answers each question of a mock with this. */
async function answerWith(answer: unknown) {
  const shared = createSharedEngines([0]);
  const [engine] = shared.engines as [EngineUnderTest];
  const bus = shared.connectBus();
  const say = (channel: string, message: object) =>
    bus.publish(channel, JSON.stringify({ from: 'foreign', ...message }));
  bus.subscribe('processes', (text) => {
    const { kind, from, id } = JSON.parse(text) as Record<'from' | 'id' | 'kind', string>;
    if (kind === 'ask') say(`process:${from}`, { kind: 'answer', id, answer });
  });
  say('processes', { kind: 'hello', introduction: 1 });
  await engine.ask(`GET ${ownJob}`, 'alice-token');
  return { ...shared, engine, say };
}

test.each([
  ['an entry that is none', { ...reply, entries: [null] }],
  ['an entry without all fields', { ...reply, entries: [{ number: 5 }] }],
  ['no processes', { ...reply, about: {} }],
  ['no floors', { ...reply, floors: null }],
  ['nothing inherited', { ...reply, inherited: null }],
  ['an inherited entry that is none', { ...reply, inherited: { other: [7] } }],
  ['nothing that was said', { ...reply, said: 'x' }],
  ['a number without end', { ...reply, latest: 1e300 }],
  ['no object', 7],
])('an answer with %s is as good as none', async (_, answer) => {
  const { engine, follow, pass } = await answerWith(answer);
  const [status, entries] = await engine.control('GET', requests);
  expect([status, entries]).toEqual([200, [expect.objectContaining({ user: 'alice' })]]);
  const followed = await follow(engine);
  await pass(1000);
  expect((await followed.read()).length).toBeGreaterThan(0);
  followed.leave();
});

test('other worlds that are none are not named', async () => {
  const { engine, pass } = await answerWith([null, { name: 7, count: 'x' }]);
  const waiting = engine.control('GET', `${requests}/wait?user=bob&timeout=1s`);
  await pass(0);
  await pass(1000);
  await pass(1000);
  expect((await waiting)[0]).toBe(408);
});

test.each([
  ['mark', { kind: 'new', world: 'default', floors, said: [] }],
  ['world', { kind: 'new', mark: 1, floors, said: [] }],
  ['a name of a world', { kind: 'new', world: '../x', mark: 1, floors, said: [] }],
  ['floors', { kind: 'new', world: 'default', mark: 1, said: [] }],
  ['what was said', { kind: 'new', world: 'default', mark: 1, floors }],
  ['a time', { kind: 'advice', world: 'default' }],
  ['kind', null],
])('after a question without %s, entries have numbers as before', async (_, question) => {
  const { engine, say, pass } = await answerWith(7);
  say('processes', { kind: 'ask', id: 1, question });
  await pass(10);
  await engine.ask(`GET ${ownJob}`, 'bob-token');
  const [, entries] = await engine.control('GET', requests);
  expect(entries).toEqual([
    expect.objectContaining({ user: 'alice', number: expect.any(Number) }),
    expect.objectContaining({ user: 'bob', number: expect.any(Number) }),
  ]);
});

test.each([
  ['a legacy', 'legacy', 'legacy', { world: 'default', entries: [7] }],
  ['a legacy of no world', 'legacy', 'legacy', { world: '/', entries: [] }],
  ['advice', 'publication', 'content', { world: 'default', said: [], found: [{ id: 7 }] }],
  ['a sentence', 'publication', 'content', { world: 'default', said: [7], found: [] }],
])('what looks like %s and is none is not believed', async (_, kind, key, content) => {
  const { engine, say, passUntil } = await answerWith(reply);
  say('processes', { kind, [key]: content });
  const [status, entries] = await passUntil(engine.control('GET', requests));
  expect([status, entries]).toEqual([200, [expect.objectContaining({ user: 'alice' })]]);
  expect(await passUntil(engine.control('GET', '/worlds/default/advice'))).toEqual([200, []]);
});
