/** Appends to a file store until it is killed, and prints each entry as soon as it is promised to be on the disk. */
import { writeSync } from 'node:fs';

import { instant } from '../../../../time/time.ts';
import type { Intent } from '../../../domain/entry.ts';
import { packRows } from '../../../domain/submitted-rows.ts';
import { openTestState, type TestStore } from '../../testing/test-store.ts';

const [, , file = '', run = ''] = process.argv;

const lines = (count: number) =>
  packRows(
    Array.from({ length: count }, (_, row) => ({
      firstName: `${run}-${row}`,
      lastName: null,
      companyName: '',
    })),
  );
const toIntent = (number: number): Intent => {
  if (number % 5 > 0) return { kind: 'delete', job: `job-${number}` };
  const rows = (number % 3) * 100 + 1;
  return { kind: 'submit', owner: 'alice', rows, records: lines(rows) };
};

/** Each world waits for its entries; together they share writes. */
async function appendForever(store: TestStore, world: string): Promise<never> {
  for (let number = 0; ; number += 1) {
    const draft = { intent: toIntent(number), nonce: `${run}-${number}`, real: instant(number) };
    const { entries } = await store.append(world, draft, 0);
    const { position = 0, real = instant(0) } = entries.at(-1) ?? {};
    writeSync(1, `${world} ${position} ${draft.nonce}\n`);
    if (number % 20 === 19) await store.snapshot(world, { position, real, state: { after: position } });
  }
}

// So small that the file is rewritten all the time.
void openTestState(file, { minSize: 4096 }).then(async (store) => {
  writeSync(1, 'open\n');
  await Promise.all(['one', 'two', 'three'].map(async (world) => appendForever(store, world)));
});
