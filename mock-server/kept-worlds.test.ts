// --state and exported worlds as a user or a script has them: over several starts of the command.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endPrograms, type Program, startProgram } from '../command-line/testing/program.ts';
import { getErrorCode } from '../files/disk.ts';
import { createDraws } from '../random/random.ts';
import { sendRequest } from './testing/http-client.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true });
});

const start = (...args: readonly string[]) => startProgram('mock', '--port=0', ...args);
/** Waits until it listens. @returns its URL */
const listening = async (started: Program) =>
  /http:\/\/127\.0\.0\.1:\d+/.exec(await started.printed('Add an hour'))?.[0] ?? '';
const stopped = async (started: Program) => {
  started.signal('SIGTERM');
  return started.ended;
};
const post = async (url: string, body = '') => sendRequest(url, { method: 'POST', body });
const seen = async (url: string, token: string) => {
  const headers = { Authorization: `Bearer ${token}` };
  return (await sendRequest(`${url}/api/v1/enrichment/status/`, { headers })).body;
};

test('changes to a world are restored at the next start, which reports it', async () => {
  const file = join(folder, 'worlds.json');
  const first = start('--state', file);
  const url = await listening(first);
  await post(`${url}/__mock__/api/worlds/shop/clock`, 'frozen=true&advance=1h');
  await post(`${url}/__mock__/api/worlds/shop/jobs`, 'user=carol');
  const before = await seen(url, 'carol-token~shop');
  expect(await stopped(first)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`  Worlds      are kept in ${file} (new file)\n`),
    stderr: '',
  });
  expect(readdirSync(folder)).toEqual(['worlds.json']);

  const second = start('--state', file);
  const again = await listening(second);
  expect(await seen(again, 'carol-token~shop')).toBe(before);
  expect((await stopped(second)).stdout).toContain(`  Worlds      are kept in ${file} (2 restored)\n`);
});

/** Random in each run; `SEED=n make unit ARGS=kept-worlds` repeats a run, as far as a machine can. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Each costs a start of the program; `KILLS=100 make unit ARGS=kept-worlds` tests longer. */
const kills = Number(process.env['KILLS'] ?? 4);

const submission = JSON.stringify({ records: [{ first_name: 'Ada' }, { last_name: 'Lovelace' }] });

/** Submits to a world, one job after the other, until the mock is killed; `onJob` is called with the id of each. */
async function submitUntilKilled(url: string, token: string, onJob: (id: string) => void): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const options = { method: 'POST', headers, body: submission };
  for (;;) {
    // An error of the connection has a code.
    const response = await sendRequest(`${url}/api/v1/enrichment/submit/`, options).catch(
      (error: unknown) => {
        if (getErrorCode(error) === '') throw error;
      },
    );
    if (response === undefined) return;
    if (response.status !== 201) throw new Error(`A submission got ${response.status}: ${response.body}`);
    onJob((JSON.parse(response.body) as { job_id: string }).job_id);
  }
}

test(`each job whose submission got a response is there after kill -9 (seed ${seed})`, async () => {
  const file = join(folder, 'worlds.json');
  const draws = createDraws();
  draws.seed(seed);
  const answered = new Map(['one', 'two', 'three'].map((world) => [world, [] as string[]]));
  for (let kill = 0; kill <= kills; kill += 1) {
    const started = start('--state', file);
    const url = await listening(started);
    for (const [world, ids] of answered) {
      const shown = JSON.parse(await seen(url, `alice-token~${world}`)) as readonly { job_id: string }[];
      const there = shown.map(({ job_id }) => job_id);
      expect(there).toEqual(expect.arrayContaining(ids));
    }
    let left = Math.floor(draws.next() * 60);
    const clients = Array.from(answered, async ([world, ids]) =>
      submitUntilKilled(url, `alice-token~${world}`, (id) => {
        ids.push(id);
        left -= 1;
        if (left <= 0) started.signal('SIGKILL');
      }),
    );
    await Promise.all(clients);
    expect((await started.ended).stderr).toBe('');
  }
  expect([...answered.values()].flat().length).toBeGreaterThan(kills);
});

test('a second mock with the same file is rejected', async () => {
  const file = join(folder, 'worlds.json');
  const first = start('--state', file);
  await listening(first);
  expect(await start('--state', file).ended).toEqual({
    status: 2,
    stdout: '',
    stderr: `Another mock (process ${first.pid}) is using ${file}. Stop it, or choose another file with --state FILE.\n`,
  });
});

test('an unknown file is renamed, and the mock starts', async () => {
  const file = join(folder, 'worlds.json');
  writeFileSync(file, 'about: my shopping list\n');
  const started = start('--state', file);
  await listening(started);
  expect((await stopped(started)).stderr).toBe(
    `The worlds in ${file} cannot be read: it is truncated or not JSON. The file is now named ${file}.unreadable-1, and the mock starts without its worlds.\n`,
  );
  expect(readFileSync(`${file}.unreadable-1`, 'utf8')).toBe('about: my shopping list\n');
});

test.each([
  ['in a folder that is not there', 'gone/worlds.json', 'used: there is no such file or folder.'],
  ['that is a folder', '', 'written: it is a folder, not a file. Give another path.'],
])('a file %s is reported in one sentence', async (_, name, reason) => {
  const file = join(folder, name);
  expect(await start('--state', file).ended).toEqual({
    status: 2,
    stdout: '',
    stderr: `${file} cannot be ${reason}\n`,
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('with a port in use, the file is left to other mocks', async () => {
  const file = join(folder, 'worlds.json');
  const port = /:(\d+)/.exec((await listening(start())).replace('http:', ''))?.[1] ?? '';
  expect((await startProgram('mock', '--port', port, '--state', file).ended).status).toBe(2);
  expect(await listening(start('--state', file))).toContain('http');
});

test('a mock can start with an exported world', async () => {
  const first = await listening(start());
  const world = `${first}/__mock__/api/worlds/shop`;
  await post(`${world}/clock`, 'frozen=true&advance=1h');
  await post(`${world}/jobs`, 'user=carol&scenario=pauses');
  const { body: text, headers } = await sendRequest(`${world}/export`);
  expect(headers['content-type']).toBe('application/yaml');
  const file = join(folder, 'shop.yaml');
  writeFileSync(file, text);
  const second = await listening(start('--world', file, '--freeze'));
  expect(await seen(second, 'carol-token')).toBe(await seen(first, 'carol-token~shop'));
  expect(await seen(second, 'alice-token~another')).toBe(await seen(first, 'alice-token~shop'));
  const third = `${first}/__mock__/api/worlds/copy`;
  expect((await post(`${third}/restore`, new URLSearchParams({ file: text }).toString())).status).toBe(200);
  expect((await sendRequest(`${third}/export`)).body.replace('"copy"', '"shop"')).toContain('owner: carol');
});
