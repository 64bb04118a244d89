import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { diskInMemory } from '../../files/testing/disk-in-memory.ts';
import { openRunLedger } from './ledger-file.ts';
import { spec } from '../testing/exchanges.ts';
import { createRun } from '../testing/runs.ts';

const base = 'http://127.0.0.1:4010';
let folder = '';
let file = '';
let said: string[] = [];
const say = (sentence: string) => said.push(sentence);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  file = join(folder, 'ledger.json');
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (target = base) => openRunLedger(file, target, say);
const addRun = async () => (await read()).add(createRun(), spec.lifeCycle);

test('the first run creates a ledger, and the next run continues it', async () => {
  expect((await read()).given.earlier).toEqual({ runs: 0, jobs: [] });
  await addRun();
  expect((await read()).given.earlier).toMatchObject({
    runs: 1,
    jobs: [{ status: 'in-progress' }],
  });
  await addRun();
  expect((await read()).past(() => 'broken').history).toHaveLength(2);
  expect([said, readdirSync(folder)]).toEqual([[], ['ledger.json']]);
});

test('without a ledger the run reads and writes no file', async () => {
  const ledger = await openRunLedger(undefined, base, say);
  await ledger.add(createRun(), spec.lifeCycle);
  expect([ledger.given, ledger.past(() => 'broken'), readdirSync(folder)]).toEqual([{}, {}, []]);
});

test.each([
  [
    'a file with invalid JSON',
    '{"format"',
    'read: its JSON ends too early, at line 1, column 10. The file may be truncated; create it again.',
  ],
  ['nothing', '', 'read: it is empty, but must contain JSON. Create it again.'],
  [
    'zeros',
    '\0\0\0',
    'read: it contains a NUL byte in line 1 and is probably damaged. Restore it or create it again.',
  ],
  [
    'a ledger of another version',
    '{"format":"enrichment-sandbox/contract-ledger","version":1,"target":"","jobs":[],"runs":[],"clauses":{}}',
    'used. It has version 1, which this version of enrichment-sandbox cannot read.',
  ],
  [
    'a file with other content',
    '[]',
    'used. It does not have the format of this version: the file is []; it must be an object.',
  ],
])('%s is set aside with a message, and never overwritten', async (_, text, why) => {
  writeFileSync(file, text);
  await addRun();
  writeFileSync(file, text);
  await addRun();
  const subject = why.startsWith('used') ? `The ledger ${file}` : file;
  expect(said[0]).toBe(
    `${subject} cannot be ${why} It was renamed to ${file}.unreadable-1, and this run starts a new ledger.`,
  );
  const aside = ['ledger.json.unreadable-1', 'ledger.json.unreadable-2'];
  expect(readdirSync(folder)).toEqual(['ledger.json', ...aside]);
  for (const name of aside) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});

test('a ledger of version 2 is continued, and gets the numbers of each run from now on', async () => {
  await addRun();
  const { statistics: _none, ...stored } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...stored, version: 2 }));
  await addRun();
  const { version, runs, statistics } = JSON.parse(readFileSync(file, 'utf8'));
  expect([version, runs.length, statistics.length, said]).toEqual([3, 2, 1, []]);
});

test('the ledger of a later version is refused before any request, and stays unchanged', async () => {
  const text = '{"format":"enrichment-sandbox/contract-ledger","version":4}';
  writeFileSync(file, text);
  await expect(read()).rejects.toThrow(
    `The ledger ${file} has version 4, but this version of enrichment-sandbox can read only up to 3. Update it, or give another file.`,
  );
  expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['ledger.json'], text]);
});

test("another target's ledger is refused before any request, and stays unchanged", async () => {
  await addRun();
  const before = readFileSync(file, 'utf8');
  await expect(read('https://test.example/backend')).rejects.toThrow(
    `The ledger ${file} belongs to http://127.0.0.1:4010, but this run judges https://test.example. Use a separate ledger for each target.`,
  );
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test.each([
  ['a folder', () => mkdirSync(file), 'written: it is a folder, not a file. Give another path.'],
  [
    'a path in a missing folder',
    () => (file = join(folder, 'no', 'l.json')),
    'used: there is no such file or folder.',
  ],
  [
    'a symbolic link',
    () => symlinkSync(join(folder, 'other'), file),
    'written: it is a symbolic link, and symbolic links are not followed. Remove the link, or give the path of the file itself.',
  ],
])('%s is refused as a ledger', async (_, prepare, why) => {
  prepare();
  await expect(read()).rejects.toThrow(`The ledger cannot be written: ${file} cannot be ${why}`);
});

test.each([
  ['write', 'ENOSPC', 'the disk is full. Free some space, or give a path on another disk.'],
  ['sync', 'EIO', 'the disk reports an error.'],
  ['rename', 'EROFS', 'the disk is read-only. Give a path on a writable disk.'],
] as const)(
  'a disk failure at %s is reported at the end, and the old ledger is kept',
  async (step, code, why) => {
    const memory = diskInMemory();
    const open = async () => openRunLedger(file, base, say, memory.disk);
    expect(await (await open()).add(createRun(), spec.lifeCycle)).toBeUndefined();
    const before = [...memory.files];
    const ledger = await open();
    memory.failing.set(step, code);
    expect(await ledger.add(createRun(), spec.lifeCycle)).toBe(
      `This run could not be added to the ledger: ${file} cannot be written: ${why}`,
    );
    expect([...memory.files]).toEqual(before);
  },
);

test('the new ledger is synced to disk before it replaces the old one', async () => {
  const memory = diskInMemory();
  await (await openRunLedger(file, base, say, memory.disk)).add(createRun(), spec.lifeCycle);
  const steps = memory.steps.map((step) => step.split(' ')[0]);
  expect(steps.slice(-4)).toEqual(['sync', 'close', 'rename', 'syncFolder']);
});
