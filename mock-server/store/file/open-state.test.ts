// What is in a state file is the same when it is read again, also by a mock with other users, or of another version.
import fc from 'fast-check';

import { diskInMemory } from '../../../files/testing/disk-in-memory.ts';
import type { Fixture } from '../../domain/fixture.ts';
import { toPlainFixture } from '../../fixtures/world-value.ts';
import { someFault } from '../../testing/some-faults.ts';
import { fixture, start } from '../../testing/shipped.ts';
import { allIntents, intents, many } from './testing/intents.ts';
import { stateFile, storeOnDisk, writeState } from './testing/store-on-disk.ts';

/** Random in each run; `SEED=n make unit ARGS=store/open` repeats a run. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe('an entry is the same when the file is read again', () => {
  test(`with each of ${Object.keys(intents).length} kinds of intents`, async () => {
    const { memory } = await writeState(allIntents);
    const { list, warnings } = await storeOnDisk(memory);
    expect(await list()).toEqual(allIntents);
    expect(warnings).toEqual([]);
  });

  test(`with any fault (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someFault(), { minLength: 1, maxLength: 20 }), async (rules) => {
        const given = rules.map((rule) => ({ kind: 'add-fault' as const, rule }));
        const { memory } = await writeState(given);
        expect(await (await storeOnDisk(memory)).list()).toEqual(given);
      }),
      { seed, numRuns: 10 },
    );
  });

  test('and many rows are in the file once, on lines that others can come between', async () => {
    const submission = intents.submit[2] ?? intents.submit[0];
    const { memory, text } = await writeState(
      [submission, submission, ...intents.restore].flatMap((one) => one ?? []),
    );
    expect(text.match(/"rows":"/g)).toHaveLength(Math.ceil(many.count / 5000));
    const { list } = await storeOnDisk(memory);
    const [first, second] = await list();
    expect(first).toEqual(submission);
    // They share the memory, too.
    expect(Object(first).records).toBe(Object(second).records);
  });
});

test('a world that began with other users keeps them, as a world that was restored with them', async () => {
  const { memory } = await writeState(intents.reset);
  const other: Fixture = { ...fixture, about: 'Another world.', users: fixture.users.slice(0, 1), jobs: [] };
  const next = await storeOnDisk(memory, { beginning: { fixture: other } });
  const kept = (await next.list()).map((intent) =>
    intent.kind === 'restore' ? { ...intent, from: toPlainFixture(intent.from.fixture) } : intent,
  );
  expect(kept).toEqual(
    intents.reset.map((intent) => ({ ...intent, kind: 'restore', from: toPlainFixture(fixture) })),
  );
  await next.append(intents.reset[0] ?? { kind: 'clear-faults' });
  await next.store.close();
  expect(
    (await (await storeOnDisk(memory, { beginning: { fixture: other } })).list()).map(({ kind }) => kind),
  ).toEqual(['restore', 'restore', 'reset']);
});

test('a world that does not fit this mock is left out, and the others continue', async () => {
  const memory = diskInMemory();
  const first = await storeOnDisk(memory);
  for (const intent of intents.restore) await first.append(intent);
  await first.store.append('other', { intent: { kind: 'clear-faults' }, nonce: 'n', real: start }, 0);
  await first.store.close();
  const text = (memory.files.get(stateFile) ?? '').replace(
    '"scenario":"pauses","rec',
    '"scenario":"gone","rec',
  );
  const next = await storeOnDisk(diskInMemory({ [stateFile]: text }));
  expect(next.warnings).toEqual([
    expect.stringContaining(
      `World "shop" from ${stateFile} does not fit this mock: log.0.scenario: unknown scenario "gone"`,
    ),
    `The original file is now named ${stateFile}.unreadable-1; the mock continues with its other worlds.`,
  ]);
  expect((await next.store.worlds()).map(({ name }) => name)).toEqual(['other']);
});
