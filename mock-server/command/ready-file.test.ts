import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { removeStaleReadyFile, writeReadyFile } from './ready-file.ts';
import { mock } from './serve.ts';
import { fixture } from '../testing/shipped.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ready-'));
  file = join(folder, 'ready.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const url = 'http://127.0.0.1:4010';
const start = async (...args: readonly string[]) =>
  mock.run(args, {
    env: {},
    root: '.',
    print: () => undefined,
    complain: () => undefined,
    progress: () => undefined,
    stopAsked: Promise.resolve(),
  });

test('it contains url, tokens and pid, and only its owner can read it', async () => {
  await writeReadyFile(file, url, fixture);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    url,
    tokens: { alice: 'alice-token' },
    pid: process.pid,
  });
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
});

test('it is removed with the mock, unless another mock has replaced it', async () => {
  const remove = await writeReadyFile(file, url, fixture);
  const removeOther = await writeReadyFile(file, `${url}1`, fixture);
  await remove();
  expect(readFileSync(file, 'utf8')).toContain(`${url}1`);
  await removeOther();
  await removeOther();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['a flag is unknown', ['--prot=80'], 'Unknown flag --prot'],
  ['a flag is wrong', ['--port=80000'], '--port is "80000"'],
  ['the world file is missing', ['--port=0', '--world=gone.yaml'], 'no such file'],
  ['a reading is invalid', ['--port=0', '--reading=a=b'], '--reading a=b'],
  [
    'the host is not an address of this machine',
    ['--port=0', '--host=192.0.2.1'],
    'is not an address of this machine',
  ],
  ['the state file cannot be used', ['--port=0', '--state=gone/worlds.json'], 'no such file'],
])('the file of an earlier mock is removed when %s', async (_, args, reason) => {
  for (const given of [
    [...args, '--ready-file', file],
    [`--ready-file=${file}`, ...args],
  ]) {
    writeFileSync(file, '{"url":"http://127.0.0.1:9"}');
    await expect(start(...given)).rejects.toThrow(reason);
    expect(readdirSync(folder)).toEqual([]);
  }
});

test.each([
  ['a link', () => symlinkSync(join(folder, 'victim'), file), 'it is a symbolic link'],
  ['a folder', () => mkdirSync(file), 'it is a folder'],
])('%s in its place is rejected before the mock starts, and is kept', async (_, make, reason) => {
  writeFileSync(join(folder, 'victim'), 'precious');
  make();
  await expect(start('--port=0', '--ready-file', file)).rejects.toThrow(
    `${file} cannot be written: ${reason}`,
  );
  expect(readdirSync(folder)).toEqual(['ready.json', 'victim']);
  expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('precious');
});

test('a device is not removed', async () => {
  await expect(removeStaleReadyFile(['--ready-file', '/dev/null'])).rejects.toThrow('it is a device');
});

test('--help and arguments without the flag change no file', async () => {
  expect(await removeStaleReadyFile(['--port=0'])).toBeUndefined();
  writeFileSync(file, 'of a mock that runs');
  await start('--help', '--ready-file', file);
  expect(readdirSync(folder)).toEqual(['ready.json']);
});
