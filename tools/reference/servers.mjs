// Starts the mock and the reference server on loopback, with the same users, jobs and time.
// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

import { exchange } from './exchange.mjs';

const folder = 'build/reference';
const python = '/usr/bin/python3';
const now = '2026-05-06T14:25:42Z';

/** @typedef {{ port: number, stop: () => void }} Server */

/** One sentence if the reference server cannot run here; otherwise undefined. */
export function whatIsMissing() {
  const found = spawnSync(python, ['-c', 'import django, rest_framework, gunicorn']).status === 0;
  return found
    ? undefined
    : 'The reference server needs the Debian packages python3-django, python3-djangorestframework and gunicorn.';
}

/** The other readings that the reference server supports. */
const otherReadings = ['list-envelope=page-number', 'job-id-route=string'];

/** @param {boolean} otherwise @returns {Promise<Server>} */
export async function startMock(otherwise) {
  mkdirSync(folder, { recursive: true });
  const ready = `${folder}/mock.json`;
  rmSync(ready, { force: true });
  const flags = ['--no-cors', '--drf', versionOfReference()];
  if (otherwise) flags.push(...otherReadings.flatMap((reading) => ['--reading', reading]));
  const child = spawn(
    process.execPath,
    ['dist/cli.js', 'mock', '--freeze', '--now', now, '--port', '0', '--ready-file', ready, ...flags],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  while (!existsSync(ready)) await sleep(20);
  const { url } = JSON.parse(readFileSync(ready, 'utf8'));
  return { port: Number(new URL(url).port), stop: () => void child.kill() };
}

/** The mock's framework profile for the installed framework. */
export function versionOfReference() {
  const print = 'import rest_framework as drf; print(drf.VERSION)';
  const [major = 0, minor = 0] = spawnSync(python, ['-c', print], { encoding: 'utf8' })
    .stdout.split('.')
    .map(Number);
  return major > 3 || minor > 16 ? '3.18' : minor > 14 ? '3.16' : '3.14';
}

/** Stores the world of a mock in its default readings for the reference, and returns the ids of two jobs. @param {Server} mock */
export async function handOver(mock) {
  const world = await restoreFromSnapshot(mock.port);
  writeFileSync(`${folder}/world.json`, JSON.stringify(world));
  /** @param {string} status */
  const getId = (status) => world.users['alice-token']?.find((job) => job.status === status)?.job_id ?? '';
  return { completed: getId('completed'), queued: getId('queued') };
}

/** @param {boolean} otherwise @returns {Promise<Server>} */
export async function startReference(otherwise) {
  const port = await freePort();
  const child = spawn(
    python,
    [
      '-m',
      'gunicorn',
      '--bind',
      `127.0.0.1:${port}`,
      '--chdir',
      'tools/reference',
      '--log-level',
      'critical',
      // A slow machine needs time for the largest bodies.
      '--timeout',
      '600',
      'server',
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        REFERENCE_WORLD: `${process.cwd()}/${folder}/world.json`,
        REFERENCE_OTHERWISE: otherwise ? '1' : '0',
        PYTHONDONTWRITEBYTECODE: '1',
      },
    },
  );
  const probe = { method: 'GET', target: '/', headers: [], body: '' };
  for (let tries = 0; (await exchange(port, probe)).status === 0; tries += 1) {
    if (tries === 100 || child.exitCode !== null) throw new Error('The reference server did not start.');
    await sleep(100);
  }
  return { port, stop: () => void child.kill() };
}

/** @param {number} port */
async function restoreFromSnapshot(port) {
  /** @param {string} target @param {string} [token] @param {string} [method] */
  const ask = async (target, token = '', method = 'GET') => {
    const { body } = await exchange(port, {
      method,
      target,
      headers: [['Authorization', `Bearer ${token}`]],
      body: '',
    });
    return JSON.parse(Buffer.from(body, 'latin1').toString());
  };
  /** @type {Record<string, { job_id: string, status: string }[]>} */
  const users = {};
  /** @type {Record<string, unknown>} */
  const rows = {};
  for (const { token, expired, inactive } of await ask('/__mock__/api/worlds/default/users')) {
    if (expired || inactive) continue;
    const jobs = await ask('/api/v1/enrichment/status/', token);
    users[token] = jobs;
    for (const { job_id: id, status } of jobs) {
      if (status !== 'completed' && status !== 'paused') continue;
      const first = await ask(`/api/v1/enrichment/result/${id}/?page_size=200`, token);
      rows[id] = { total: first.total_records, first: first.data };
    }
  }
  const id = '00000000-0000-4000-8000-000000000000';
  const targets = {
    submit: 'enrichment/submit/',
    list: 'enrichment/status/',
    status: `enrichment/status/${id}/`,
    result: `enrichment/result/${id}/`,
    control: 'enrichment-control/',
  };
  const views = Object.fromEntries(
    await Promise.all(
      Object.entries(targets).map(async ([key, target]) => [
        key,
        await ask(`/api/v1/${target}`, 'alice-token', 'OPTIONS'),
      ]),
    ),
  );
  return { users, rows, views };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
