// `mock --workers`: several processes on one port, with the same worlds.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  endPrograms,
  type Program,
  startProgram,
  startProgramWith,
} from '../../command-line/testing/program.ts';
import { openConnection, sendRequest } from '../testing/http-client.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workers-'));
});
afterEach(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true });
});

const headers = { Authorization: 'Bearer alice-token' };
const json = { ...headers, 'Content-Type': 'application/json' };
const base = '/api/v1/enrichment';

/** Waits until all workers listen. @returns its URL */
const listening = async (started: Program) =>
  /http:\/\/127\.0\.0\.1:\d+/.exec(await started.printed('Add an hour'))?.[0] ?? '';

const listChildren = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** Asks again until it holds. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await sleep(5);
};

const submit = async (url: string): Promise<string> => {
  const { status, body } = await sendRequest(`${url}${base}/submit/`, {
    method: 'POST',
    headers: json,
    body: '{"records":[{}]}',
  });
  expect(status).toBe(201);
  return (JSON.parse(body) as { readonly job_id: string }).job_id;
};

test('all workers have the same worlds, one of them may be killed, and all end with the mock', async () => {
  const [ready, state] = ['ready.json', 'worlds.json'].map((name) => join(folder, name)) as [string, string];
  const args = ['mock', '--port=0', '--workers=2', '--self-check', '--log=requests', '--state', state];
  const started = startProgram(...args, '--ready-file', ready);
  const url = await listening(started);
  expect(JSON.parse(readFileSync(ready, 'utf8'))).toMatchObject({ url, pid: started.pid });
  const [first = 0, second = 0] = listChildren(started.pid);

  // Each connection goes to the next worker.
  const jobs = [await submit(url), await submit(url), await submit(url)];
  const [, other] = [1, 2].map(() => openConnection(url));
  other?.send(`GET ${base}/status/ HTTP/1.1\r\nHost: a\r\nAuthorization: ${headers.Authorization}\r\n\r\n`);
  const list = (await other?.until(']')) ?? '';
  for (const job of jobs) expect(list).toContain(job);
  // Whichever worker is asked, it has the metrics of all.
  for (const _ of [first, second]) {
    const { body } = await sendRequest(`${url}/__mock__/metrics`);
    expect(body).toContain('{operation="submitEnrichment",method="POST",status="201"} 3\n');
  }

  // Whichever worker answers, the metrics are those of all.
  const metrics = await sendRequest(`${url}/__mock__/metrics`);
  expect(metrics.body).toMatch(/^enrichment_mock_log_entries_total 4$/m);

  const polling = new AbortController();
  let lost = 0;
  const answers = new Set<string>();
  const poll = async (): Promise<void> => {
    while (!polling.signal.aborted)
      await sendRequest(`${url}${base}/status/${jobs[0]}/`, { headers }).then(
        ({ status, body }) => answers.add(`${status} ${(JSON.parse(body) as { job_id: string }).job_id}`),
        () => {
          lost += 1;
        },
      );
  };
  const polls = [poll(), poll(), poll(), poll()];
  process.kill(first, 'SIGKILL');
  await until(() => listChildren(started.pid).some((pid) => pid !== first && pid !== second));
  jobs.push(await submit(url), await submit(url));
  polling.abort();
  await Promise.all(polls);
  expect([...answers]).toEqual([`200 ${jobs[0]}`]);
  // Each has one request at a time.
  expect(lost).toBeLessThanOrEqual(polls.length);

  const workers = listChildren(started.pid);
  started.signal('SIGTERM');
  const { status, stdout, stderr } = await started.ended;
  expect(status).toBe(0);
  expect(stderr).toBe(
    `Worker ${first} was ended by SIGKILL. Another one takes its place; requests that it had not answered are lost.\n`,
  );
  expect(stdout).toContain('Worlds      are kept in');
  expect(stdout.match(/is ready/g)).toHaveLength(1);
  expect(stdout.match(/"POST \S+\/submit\/ /g)).toHaveLength(jobs.length);
  expect(stdout.endsWith('\nStopped. Every response matched the document.\n')).toBe(true);
  expect(workers.filter(isRunning)).toEqual([]);
  expect(readdirSync(folder)).toEqual(['worlds.json']);

  const again = startProgram('mock', '--port=0', '--workers=2', '--state', state);
  const reply = await sendRequest(`${await listening(again)}${base}/status/`, { headers });
  for (const job of jobs) expect(reply.body).toContain(job);
});

test('workers end when the process that started them is killed', async () => {
  const started = startProgram('mock', '--port=0', '--workers=2');
  await listening(started);
  const workers = listChildren(started.pid);
  started.signal('SIGKILL');
  await started.ended;
  await until(() => !workers.some(isRunning));
  expect(workers).toHaveLength(2);
});

test('a worker complains about nothing when a message to the main process fails', async () => {
  const file = join(folder, 'fail.cjs');
  const fail = "process.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))";
  writeFileSync(
    file,
    `if (process.argv.includes('worker')) process.once('message', () => setImmediate(() => ${fail}));`,
  );
  const started = startProgramWith({ NODE_OPTIONS: `--require ${file}` }, 'mock', '--port=0', '--workers=2');
  await listening(started);
  started.signal('SIGTERM');
  expect(await started.ended).toMatchObject({ status: 0, stderr: '' });
});

test('the mock ends when workers cannot go on', async () => {
  const file = join(folder, 'end.cjs');
  writeFileSync(file, "if (process.argv.includes('worker')) process.exit(7);");
  const started = startProgramWith({ NODE_OPTIONS: `--require ${file}` }, 'mock', '--port=0', '--workers=2');
  const { status, stdout, stderr } = await started.ended;
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(
    '10 workers in a row ended before they listened; the last one ended with exit status 7.',
  );
});

test('what keeps one process from starting is said once', async () => {
  const one = startProgram('mock', '--port=0');
  const { port } = new URL(await listening(one));
  const { status, stderr } = await startProgram('mock', '--port', port, '--workers=3').ended;
  expect([status, stderr]).toEqual([
    2,
    `Port ${port} is in use. Choose another one with --port N, or a free one with --port 0.\n`,
  ]);
});

test('a worker is not started on its own, or from files that have changed', async () => {
  expect(await startProgram('mock', 'worker').ended).toMatchObject({
    status: 2,
    stderr: '"mock worker" is only for a mock with --workers, which starts it.\n',
  });
  const world = join(folder, 'world.yaml');
  const write = (seed: number) =>
    writeFileSync(world, `about: A world for a test.\nseed: ${seed}\nusers: { zoe: { token: zoe-token } }\n`);
  write(1);
  const started = startProgram('mock', '--port=0', '--workers=2', '--world', world);
  await listening(started);
  write(2);
  process.kill(listChildren(started.pid)[0] ?? 0, 'SIGKILL');
  const { status, stderr } = await started.ended;
  expect(status).toBe(1);
  expect(stderr).toContain('have changed since, so that a new worker would not be like the others.');
});
