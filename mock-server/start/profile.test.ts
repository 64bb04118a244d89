import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadIngredients } from './ingredients.ts';
import { readMockOptions } from './options.ts';
import { startMock } from './start.ts';
import { failLoudly } from '../testing/shipped.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-'));
  file = join(folder, 'profile.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

const head = 'format: enrichment-sandbox/profile\nversion: 1\n';
const seen = `${head}readings: {framework-version: "3.14", not-found: plain, timestamps: microseconds}\nlatency: {typical: 40ms}\n`;

function chosen(text: string, ...flags: readonly string[]) {
  writeFileSync(file, text);
  return loadIngredients(readMockOptions(['--profile', file, ...flags]), process.cwd());
}

test.each<[string, readonly string[], object]>([
  ['as it says', [], { timestamps: 'microseconds', 'framework-version': '3.14', 'utc-designator': 'z' }],
  ['except for an explicit reading', ['--reading', 'timestamps=seconds'], { timestamps: 'seconds' }],
  [
    'except for an explicit version, with everything that follows from it',
    ['--drf', '3.16'],
    { 'framework-version': '3.16', 'not-found': 'named', timestamps: 'microseconds' },
  ],
])('a mock reads a profile %s', async (_, flags, want) => {
  expect((await chosen(seen, ...flags)).readings).toMatchObject(want);
});

test.each<[string, readonly string[], number | undefined]>([
  ['no time', [], undefined],
  ['as long as the profile says', ['--latency', 'profile'], 40],
  ['as long as the flag says', ['--latency', '1s'], 1000],
])('a response takes %s', async (_, flags, latency) => {
  expect((await chosen(seen, ...flags)).latency).toBe(latency);
});

test('a profile without a latency cannot be used for it', async () => {
  const text = `${head}readings: {}\n`;
  await expect(chosen(text, '--latency', 'profile')).rejects.toThrow(`${file} does not define a latency`);
  const without = loadIngredients(readMockOptions(['--latency', 'profile']), process.cwd());
  await expect(without).rejects.toThrow('--latency is "profile", which needs a profile: give --profile.');
});

test.each(['soon', '-1s', '2m'])('a latency of %s is rejected', (latency) => {
  expect(() => readMockOptions([`--latency=${latency}`])).toThrow(
    `--latency is "${latency}"; it must be a duration of at most 1m,`,
  );
});

test('the mock delays its responses by that time', async () => {
  const options = readMockOptions(['--port', '0', '--latency', '60ms']);
  const ingredients = await loadIngredients(options, process.cwd());
  const mock = await startMock({ ...options, ...ingredients, onCrash: (error) => failLoudly(String(error)) });
  const began = performance.now();
  await (await fetch(`${mock.url}/api/v1/nothing/`)).text();
  expect(performance.now() - began).toBeGreaterThan(55);
  await mock.stop();
});
