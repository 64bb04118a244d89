// Any web page can use the mocked API, but must not displace the worlds of the user in whose browser it runs.
import { duration, instant } from '../../time/time.ts';
import { fixture, start, terms } from '../testing/shipped.ts';
import { engineUnderTest } from '../testing/engine-under-test.ts';
import { createWorlds } from './worlds.ts';

const at = (second: number) => instant(start + second * 1000);

/** Worlds with room for three beside the first. @param asked the names in order of use, foreign ones with a `!` */
const after = (...asked: readonly string[]) => {
  const worlds = createWorlds({ fixture, terms, speed: 1, frozen: false, max: 3, idle: duration(60_000) });
  worlds.first(at(0));
  asked.forEach((name, index) => {
    const isForeign = name.endsWith('!');
    worlds.enter(`alice-token~${name.replace('!', '')}`, at(index / 100), isForeign);
  });
  return worlds;
};
const namesAfter = (...asked: readonly string[]) => after(...asked).names(at(1));

test.each<[string, readonly string[], readonly string[]]>([
  ['they fill the free places', ['mine', 'e1!', 'e2!'], ['e1', 'e2', 'mine']],
  ['they replace each other', ['mine', 'e1!', 'e2!', 'e3!', 'e4!'], ['e3', 'e4', 'mine']],
  [
    'they are removed before others, even before older ones',
    ['mine', 'e1!', 'e2!', 'second'],
    ['e2', 'mine', 'second'],
  ],
  ['without a free place none stays', ['a', 'b', 'c', 'e1!', 'e2!'], ['a', 'b', 'c']],
  ['other worlds still replace each other', ['a', 'b', 'c', 'd'], ['b', 'c', 'd']],
  [
    'a world that is used by another client is no longer foreign',
    ['e1!', 'e1', 'a', 'b', 'e2!', 'e3!'],
    ['a', 'b', 'e1'],
  ],
  [
    'a world does not become foreign when a foreign page uses it',
    ['mine', 'mine!', 'e1!', 'e2!', 'e3!'],
    ['e2', 'e3', 'mine'],
  ],
])('worlds created by foreign pages: %s', (_, asked, left) => {
  const names = namesAfter(...asked);
  expect(names).toEqual(['default', ...left].toSorted());
});

test('a foreign page may continue in its world although the limit is reached', () => {
  const worlds = after('a', 'b', 'c', 'e1!');
  void worlds.commit('e1', { kind: 'clock', frozen: true }, at(1));
  expect(worlds.enter('alice-token~e1', at(1), true)?.world.clock.frozen).toBe(true);
  worlds.enter('alice-token~a', at(2));
  expect(worlds.all()).toHaveLength(4);
});

test('memory does not grow with their number', () => {
  const many = Array.from({ length: 500 }, (_, index) => `e${index}!`);
  const worlds = after('mine', ...many);
  expect(worlds.all()).toHaveLength(4);
  expect(worlds.has('mine')).toBe(true);
});

test('they are removed when they are idle, like other worlds', () => {
  const worlds = after('e1!', 'e2!');
  expect(worlds.names(at(70))).toEqual(['default']);
  expect([worlds.isForeign('e1'), worlds.isForeign('default')]).toEqual([false, false]);
});

test('in the whole mock, hundreds of worlds of a foreign page do not affect a job', async () => {
  const { control, engine } = engineUnderTest({ max: 5 });
  await control('POST', '/worlds/mine/jobs', { user: 'carol', scenario: 'two-hours' });
  const ask = async (token: string, headers: Readonly<Record<string, string>> = {}) => {
    const context = await engine.respond({
      method: 'GET',
      target: '/api/v1/enrichment/status/',
      headers: { host: '127.0.0.1:4010', authorization: `Bearer ${token}`, ...headers },
      body: '',
    });
    engine.journal(context);
    return context.response;
  };
  for (let index = 0; index < 200; index += 1)
    await ask(`alice-token~e${index}`, { origin: 'http://evil.example' });
  expect((await ask('carol-token~mine')).body).toContain('"status":"queued"');
  // The worlds of a developer's own app replace the longest unused one, as usual.
  for (let index = 0; index < 6; index += 1)
    await ask(`alice-token~w${index}`, { origin: 'http://localhost:5173' });
  expect((await ask('carol-token~mine')).body).toBe('[]');
});

test('the restart of a world is reported if it is among the latest ten thousand removed worlds', () => {
  const again: string[] = [];
  const worlds = createWorlds({
    fixture,
    terms,
    speed: 1,
    frozen: false,
    max: 1,
    idle: duration(3_600_000),
    onEvent: (event) => {
      if (event.kind === 'begun' && event.again) again.push(event.world);
    },
  });
  for (let index = 0; index <= 10_003; index += 1) worlds.open(`w${index}`, start);
  worlds.open('w0', start);
  worlds.open('w9000', start);
  expect(again).toEqual(['w9000']);
});
