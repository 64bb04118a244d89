/** What every store does that several processes share. */
import { instant } from '../../../time/time.ts';
import type { Intent } from '../../domain/entry.ts';
import type { LogPart } from '../port.ts';
import type { TestStore } from './test-store.ts';

export interface SharedStoreRow {
  /** Opens a store without worlds, for a test. */
  readonly open: () => Promise<OpenShared>;
  /** Ends what all stores of the row need. */
  readonly stop?: () => Promise<void>;
}

export interface OpenShared {
  /** A store of one process. */
  readonly connect: () => TestStore | Promise<TestStore>;
  /** Lets a world be unused for as long as it may be. */
  readonly expire: (world: string) => void | Promise<void>;
  readonly close: () => void | Promise<void>;
}

const beginning: Intent = { kind: 'reset', ifNew: true, at: instant(0), speed: 1, frozen: false };
const begin = (nonce = 'begin') => ({ intent: beginning, nonce, real: instant(7) });
const draft = (nonce: string) => ({
  intent: { kind: 'delete', job: nonce } as const,
  nonce,
  real: instant(7),
});
const checkpoint = (position: number) => ({ position, real: instant(7), state: { jobs: [position] } });
/** A store may give more than what is new. */
const list = ({ entries }: LogPart<unknown>, after = 0) =>
  entries.filter(({ position }) => position > after).map(({ position, nonce }) => `${position} ${nonce}`);

/** Charges a quota of ten a minute. @returns what was granted, and the milliseconds until there is one more */
const use = async (store: TestStore, used: number, wanted: number) => {
  const charged = await store.shared?.quotas.charge('acme/commands', { perMinute: 10, used, wanted });
  return [charged?.granted, charged?.wait];
};

/** Defines the tests of a shared store. */
export function testSharedStore(name: string, row: SharedStoreRow): void {
  describe(`the shared store ${name}`, () => {
    let opened: OpenShared;
    let stores: readonly TestStore[] = [];
    let first: TestStore;
    let second: TestStore;
    beforeEach(async () => {
      opened = await row.open();
      first = await opened.connect();
      second = await opened.connect();
      stores = [first, second];
    });
    afterEach(async () => {
      for (const store of stores) await store.close();
      await opened.close();
    });
    afterAll(async () => row.stop?.());

    test('says that it is shared', () => {
      expect(first.shared?.health()).toEqual({ isUp: true, since: expect.any(Number) });
    });

    test('counts a quota for all processes together', async () => {
      expect(await use(first, 4, 0)).toEqual([0, 0]);
      expect(await use(second, 0, 4)).toEqual([4, 0]);
      const [granted, wait] = await use(first, 0, 4);
      expect(granted).toBe(2);
      // One of ten comes back in six seconds.
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(6000);
      // What was used already counts, although there was not so much left.
      const [none, later] = await use(second, 2, 1);
      expect(none).toBe(0);
      expect(later).toBeGreaterThan(wait ?? 0);
      expect(later).toBeLessThanOrEqual(18_000);
      const other = await second.shared?.quotas.charge('zoo/commands', {
        perMinute: 10,
        used: 0,
        wanted: 10,
      });
      expect(other?.granted).toBe(10);
    });

    test('shows each process what the others do, in one order', async () => {
      await first.append('shop', begin(), 0);
      expect(list(await second.look('shop', 0))).toEqual(['1 begin']);
      await second.append('shop', draft('a'), 1);
      expect(list(await first.append('shop', draft('b'), 1), 1)).toEqual(['2 a', '3 b']);
      expect(list(await second.look('shop', 2), 2)).toEqual(['3 b']);
      expect((await first.look('shop', 0)).entries).toEqual((await second.look('shop', 0)).entries);
    });

    test('gives all processes the same positions when they write at once', async () => {
      await first.append('shop', begin(), 0);
      const names = Array.from({ length: 24 }, (_any, index) => `n${index}`);
      const parts = await Promise.all(
        names.map(async (nonce, index) => stores[index % 2]?.append('shop', draft(nonce), 1)),
      );
      const log = list(await first.look('shop', 1), 1);
      expect(list(await second.look('shop', 1), 1)).toEqual(log);
      expect(new Set(log.map((line) => line.split(' ')[1]))).toEqual(new Set(names));
      for (const [index, part] of parts.entries()) {
        const own = log.findIndex((line) => line.endsWith(` n${index}`));
        const given = list(part ?? { entries: [] }, 1);
        expect(given.slice(0, own + 1)).toEqual(log.slice(0, own + 1));
        // A part goes on after the entry only if it is the whole log.
        expect(part?.isWhole === true || given.length === own + 1).toBe(true);
        expect(log.slice(0, given.length)).toEqual(given);
      }
    });

    test('has its own time, which never goes back and is that of its entries', async () => {
      const times: number[] = [];
      const note = ({ now = instant(-1), entries }: LogPart<unknown>): void => {
        times.push(now);
        for (const { real } of entries) expect(real).toBeLessThanOrEqual(now);
      };
      note(await first.append('shop', begin(), 0));
      for (let position = 1; position < 6; position += 1) {
        note(await second.append('shop', draft(`${position}`), position));
        note(await first.look('shop', position));
      }
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0]).not.toBe(7);
    });

    test('keeps both entries when two processes begin a world', async () => {
      const parts = await Promise.all([
        first.append('shop', begin('one'), 0),
        second.append('shop', begin('two'), 0),
      ]);
      const log = list(await first.look('shop', 0));
      expect(log).toHaveLength(2);
      expect(parts.map((part) => list(part))).toContainEqual(log);
    });

    test('adds nothing to a world that is not there', async () => {
      const gone = { entries: [], isWhole: true, now: expect.any(Number) };
      expect(await first.append('shop', draft('a'), 0)).toMatchObject(gone);
      await first.append('shop', begin(), 0);
      await second.look('shop', 0);
      await first.remove('shop');
      expect(await second.append('shop', draft('a'), 1)).toMatchObject(gone);
      expect(await second.look('shop', 1)).toMatchObject(gone);
      expect(await second.worlds()).toEqual([]);
    });

    test('gives the whole of a world that was removed and has begun again', async () => {
      await first.append('shop', begin('old'), 0);
      await first.append('shop', draft('a'), 1);
      await second.look('shop', 0);
      await first.remove('shop');
      await first.append('shop', begin('new'), 0);
      await first.append('shop', draft('b'), 1);
      const part = await second.look('shop', 2);
      expect([part.isWhole, list(part)]).toEqual([true, ['1 new', '2 b']]);
      expect(list(await second.append('shop', draft('c'), 2), 2)).toEqual(['3 c']);
    });

    test('writes to the world that there is when another process has begun it again', async () => {
      await first.append('shop', begin('old'), 0);
      await second.look('shop', 0);
      await first.remove('shop');
      await first.append('shop', begin('new'), 0);
      const part = await second.append('shop', draft('a'), 1);
      expect([part.isWhole, list(part)]).toEqual([true, ['1 new', '2 a']]);
      expect(list(await first.look('shop', 1), 1)).toEqual(['2 a']);
    });

    test('gives a checkpoint to a process that has not read so far', async () => {
      await first.append('shop', begin(), 0);
      for (const [index, nonce] of ['a', 'b', 'c'].entries())
        await first.append('shop', draft(nonce), index + 1);
      await first.snapshot('shop', checkpoint(3));
      const part = await second.look('shop', 0);
      const whole = part.checkpoint === undefined ? ['1 begin', '2 a', '3 b'] : [];
      expect(list(part)).toEqual([...whole, '4 c']);
      const late = await opened.connect();
      expect(list(await late.look('shop', 3), 3)).toEqual(expect.arrayContaining(['4 c']));
      await late.close();
    });

    test('keeps the newest checkpoint, whichever process is slower', async () => {
      await first.append('shop', begin(), 0);
      for (const [index, nonce] of ['a', 'b', 'c'].entries())
        await first.append('shop', draft(nonce), index + 1);
      await second.look('shop', 0);
      await first.snapshot('shop', checkpoint(4));
      await second.snapshot('shop', checkpoint(2));
      const late = await opened.connect();
      const { checkpoint: kept, entries } = await late.look('shop', 99);
      expect([kept?.position, kept?.state, entries]).toEqual([4, { jobs: [4] }, []]);
      await late.close();
    });

    test('ignores the checkpoint of a world that has begun again', async () => {
      await first.append('shop', begin('old'), 0);
      await first.append('shop', draft('a'), 1);
      await second.look('shop', 0);
      await first.remove('shop');
      await first.append('shop', begin('new'), 0);
      await second.snapshot('shop', checkpoint(2));
      const late = await opened.connect();
      expect(list(await late.look('shop', 0))).toEqual(['1 new']);
      await late.close();
    });

    test('removes a world that nobody uses', async () => {
      await first.append('shop', begin(), 0);
      await second.look('shop', 0);
      await opened.expire('shop');
      await second.append('other', begin(), 0);
      expect((await second.worlds()).map(({ name: world }) => world)).toEqual(['other']);
      expect(await first.look('shop', 1)).toMatchObject({
        entries: [],
        isWhole: true,
        now: expect.any(Number),
      });
    });

    test('carries messages to the other processes, and not to their sender', async () => {
      const heard: string[] = [];
      const own: string[] = [];
      first.shared?.bus.subscribe('requests', (text) => own.push(text));
      await new Promise<void>((resolve) => {
        const stop = second.shared?.bus.subscribe('requests', (text) => {
          heard.push(text);
          if (text !== 'ö {"last": true}') return;
          stop?.();
          resolve();
          clearInterval(timer);
        });
        // Nobody knows when the other one has begun to listen.
        const timer = setInterval(() => {
          first.shared?.bus.publish('others', 'no');
          first.shared?.bus.publish('requests', 'one');
          first.shared?.bus.publish('requests', 'ö {"last": true}');
        }, 20);
      });
      expect([new Set(heard), own]).toEqual([new Set(['one', 'ö {"last": true}']), []]);
    });
  });
}
