import { spawn } from 'node:child_process';
import { get } from 'node:http';
import { createInterface } from 'node:readline';

import type { Client, ClientRun } from '../life/client.ts';
import { createPlayer } from '../play/create-player.ts';
import { type Job, sleep } from '../play/testing/clients.ts';
import { createPlan, takes } from '../play/testing/plays.ts';
import { createHttpGate } from './http-gate.ts';

const createHttpPlayer = (client: Client) => createPlayer(client, { gate: createHttpGate() });

/** Asks over a socket of this process. */
const ask = ({
  baseUrl,
  token,
  jobId,
}: ClientRun): Promise<{ readonly status: number; readonly body: string }> =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}` };
    get(`${baseUrl}/enrichment/status/${jobId}/`, { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    }).on('error', reject);
  });

const overSocket: Client = async (run) => {
  for (;;) {
    const { body } = await ask(run).catch(() => ({ body: '{}' }));
    const job = JSON.parse(body) as Partial<Job>;
    if (job.status !== undefined) run.onStatus(job.status);
    if (job.status === 'completed') return job;
    await sleep(5000);
  }
};

// Taken before a life replaces it.
const nodeFetch = globalThis.fetch;

/** Asks with a fetch. */
const withFetch =
  (getFetch: () => typeof fetch): Client =>
  async ({ baseUrl, token, jobId, onStatus }) => {
    const url = `${baseUrl}/enrichment/status/${jobId}/`;
    for (;;) {
      const response = await getFetch()(url, { headers: { Authorization: `Bearer ${token}` } });
      const job = (await response.json()) as Job;
      onStatus(job.status);
      if (job.status === 'completed') return job;
      await sleep(5000);
    }
  };

/** A client in another process, which knows nothing of the life but its URLs. */
const program = `
const { createInterface } = require('node:readline');
const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
createInterface({ input: process.stdin }).on('line', async (line) => {
  const { baseUrl, token, jobId, waitUrl } = JSON.parse(line);
  for (;;) {
    try {
      const response = await fetch(baseUrl + '/enrichment/status/' + jobId + '/', { headers: { authorization: 'Bearer ' + token } });
      const { status } = await response.json();
      if (status) say({ jobId, onStatus: status });
      if (status === 'completed') return say({ jobId, returned: status });
    } catch {}
    const { status } = await fetch(waitUrl + '?ms=5000', { method: 'POST' });
    if (status === 410) return say({ jobId, returned: null });
  }
});`;

function startProcess() {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const client: Client = ({ baseUrl, token, jobId, waitUrl, onStatus }) =>
    new Promise((resolve) => {
      const listen = (line: string): void => {
        const said = JSON.parse(line) as {
          readonly jobId: string;
          readonly onStatus?: string;
          readonly returned?: string;
        };
        if (said.jobId !== jobId) return;
        if (said.onStatus !== undefined) onStatus(said.onStatus);
        if (said.returned === undefined) return;
        lines.off('line', listen);
        resolve(said.returned);
      };
      lines.on('line', listen);
      child.stdin.write(`${JSON.stringify({ baseUrl, token, jobId, waitUrl })}\n`);
    });
  return { client, stop: () => child.kill() };
}

test('a client of this process with its own sockets lives in virtual time', async () => {
  const plan = createPlan({ jobs: [takes(60)], latencies: [2000, 50] });
  const player = createHttpPlayer(overSocket);
  const { life } = await player.play(plan);
  expect(life.endings).toMatchObject([{ kind: 'returned', status: 'completed' }]);
  expect(life.endedBy).toBe('client');
  expect(life.requests.slice(0, 3).map(({ sentAt, arrivedAt }) => [sentAt, arrivedAt])).toEqual([
    [0, 2000],
    [7000, 7050],
    [12_050, 14_050],
  ]);
  expect(JSON.stringify((await player.play(plan)).life)).toBe(JSON.stringify(life));
});

test.each([
  ['the fetch of Node', () => nodeFetch],
  ['the global fetch of the life', () => globalThis.fetch],
])('a client that uses %s lives in virtual time', async (_, getFetch) => {
  const plan = createPlan({ jobs: [takes(60)], latencies: [2000, 50] });
  const player = createHttpPlayer(withFetch(getFetch));
  const { life } = await player.play(plan);
  expect(life.endings).toMatchObject([{ kind: 'returned', status: 'completed' }]);
  expect([life.endedBy, life.leakedTimers]).toEqual(['client', []]);
  expect(life.requests.slice(0, 3).map(({ sentAt, arrivedAt }) => [sentAt, arrivedAt])).toEqual([
    [0, 2000],
    [7000, 7050],
    [12_050, 14_050],
  ]);
  expect(JSON.stringify((await player.play(plan)).life)).toBe(JSON.stringify(life));
});

test.each(['reset', 'cut', 'drip'] as const)('the fault %s reaches a socket', async (effect) => {
  const keys = effect === 'drip' ? { bytes_per_second: 100 } : {};
  const plan = createPlan({ jobs: [takes(10)], faults: [{ at: 0, fault: { effect, next: 1, ...keys } }] });
  const { life } = await createHttpPlayer(overSocket).play(plan);
  expect(life.requests[0]).toMatchObject({
    outcome: effect === 'drip' ? 'response' : effect,
    faults: [effect],
  });
  expect(life.endings).toMatchObject([{ kind: 'returned', status: 'completed' }]);
});

test('a client in another process waits by requests, for several jobs and in several lives', async () => {
  const { client, stop } = startProcess();
  try {
    const player = createHttpPlayer(client);
    const { life } = await player.play(createPlan({ jobs: [takes(60), takes(20)] }));
    expect(life.endings).toMatchObject([{ status: 'completed' }, { status: 'completed' }]);
    expect(life.reports.map(({ run, at }) => (run === 1 ? at : 0)).filter((at) => at > 0)).toEqual([
      50, 5100, 10_150, 15_200, 20_250,
    ]);
    const left = await player.play(createPlan({ jobs: [takes(60)], unmountAt: 22_000 }));
    expect([left.life.unmountedAt, left.life.requests.length, left.life.endedAt]).toEqual([
      22_000, 5, 622_000,
    ]);
  } finally {
    stop();
  }
});

test('a client that waits by its own clock gets an error that says what to do', async () => {
  const player = createPlayer(() => new Promise(() => undefined), { gate: createHttpGate(50) });
  await expect(player.play(createPlan({}))).rejects.toThrow('waits by POST to the waitUrl of its run');
});

test('other programs and pages get nothing', async () => {
  const statuses: number[] = [];
  await createHttpPlayer(async (run) => {
    const { origin } = new URL(run.baseUrl);
    statuses.push((await ask({ ...run, baseUrl: `${origin}/api/v1` })).status);
    const wrongHost = new Promise<number>((resolve) => {
      const headers = { Host: 'evil.example' };
      get(`${run.baseUrl}/enrichment/status/`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
    });
    statuses.push(await wrongHost);
  }).play(createPlan({}));
  expect(statuses).toEqual([404, 404]);
});
