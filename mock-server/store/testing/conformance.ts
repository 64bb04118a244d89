/** What every store does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';

import { instant } from '../../../time/time.ts';
import type { Intent } from '../../domain/entry.ts';
import { packRows, readRow } from '../../domain/submitted-rows.ts';
import { getLast, type ModelWorld, lookInModel } from './model.ts';
import type { StoreRow, TestStore } from './test-store.ts';

/** Random in each run; `SEED=n make unit ARGS=store/conformance` repeats a run. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const intent = (job: string): Intent => ({ kind: 'delete', job });
/** With which a world can begin, in a shared store too. */
const beginning: Intent = { kind: 'reset', ifNew: true, at: instant(0), speed: 1, frozen: false };
const draft = (nonce: string, real = 1000) => ({ intent: beginning, nonce, real: instant(real) });
const checkpoint = (position: number) => ({ position, real: instant(1000), state: { jobs: [position] } });

/** Defines the tests of a store. */
export function testStore(name: string, { open, isDurable, stop }: StoreRow): void {
  describe(`the store ${name}`, () => {
    defineTests(open, isDurable);
    if (isDurable) testReopening(open);
    afterAll(async () => stop?.());
  });
}

function defineTests(open: StoreRow['open'], isDurable: boolean): void {
  let folder = '';
  let store: TestStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'store-'));
    store = await open(folder);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const append = async (world: string, nonce: string, real?: number, after = 0) =>
    store.append(world, draft(nonce, real), after);
  const appendThree = async () => {
    for (const nonce of ['a', 'b', 'c']) await append('shop', nonce);
  };
  const listNonces = async (world: string, after = 0) =>
    (await store.look(world, after)).entries.map(({ position, nonce }) => `${position} ${nonce}`);

  test('has nothing of a world without a log', async () => {
    expect([await store.look('shop', 0), await store.look('shop', 7), await store.worlds()]).toEqual([
      { entries: [] },
      { entries: [] },
      [],
    ]);
  });

  test('counts the positions of each world up from 1, and keeps intent, nonce and time', async () => {
    await append('shop', 'a', 1000);
    await append('other', 'a', 1001);
    await store.append('shop', { ...draft('b', 1002), intent: intent('b') }, 1);
    expect(await store.look('shop', 0)).toEqual({
      entries: [
        { position: 1, real: 1000, nonce: 'a', intent: beginning },
        { position: 2, real: 1002, nonce: 'b', intent: intent('b') },
      ],
    });
    expect(await listNonces('other')).toEqual(['1 a']);
  });

  test('returns what others added since the known position, and the new entry last', async () => {
    await appendThree();
    const { entries } = await store.append('shop', draft('d'), 1);
    expect(entries.map(({ nonce }) => nonce)).toEqual(['b', 'c', 'd']);
  });

  test('looks at what came after a position, and at everything after an unknown one', async () => {
    await appendThree();
    expect(await listNonces('shop', 2)).toEqual(['3 c']);
    expect(await listNonces('shop', 3)).toEqual([]);
    expect(await listNonces('shop', 4)).toEqual(['1 a', '2 b', '3 c']);
  });

  test('gives the checkpoint instead of the entries that it replaced', async () => {
    await appendThree();
    await store.snapshot('shop', checkpoint(2));
    const all = { checkpoint: checkpoint(2), entries: [expect.objectContaining({ nonce: 'c' })] };
    expect(await store.look('shop', 0)).toEqual(all);
    expect(await store.look('shop', 1)).toEqual(all);
    expect(await store.look('shop', 2)).toEqual({ entries: all.entries });
    expect(await store.append('shop', draft('d'), 1)).toEqual({
      checkpoint: checkpoint(2),
      entries: [...all.entries, expect.objectContaining({ position: 4, nonce: 'd' })],
    });
  });

  test('ignores a checkpoint that is older than the one it has', async () => {
    await appendThree();
    await store.snapshot('shop', checkpoint(3));
    await store.snapshot('shop', checkpoint(1));
    expect(await store.look('shop', 0)).toEqual({ checkpoint: checkpoint(3), entries: [] });
  });

  test('removes one world, whose positions then start again', async () => {
    await appendThree();
    await append('other', 'a');
    await store.remove('shop');
    await store.remove('nobody');
    expect((await store.worlds()).map(({ name }) => name)).toEqual(['other']);
    await append('shop', 'z');
    expect(await listNonces('shop')).toEqual(['1 z']);
  });

  test('keeps the order of entries that arrive together', async () => {
    const names = Array.from({ length: 20 }, (_any, index) => `${index}`);
    const parts = await Promise.all(names.map(async (nonce) => append('shop', nonce)));
    expect(await listNonces('shop')).toEqual(names.map((nonce, index) => `${index + 1} ${nonce}`));
    expect(parts.map(({ entries }) => entries.at(-1)?.nonce)).toEqual(names);
  });

  test('keeps uploaded rows, small and large, of several submissions', async () => {
    const rows = [1, 500].map((count) =>
      packRows(
        Array.from({ length: count }, (_any, row) => ({
          firstName: 'Zoë\u2028\n"',
          lastName: null,
          companyName: `${row}`,
        })),
      ),
    );
    await append('shop', 'begin');
    for (const [index, records] of [...rows, ...rows].entries()) {
      const submission = { kind: 'submit', owner: 'alice', rows: records.count, records } as const;
      await store.append('shop', { ...draft(`${index}`), intent: submission }, 0);
    }
    const { entries } = await store.look('shop', 1);
    expect(entries).toHaveLength(4);
    for (const [index, { intent: kept }] of entries.entries())
      expect(kept).toMatchObject({ records: rows[index % 2] });
    expect(readRow(rows[1] ?? packRows([]), 499)).toMatchObject({ companyName: '499' });
  });

  test(`is like the model after any history (seed ${seed})`, async () => {
    const step = fc.record({
      kind: fc.constantFrom('append', 'append', 'append', 'look', 'snapshot', 'remove', 'reopen'),
      world: fc.constantFrom('shop', 'other'),
      number: fc.nat(12),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const own = mkdtempSync(join(folder, 'run-'));
        let tried = await open(own);
        const model = new Map<string, ModelWorld>();
        const seen: (readonly [unknown, unknown])[] = [];
        for (const [index, { kind, world, number }] of steps.entries()) {
          const known = model.get(world) ?? { entries: [] };
          const position = getLast(known)?.position ?? 0;
          if (kind === 'remove') {
            model.delete(world);
            await tried.remove(world);
          } else if (kind === 'append') {
            const given = draft(`n${index}`, number);
            const real = instant(number);
            // Nobody knows the position of the entry that it adds.
            const after = number === position + 1 ? 0 : number;
            const next = {
              ...known,
              entries: [...known.entries, { ...given, real, position: position + 1 }],
            };
            model.set(world, next);
            seen.push([await tried.append(world, given, after), lookInModel(next, after)]);
          } else if (kind === 'snapshot' && number <= position && number > 0) {
            const given = { ...checkpoint(number), real: getLast(known)?.real ?? instant(0) };
            if (number >= (known.checkpoint?.position ?? 0))
              model.set(world, { ...known, checkpoint: given });
            await tried.snapshot(world, given);
          } else if (kind === 'reopen' && isDurable) {
            await tried.close();
            tried = await open(own);
          }
          seen.push([await tried.look(world, number), lookInModel(model.get(world), number)]);
        }
        expect(seen.map(([given]) => given)).toEqual(seen.map(([, expected]) => expected));
        expect((await tried.worlds()).map(({ name }) => name).toSorted()).toEqual(
          [...model.keys()].toSorted(),
        );
        await tried.close();
      }),
      { seed, numRuns: isDurable ? 40 : 200 },
    );
  });
}

const lookAtAll = async (store: TestStore) => [
  await store.look('shop', 0),
  await store.look('other', 0),
  await store.worlds(),
];

function testReopening(open: StoreRow['open']): void {
  test('has everything again when it is opened again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'store-'));
    const first = await open(folder);
    for (const [world, nonce] of ['shop a', 'shop b', 'shop c', 'other a', 'gone a'].map((one) =>
      one.split(' '),
    ))
      await first.append(world ?? '', draft(nonce ?? ''), 0);
    await first.snapshot('shop', checkpoint(2));
    await first.remove('gone');
    const before = await lookAtAll(first);
    await first.close();
    const second = await open(folder);
    expect(await lookAtAll(second)).toEqual(before);
    const { entries } = await second.append('shop', draft('d'), 2);
    expect(entries.map(({ position }) => position)).toEqual([3, 4]);
    await second.close();
    rmSync(folder, { recursive: true });
  });
}
