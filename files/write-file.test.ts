// The writer of all files, on a disk in memory that fails at each step, and on this machine's disk.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { FileError } from './file-error.ts';
import { diskInMemory } from './testing/disk-in-memory.ts';
import { removeLeftovers, writeFile } from './write-file.ts';

const file = '/there/ledger.json';
const temporary = /^\/there\/ledger\.json\.[0-9a-f]{12}\.new$/;

const getFailure = async (work: Promise<unknown>): Promise<FileError> =>
  work.then(
    () => {
      throw new Error('It was written.');
    },
    (error: unknown) => error as FileError,
  );

function* brokenTexts(): Generator<string> {
  yield 'a';
  throw new RangeError('A fault of ours.');
}

const chooseMode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('on any disk', () => {
  test('a file is written beside its name, synced, renamed, and the folder is synced', async () => {
    const memory = diskInMemory({ [file]: 'old' });
    await writeFile(file, 'new', { disk: memory.disk });
    expect([...memory.files]).toEqual([[file, 'new']]);
    const names = memory.steps.map((step) => step.split(' ')[0]);
    expect(names).toEqual(['create', 'write', 'sync', 'close', 'rename', 'syncFolder']);
    expect(memory.steps[0]?.split(' ')[1]).toMatch(temporary);
    expect(memory.steps.at(-1)).toBe('syncFolder /there');
  });

  test.each([1, 2, 3, 7, 1000])('a disk that accepts %d bytes at a time gets all of them', async (bytes) => {
    const memory = diskInMemory();
    memory.takes(bytes);
    await writeFile(file, ['{"a":', '', '1}'], { disk: memory.disk });
    expect(memory.files.get(file)).toBe('{"a":1}');
  });

  test('no two writers use the same temporary name', async () => {
    const memory = diskInMemory();
    await Promise.all(Array.from({ length: 20 }, () => writeFile(file, 'x', { disk: memory.disk })));
    expect(new Set(memory.steps.filter((step) => step.startsWith('create'))).size).toBe(20);
  });

  const failures = [
    ['create', 'EACCES', 'permission is denied. Give a path that you have permission to write to.'],
    ['create', 'EROFS', 'the disk is read-only. Give a path on a writable disk.'],
    ['create', 'ENOENT', 'there is no such file or folder. Create the folder first, or give another path.'],
    ['create', 'ENOTDIR', 'a part of the path is a file, not a folder. Give another path.'],
    ['create', 'ENAMETOOLONG', 'the name is too long. Give a shorter name.'],
    ['create', 'EMFILE', 'too many files are open.'],
    ['create', 'EXDEV', 'cross-device link not permitted (EXDEV).'],
    ['write', 'ENOSPC', 'the disk is full. Free some space, or give a path on another disk.'],
    ['write', 'EDQUOT', 'your disk quota is used up. Free some space, or give a path on another disk.'],
    ['write', 'EIO', 'the disk reports an error.'],
    ['sync', 'ENOSPC', 'the disk is full. Free some space, or give a path on another disk.'],
    ['sync', 'EIO', 'the disk reports an error.'],
    ['close', 'EDQUOT', 'your disk quota is used up. Free some space, or give a path on another disk.'],
    ['rename', 'EBUSY', 'another program is using it.'],
    ['rename', 'EPERM', 'permission is denied. Give a path that you have permission to write to.'],
  ] as const;

  test.each(failures)(
    'a failure at %s with %s is reported, and the old file is kept',
    async (step, code, reason) => {
      const memory = diskInMemory({ [file]: 'old' });
      memory.failing.set(step, code);
      const error = await getFailure(writeFile(file, 'new', { disk: memory.disk }));
      expect(error).toBeInstanceOf(FileError);
      expect([error.code, error.path]).toEqual([code, file]);
      expect(error.message).toBe(`${file} cannot be written: ${reason}`);
      expect([...memory.files]).toEqual([[file, 'old']]);
    },
  );

  test('a disk that accepts no more bytes is full', async () => {
    const memory = diskInMemory({ [file]: 'old' });
    memory.takes(0);
    expect(await getFailure(writeFile(file, 'new', { disk: memory.disk }))).toMatchObject({ code: 'ENOSPC' });
    expect([...memory.files]).toEqual([[file, 'old']]);
  });

  test.each(['EINVAL', 'ENOTSUP', 'EACCES'])(
    'a folder that cannot be synced (%s) is not a failure',
    async (code) => {
      const memory = diskInMemory();
      memory.failing.set('syncFolder', code);
      await writeFile(file, 'new', { disk: memory.disk });
      expect(memory.files.get(file)).toBe('new');
    },
  );

  test('a folder whose sync reports a fault is one', async () => {
    const memory = diskInMemory();
    memory.failing.set('syncFolder', 'EIO');
    expect(await getFailure(writeFile(file, 'new', { disk: memory.disk }))).toMatchObject({ code: 'EIO' });
  });

  test.each([
    ['folder', 'EISDIR', 'it is a folder, not a file. Give another path.'],
    [
      'link',
      'ELOOP',
      'it is a symbolic link, and symbolic links are not followed. Remove the link, or give the path of the file itself.',
    ],
    ['other', 'EINVAL', 'it is a device, a pipe or a socket, not a file. Give another path.'],
  ] as const)(
    'anything but a file (%s) is rejected before anything is written',
    async (kind, code, reason) => {
      const memory = diskInMemory();
      memory.kinds.set(file, kind);
      const error = await getFailure(writeFile(file, 'new', { disk: memory.disk }));
      expect([error.code, error.message]).toEqual([code, `${file} cannot be written: ${reason}`]);
      expect(memory.steps).toEqual([]);
    },
  );

  test('an error that does not come from the disk is passed on unchanged', async () => {
    const memory = diskInMemory({ [file]: 'old' });
    expect(await getFailure(writeFile(file, brokenTexts(), { disk: memory.disk }))).toBeInstanceOf(
      RangeError,
    );
    expect([...memory.files]).toEqual([[file, 'old']]);
  });

  test('temporary files of killed programs are removed, and nothing else', async () => {
    const others = ['/there/ledger.json.bak', '/there/other.json.0123456789ab.new', '/there/ledger.json.new'];
    const memory = diskInMemory(
      Object.fromEntries([file, '/there/ledger.json.0123456789ab.new', ...others].map((name) => [name, ''])),
    );
    await removeLeftovers(file, memory.disk, 1);
    expect(memory.files.size).toBe(5);
    await removeLeftovers(file, memory.disk, 0);
    expect([...memory.files.keys()]).toEqual([file, ...others]);
  });
});

describe('on this machine', () => {
  let folder = '';
  let target = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'write-file-'));
    target = join(folder, 'file.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a private file is unreadable for others, even if it was readable before', async () => {
    writeFileSync(target, 'old');
    chmodSync(target, 0o666);
    await writeFile(target, 'tokens', { isPrivate: true });
    expect([readFileSync(target, 'utf8'), chooseMode(target)]).toEqual(['tokens', '600']);
  });

  test('any other file has the mode that the umask leaves', async () => {
    const umask = process.umask(0o027);
    try {
      await writeFile(target, 'report');
    } finally {
      process.umask(umask);
    }
    expect(chooseMode(target)).toBe('640');
  });

  test('a link in place of the file is not followed, and stays', async () => {
    writeFileSync(join(folder, 'victim'), 'precious');
    symlinkSync(join(folder, 'victim'), target);
    expect(await getFailure(writeFile(target, 'new'))).toMatchObject({ code: 'ELOOP', path: target });
    expect(readFileSync(target, 'utf8')).toBe('precious');
    expect(readdirSync(folder)).toEqual(['file.json', 'victim']);
  });

  test('a link without a target is rejected too', async () => {
    symlinkSync(join(folder, 'nowhere'), target);
    expect(await getFailure(writeFile(target, 'new'))).toMatchObject({ code: 'ELOOP' });
    expect(readdirSync(folder)).toEqual(['file.json']);
  });

  test('a link in place of the folder is followed, since the user gave it', async () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'linked'));
    await writeFile(join(folder, 'linked', 'a'), 'text');
    expect(readdirSync(join(folder, 'real'))).toEqual(['a']);
  });

  test.each([
    ['a device', () => '/dev/null', 'EINVAL'],
    ['a folder', () => folder, 'EISDIR'],
    ['a file in a file', () => '/dev/null/file', 'ENOTDIR'],
    ['a file in a missing folder', () => join(folder, 'no', 'file'), 'ENOENT'],
    ['a name of 300 characters', () => join(folder, 'a'.repeat(300)), 'ENAMETOOLONG'],
  ])('%s is rejected with the reason', async (_, path, code) => {
    expect(await getFailure(writeFile(path(), 'new'))).toMatchObject({
      name: 'FileError',
      code,
      path: path(),
    });
  });

  test('ten million characters are written completely', async () => {
    const text = 'ä'.repeat(10_000_000);
    await writeFile(target, text);
    expect(readFileSync(target, 'utf8') === text).toBe(true);
  });

  test('a fresh leftover stays, an old one goes', async () => {
    for (const name of ['file.json.aaaaaaaaaaaa.new', 'file.json.bbbbbbbbbbbb.new'])
      writeFileSync(join(folder, name), '');
    utimesSync(join(folder, 'file.json.bbbbbbbbbbbb.new'), 0, 0);
    await removeLeftovers(target);
    expect(readdirSync(folder)).toEqual(['file.json.aaaaaaaaaaaa.new']);
  });
});
