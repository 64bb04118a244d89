import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { canaries, createHostileHandler, forbidden } from '../testing/hostile.ts';
import { quick, run, serveTarget } from '../testing/run-inside.ts';
import { serve, stopAll } from '../testing/serve.ts';
import { parseSummaryFiles } from './summary-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'summaries-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(stopAll);

const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8');
const all = (name: string) =>
  ['slack', 'teams', 'text'].flatMap((one) => ['--summary-to', `${one}:${at(`${name}.${one}`)}`]);

test.each([
  [['slack:a.json'], [{ channel: 'slack', file: 'a.json' }]],
  [
    ['teams:a.json', 'text:b'],
    [
      { channel: 'teams', file: 'a.json' },
      { channel: 'text', file: 'b' },
    ],
  ],
  [['a.txt'], [{ channel: 'text', file: 'a.txt' }]],
  [['C:\\a.txt'], [{ channel: 'text', file: 'C:\\a.txt' }]],
])('--summary-to %j names channels and files', (texts, files) => {
  const mistakes: string[] = [];
  expect([parseSummaryFiles(texts, '--summary-to', mistakes), mistakes]).toEqual([files, []]);
});

test.each([
  [[''], '--summary-to is ""; it lacks a file. Give e.g. slack:summary.json.'],
  [['slack:'], '--summary-to is "slack:"; it lacks a file. Give e.g. slack:summary.json.'],
  [
    ['a.json'],
    '--summary-to is "a.json", but a JSON file needs a channel. Give slack:a.json or teams:a.json.',
  ],
  [['slack:a', 'teams:a'], '--summary-to names the file a twice. Give each its own file.'],
])('--summary-to %j is refused', (texts, mistake) => {
  const mistakes: string[] = [];
  parseSummaryFiles(texts, '--summary-to', mistakes);
  expect(mistakes).toEqual([mistake]);
});

test('a judged run writes all of them, without any token', async () => {
  const { url } = await serve(createHostileHandler('answers'));
  const ended = await run([...quick, '--base-url', url, ...all('hostile')], { ...canaries });
  expect(ended.status).toBe(1);
  for (const channel of ['slack', 'teams', 'text']) {
    const text = read(`hostile.${channel}`);
    expect(text).toContain('✗ Broken');
    expect(forbidden.filter((secret) => text.includes(secret))).toEqual([]);
  }
});

test('a run that judges nothing says so in each of them', async () => {
  const { url } = await serve((_, response) => response.writeHead(401).end());
  const { status } = await run([...quick, '--base-url', url, ...all('refused')], { ...canaries });
  expect(status).toBe(3);
  for (const channel of ['slack', 'teams', 'text'])
    expect(read(`refused.${channel}`)).toContain('Not judged');
});

test('so does a run with a wrong flag', async () => {
  await run(['--base-url', 'http://', ...all('wrong')], { ...canaries });
  expect(read('wrong.text')).toMatch(/^\? Not judged: .*The base URL/);
});

test('a file that cannot be written is refused before any request', async () => {
  const server = await serveTarget();
  mkdirSync(at('a-folder'));
  const { status } = await run([...quick, '--base-url', server.url, '--summary-to', at('a-folder')], {
    ...canaries,
  });
  expect(status).toMatch(
    /^The summary cannot be written: .*a-folder cannot be written: it is a folder, not a file/,
  );
  const missing = await run([...quick, '--base-url', server.url, '--summary-to', at('no/file')], {
    ...canaries,
  });
  expect(missing.status).toMatch(/^The summary cannot be written: /);
  expect([server.requests, existsSync(at('no'))]).toEqual([[], false]);
});
