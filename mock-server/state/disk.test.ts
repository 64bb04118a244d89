// The state holds tokens and what was uploaded: the files are the user's own, in a folder of everybody's too.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { realDisk } from './disk.ts';
import { mockOnDisk } from '../testing/mock-on-disk.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  file = join(folder, 'worlds.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const onDisk = async () => mockOnDisk({ disk: realDisk } as Parameters<typeof mockOnDisk>[0], { file });
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('nobody else may read the file or its lock', async () => {
  const { state } = await onDisk();
  expect([modeOf(file), modeOf(`${file}.lock`)]).toEqual(['600', '600']);
  await state.close();
  expect(modeOf(file)).toBe('600');
});

test('nor when others could read what a mock before left half-written', async () => {
  writeFileSync(`${file}.new`, 'half');
  chmodSync(`${file}.new`, 0o666);
  await (await onDisk()).state.close();
  expect(modeOf(file)).toBe('600');
});

test('a link that somebody put where the next version is written is not followed', async () => {
  const other = join(folder, 'other');
  writeFileSync(other, 'precious');
  symlinkSync(other, `${file}.new`);
  await expect(onDisk()).rejects.toThrow(`${file} cannot be used: a link stands in the way.`);
  expect(readFileSync(other, 'utf8')).toBe('precious');
});

test('a folder in place of the lock is told of, and not waited for', async () => {
  mkdirSync(`${file}.lock`);
  await expect(onDisk()).rejects.toThrow(`${file} cannot be used: `);
});

test('a file that is too large to be read is told of, and left as it is', async () => {
  writeFileSync(file, '');
  truncateSync(file, 600 * 1024 * 1024);
  await expect(onDisk()).rejects.toThrow(`${file} cannot be used: it is larger than what can be read`);
  expect(statSync(file).size).toBe(600 * 1024 * 1024);
});

test('a folder in place of the file is told of', async () => {
  mkdirSync(file);
  await expect(onDisk()).rejects.toThrow(`${file} cannot be used: it is a folder, and a file is needed.`);
});
