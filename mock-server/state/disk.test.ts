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
const victim = () => join(folder, 'victim');
const chooseMode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('only the owner can read the file and its lock', async () => {
  const { state } = await onDisk();
  expect([chooseMode(file), chooseMode(`${file}.lock`)]).toEqual(['600', '600']);
  await state.close();
  expect(chooseMode(file)).toBe('600');
});

test('even if others could read it before', async () => {
  writeFileSync(file, '');
  chmodSync(file, 0o666);
  await (await onDisk()).state.close();
  expect(chooseMode(file)).toBe('600');
});

describe('a symbolic link', () => {
  beforeEach(() => writeFileSync(victim(), 'precious'));

  test('in place of a fixed temporary name has no effect', async () => {
    symlinkSync(victim(), `${file}.new`);
    await (await onDisk()).state.close();
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
  const { state } = await onDisk();
  const other = mockOnDisk({ disk: realDisk } as Parameters<typeof mockOnDisk>[0], {
    file: join(folder, 'again', 'worlds.json'),
  });
  await expect(other).rejects.toThrow('Another mock (process');
  await state.close();
});

test('temporary files of killed mocks are removed', async () => {
  writeFileSync(`${file}.0123456789ab.new`, 'half');
  const ofLock = `${file}.lock.0123456789ab.new`;
  writeFileSync(ofLock, 'half');
  utimesSync(ofLock, 0, 0);
  await (await onDisk()).state.close();
  expect(readdirSync(folder)).toEqual(['worlds.json']);
});

test('a folder in place of the lock is reported at once', async () => {
  mkdirSync(`${file}.lock`);
  await expect(onDisk()).rejects.toThrow(`${file}.lock cannot be written: it is a folder, not a file.`);
});

test('a file that is too large is reported and left unchanged', async () => {
  writeFileSync(file, '');
  truncateSync(file, 600 * 1024 * 1024);
  await expect(onDisk()).rejects.toThrow(
    `${file} cannot be read: its size is 600 MiB, and the limit is 512 MiB`,
  );
  expect(statSync(file).size).toBe(600 * 1024 * 1024);
});

test('a folder in place of the file is reported', async () => {
  mkdirSync(file);
  await expect(onDisk()).rejects.toThrow(`${file} cannot be written: it is a folder, not a file.`);
});
