// The state contains tokens and uploaded data: only the user can read the files, even in a shared folder.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { openTestState } from '../store/testing/test-store.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  file = join(folder, 'worlds.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const warnings: string[] = [];
const onDisk = async (path = file) => openTestState(path, { warn: (sentence) => warnings.push(sentence) });
const victim = () => join(folder, 'victim');
const chooseMode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('only the owner can read the file and its lock', async () => {
  const store = await onDisk();
  expect([chooseMode(file), chooseMode(`${file}.lock`)]).toEqual(['600', '600']);
  await store.close();
  expect(chooseMode(file)).toBe('600');
});

test.each([
  ['an empty file', true],
  ['a file of worlds', false],
])('even if others could read it before: %s', async (_, isEmpty) => {
  await (await onDisk()).close();
  if (isEmpty) writeFileSync(file, '');
  chmodSync(file, 0o666);
  await (await onDisk()).close();
  expect(chooseMode(file)).toBe('600');
});

test.each([
  ['zeros', Buffer.alloc(5000)],
  ['invalid UTF-8', Buffer.from([0xc3, 0x28, 0x0a])],
])('a file of %s is set aside', async (_, bytes) => {
  writeFileSync(file, bytes);
  await (await onDisk()).close();
  expect(warnings.splice(0)).toEqual([
    `The worlds in ${file} cannot be read: it is truncated or not JSON. The file is now named ${file}.unreadable-1, and the mock starts without its worlds.`,
  ]);
  expect(readFileSync(`${file}.unreadable-1`)).toEqual(bytes);
});

describe('a symbolic link', () => {
  beforeEach(() => writeFileSync(victim(), 'precious'));

  test('in place of a fixed temporary name has no effect', async () => {
    symlinkSync(victim(), `${file}.new`);
    await (await onDisk()).close();
    expect([chooseMode(file), readFileSync(victim(), 'utf8')]).toEqual(['600', 'precious']);
  });

  test.each([
    ['in place of the file', () => file],
    ['in place of the lock', () => `${file}.lock`],
  ])('%s is rejected, and its target is neither read nor moved', async (_, path) => {
    symlinkSync(victim(), path());
    await expect(onDisk()).rejects.toThrow(
      `${path()} cannot be written: it is a symbolic link, and symbolic links are not followed. Remove the link, or give the path of the file itself.`,
    );
    expect(readdirSync(folder).toSorted()).toEqual(['victim', basename(path())]);
    expect(readFileSync(victim(), 'utf8')).toBe('precious');
  });

  test('in place of the lock with a missing target is rejected at once', async () => {
    symlinkSync(join(folder, 'nowhere'), `${file}.lock`);
    await expect(onDisk()).rejects.toThrow(`${file}.lock cannot be written: it is a symbolic link`);
  });
});

test('two paths to the same file share one lock', async () => {
  symlinkSync(folder, join(folder, 'again'));
  const store = await onDisk();
  await expect(onDisk(join(folder, 'again', 'worlds.json'))).rejects.toThrow('Another mock (process');
  await store.close();
});

test('temporary files of killed mocks are removed', async () => {
  writeFileSync(`${file}.0123456789ab.new`, 'half');
  const ofLock = `${file}.lock.0123456789ab.new`;
  writeFileSync(ofLock, 'half');
  utimesSync(ofLock, 0, 0);
  await (await onDisk()).close();
  expect(readdirSync(folder)).toEqual(['worlds.json']);
});

test('a folder in place of the lock is reported at once', async () => {
  mkdirSync(`${file}.lock`);
  await expect(onDisk()).rejects.toThrow(`${file}.lock cannot be written: it is a folder, not a file.`);
});

test('a large file of something else is set aside without reading all of it', async () => {
  writeFileSync(file, '');
  truncateSync(file, 600 * 1024 * 1024);
  await (await onDisk()).close();
  expect(warnings.splice(0)).toEqual([expect.stringContaining('it is truncated or not JSON')]);
  expect(statSync(`${file}.unreadable-1`).size).toBe(600 * 1024 * 1024);
});

test('a folder in place of the file is reported', async () => {
  mkdirSync(file);
  await expect(onDisk()).rejects.toThrow(`${file} cannot be written: it is a folder, not a file.`);
});
