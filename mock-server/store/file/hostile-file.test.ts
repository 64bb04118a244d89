// A state file or a log that somebody changed on purpose: it is refused, or the mock works with it.
import fc from 'fast-check';

import { diskInMemory } from '../../../files/testing/disk-in-memory.ts';
import { start } from '../../testing/shipped.ts';
import { mockOnDisk } from './testing/mock-on-disk.ts';
import { stateFile } from './testing/store-on-disk.ts';

/** Random in each run; `SEED=n make unit ARGS=hostile-file` repeats a run. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** A file with entries of many kinds, and the same world as a checkpoint. */
async function writeFiles(): Promise<readonly string[]> {
  const memory = diskInMemory();
  const { control, ask, worlds, store, close } = await mockOnDisk(memory);
  const records = Array.from({ length: 60 }, (_, row) => ({
    first_name: 'Ada',
    last_name: `Lovelace ${row}`,
  }));
  await control('POST', '/worlds/default/clock', { advance: '1h', speed: 60 });
  await ask('POST /api/v1/enrichment/submit/', 'alice-token', { records });
  await control('POST', '/worlds/default/jobs', { user: 'carol', scenario: 'pauses', submitted: '5m' });
  await control('POST', '/worlds/default/snapshots', { name: 'early' });
  await control('POST', '/worlds/default/faults', {
    effect: 'latency',
    latency: '1ms',
    every: 2,
    expires_in: '5h',
  });
  await control('POST', '/worlds/default/jobs', { user: 'carol' });
  const entries = memory.files.get(stateFile) ?? '';
  for (const world of worlds())
    await store.snapshot(world.name, { position: world.position, real: start, state: world });
  await control('POST', '/worlds/default/restore', { snapshot: 'early' });
  await close();
  const again = await mockOnDisk(memory);
  // Only the checkpoint and what came after it.
  await again.close();
  return [entries, memory.files.get(stateFile) ?? ''];
}

const scalar = /"(?:[^"\\]|\\.)*"(?!:)|-?\d+(?:\.\d+)?|true|false|null/g;
const evil = fc.constantFrom(
  '0',
  '-1',
  '1e308',
  '253402300799999',
  '9007199254740993',
  '0.5',
  'null',
  'true',
  '""',
  '"x"',
  '"__proto__"',
  '"default"',
  '"submit"',
  '"fail"',
  '"1969-01-01T00:00:00Z"',
  '"9999-12-31T23:59:59.999Z"',
  '[]',
  '{}',
  '[[]]',
  '{"digest":"0123456789abcdef"}',
);

test(`with any value replaced (seed ${seed})`, async () => {
  const files = await writeFiles();
  const seen = { refused: 0, worked: 0 };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), fc.nat(), evil, async (text, place, value) => {
      const found = [...text.matchAll(scalar)].filter(({ index }) => index > text.indexOf('\n'));
      const match = found[place % found.length];
      const [index, old] = match === undefined ? [0, ''] : [match.index, match[0]];
      const spoilt = text.slice(0, index) + value + text.slice(index + old.length);
      const mock = await mockOnDisk(diskInMemory({ [stateFile]: spoilt }));
      seen[mock.warnings.length === 0 ? 'worked' : 'refused'] += 1;
      expect(await mock.ask('GET /api/v1/enrichment/status/', 'alice-token')).toMatch(/^(200|401)\n/);
      for (const path of ['users', 'jobs', 'export', 'clock', 'faults', 'snapshots'])
        expect((await mock.control('GET', `/worlds/default/${path}`))[0]).toBe(200);
      expect((await mock.control('POST', '/worlds/default/clock', { advance: '1h' }))[0]).toBeLessThan(500);
    }),
    { seed, numRuns: Number(process.env['RUNS'] ?? 30) },
  );
  expect(seen.refused).toBeGreaterThan(0);
  expect(seen.worked).toBeGreaterThan(0);
});
