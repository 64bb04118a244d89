// What the page computes from the events is what the server says, at every moment: now and in the past.
// `HISTORIES=10000 make unit ARGS=page-and-server` takes more of them, `SEED=n` repeats a run.
import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';

import { toControlJobView } from '../../control/views.ts';
import { getTime } from '../../domain/clock.ts';
import type { LogEntry } from '../../domain/entry.ts';
import { computeBalance } from '../../domain/wallet.ts';
import { getJobs, type World } from '../../domain/world.ts';
import { type Act, act } from '../../testing/acts.ts';
import { type EngineUnderTest, engineUnderTest } from '../../testing/engine-under-test.ts';
import { spec, start, terms } from '../../testing/shipped.ts';
import { addDuration, duration, type Instant } from '../../../time/time.ts';
import { EventParser, type ServerEvent } from '../../../page-parts/event-stream.ts';
import { createEmptyHistory, WorldHistory, type WorldStart } from './world-history.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const histories = Number(process.env['HISTORIES'] ?? 1000);

/** A page: it follows the world until it is left. */
class Page {
  history = createEmptyHistory('default', terms);
  lastId = '';
  #mock: EngineUnderTest;
  #connection = new AbortController();

  constructor(mock: EngineUnderTest) {
    this.#mock = mock;
  }

  /** @param mock that answers at the address now */
  async connect(mock = this.#mock): Promise<void> {
    this.#mock = mock;
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const outcome = await this.#mock.engine.control({
      method: 'GET',
      target: '/__mock__/api/worlds/default/events?form=fold&only=log',
      body: '',
      signal,
      ...(this.lastId === '' ? {} : { lastEventId: this.lastId }),
    });
    if (!('stream' in outcome)) throw new Error('There are no events.');
    void this.#read(outcome.stream);
  }

  disconnect(): void {
    this.#connection.abort();
  }

  async #read(stream: AsyncGenerator<string, void>): Promise<void> {
    const parser = new EventParser();
    for await (const text of stream) for (const event of parser.add(text)) this.#handle(event);
  }

  #handle({ event, data, id }: ServerEvent): void {
    this.lastId = id;
    const value = JSON.parse(data) as unknown;
    if (event === 'start') this.history = new WorldHistory('default', value as WorldStart, terms);
    if (event === 'entry') this.history.add(value as LogEntry);
  }
}

/** Until all events that are on their way have come. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Everything that the page shows of a world, computed as the page does. */
function seeWorld(world: World, now: Instant) {
  return {
    jobs: getJobs(world).map((job) => toControlJobView(job, now, spec)),
    balances: world.fixture.users.map((user) => computeBalance(world, user, now, terms) ?? null),
    faults: world.faults,
    snapshots: world.snapshots.map(({ name, jobs }) => ({ name, jobs })),
  };
}

/** The same, as the server has it. */
function seeServer({ engine, now }: EngineUnderTest) {
  const world = engine.worlds.get('default');
  if (world === undefined) throw new Error('There is no world.');
  return seeWorld(world, getTime(world.clock, now()));
}

const never = (_: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));

/** Compares thousands of worlds; Jest compares slowly, and says where two worlds differ. */
function expectEqual(seen: unknown, expected: unknown): void {
  expect(isDeepStrictEqual(seen, expected) ? expected : seen).toEqual(expected);
}

test(`${histories} logs: the page has what the server has, now and at every moment before (seed ${seed})`, async () => {
  const property = fc.asyncProperty(
    fc.array(fc.tuple(act, fc.boolean()), { maxLength: 8 }),
    fc.boolean(),
    async (acts: readonly (readonly [Act, boolean])[], frozen) => {
      const mock = engineUnderTest({ frozen, start }, start, never);
      const page = new Page(mock);
      await page.connect();
      const past: { readonly at: Instant; readonly seen: unknown; readonly position: number }[] = [];
      for (const [one, isAway] of acts) {
        if (isAway) page.disconnect();
        await one(mock);
        if (isAway) await page.connect();
        await settle();
        expectEqual(seeWorld(page.history.world, page.history.getNow(mock.now())), seeServer(mock));
        const { position } = page.history.world;
        past.push({ at: page.history.getNow(mock.now()), seen: seeServer(mock), position });
      }
      // A page that comes late folds the whole log, or begins with the checkpoint.
      const late = new Page(mock);
      await late.connect();
      await settle();
      for (const { history } of [page, late]) {
        expectEqual(seeWorld(history.world, history.getNow(mock.now())), seeServer(mock));
        // Of several moments at the same time the last one is shown, and what was before a reset is gone.
        const shown = past.filter(({ at, position }) => history.findMoment(at)?.world.position === position);
        expectEqual(
          shown.map(({ at }) => seeWorld(history.getWorldAt(at), at)),
          shown.map(({ seen }) => seen),
        );
      }
      page.disconnect();
      late.disconnect();
      // A mock that was started again has only a checkpoint.
      const kept = mock.engine.worlds.all();
      const restarted = addDuration(mock.now(), duration(1));
      const again = engineUnderTest({ frozen, start, kept, process: 'again-' }, restarted, never);
      await page.connect(again);
      await again.control('POST', '/worlds/default/clock', { advance: '10m' });
      await settle();
      expect(seeWorld(page.history.world, page.history.getNow(again.now()))).toEqual(seeServer(again));
      page.disconnect();
    },
  );
  await fc.assert(property, { numRuns: histories, seed });
});

test('a moment of the past is the world as it was', async () => {
  const mock = engineUnderTest({ frozen: true, start }, start, never);
  const page = new Page(mock);
  await page.connect();
  const post = (path: string, body: unknown) => mock.control('POST', `/worlds/default${path}`, body);
  await post('/jobs', { user: 'carol' });
  const before = seeServer(mock);
  await post('/clock', { advance: '1h' });
  await post('/jobs', { user: 'carol' });
  await settle();
  // Also in the middle of the hour that was skipped.
  const between = addDuration(start, duration(60_000));
  expect(getTime(page.history.getWorldAt(between).clock, mock.now())).toBe(start);
  const { history } = page;
  expect(seeWorld(history.getWorldAt(start), start)).toEqual(before);
  expect(history.getWorldAt(history.getNow(mock.now()))).toBe(history.world);
  expect(history.start).toBe(start);
  page.disconnect();
});

test('a mock that was started again is followed from its beginning, although its log looks alike', async () => {
  const before = engineUnderTest({ frozen: true, start }, start, never);
  const page = new Page(before);
  await page.connect();
  await before.control('POST', '/worlds/default/jobs', { user: 'carol' });
  await settle();
  page.disconnect();
  const again = engineUnderTest({ frozen: true, start }, addDuration(start, duration(1)), never);
  await again.control('POST', '/worlds/default/jobs', { user: 'bob', size: 7 });
  await page.connect(again);
  await settle();
  expect(seeWorld(page.history.world, start)).toEqual(seeServer(again));
  page.disconnect();
});
