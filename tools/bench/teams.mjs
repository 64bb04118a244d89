// The part of the bench about teams: whether one that sends all it can slows down the others, who poll politely.
// @ts-check
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

import { formatRequest } from './load.mjs';
import { readCpuTime, startServer } from './process.mjs';
import { authorize, listLine } from './servers.mjs';

const count = 200;
/** Each of the other teams polls so often. */
const intervalMs = 1000;
/** @param {number} team */
const toKey = (team) => `team-${team}-key-0123456789`;
const jobLine = `${listLine}9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60/`;
/** @param {number} team */
const createPoll = (team) => formatRequest(jobLine, authorize(`alice-token~${toKey(team)}`));

/**
 * @param {import('./speed.mjs').Surroundings} surroundings
 * @param {{ rounds: number, seconds: number }} amount of rounds without and with the abusive team, in turn
 * @returns {Promise<import('./table.mjs').Table>}
 */
export async function benchTeams({ scratch }, { rounds, seconds }) {
  const file = join(scratch, 'teams.json');
  const teams = Array.from({ length: count + 1 }, (_, team) => ({
    name: `team-${team}`,
    keySha256: createHash('sha256').update(toKey(team)).digest('hex'),
  }));
  writeFileSync(file, JSON.stringify({ teams }));
  const command = (/** @type {number} */ port) => [
    'dist/cli.js',
    'mock',
    '--port',
    String(port),
    '--teams',
    file,
  ];
  const server = await startServer('the mock', command, createPoll(1));
  const quiet = { times: /** @type {number[]} */ ([]), cpuMs: 0 };
  const abused = { times: /** @type {number[]} */ ([]), cpuMs: 0 };
  const measure = async (/** @type {typeof quiet} */ into) => {
    const before = readCpuTime(server.pid);
    into.times.push(...(await poll(clients, seconds)));
    into.cpuMs += (readCpuTime(server.pid) - before) / 1000;
  };
  let attacks = 0;
  const clients = Array.from({ length: count }, (_, index) => openClient(server.port, createPoll(index + 1)));
  try {
    await poll(clients, seconds);
    for (let round = 0; round < rounds; round += 1) {
      await measure(quiet);
      const abuser = startAbuser(server.port);
      // It has used up its minute's worth, and goes on.
      await sleep(2000);
      await measure(abused);
      attacks += await abuser.stop();
    }
  } finally {
    for (const { close } of clients) close();
    await server.stop();
  }
  const row = (/** @type {string} */ name, /** @type {typeof quiet} */ { times, cpuMs }) => [
    name,
    String(times.length),
    ...[0.5, 0.99].map((share) => `${getQuantile(times, share).toFixed(2)} ms`),
    ...[0.5, 0.99].map((share) => (getQuantile(times, share) / getQuantile(quiet.times, share)).toFixed(2)),
    `${(cpuMs / rounds / seconds / 10).toFixed(1)} %`,
  ];
  return {
    title: `${count} teams that poll once a second, without and with one that sends all it can (${attacks} requests of it were answered)`,
    columns: ['', 'requests', 'p50', 'p99', 'ratio of p50', 'ratio of p99', 'CPU of the mock'],
    rows: [row('without the abusive team', quiet), row('with the abusive team', abused)],
  };
}

/** @param {readonly number[]} times @param {number} share */
function getQuantile(times, share) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** One connection of a team. @param {number} port @param {Buffer} request */
function openClient(port, request) {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  /** @type {((text: string) => void) | undefined} */
  let answer;
  socket.on('data', (text) => answer?.(text.toString('latin1')));
  socket.on('error', () => answer?.('error'));
  return {
    close: () => void socket.destroy(),
    /** @returns {Promise<number>} the milliseconds to its response, which comes in one piece */
    ask: async () => {
      const begun = performance.now();
      const text = await new Promise((resolve) => {
        answer = resolve;
        socket.write(request);
      });
      const took = performance.now() - begun;
      if (!text.startsWith('HTTP/1.1 200')) throw new Error(`A polite team got: ${text.slice(0, 200)}`);
      return took;
    },
  };
}

/** @param {readonly ReturnType<typeof openClient>[]} clients @param {number} seconds */
async function poll(clients, seconds) {
  const times = await Promise.all(
    clients.map(async ({ ask }, index) => {
      const taken = [];
      await sleep((index * intervalMs) / clients.length);
      for (let turn = 0; turn < seconds; turn += 1) {
        const took = await ask();
        taken.push(took);
        await sleep(Math.max(0, intervalMs - took));
      }
      return taken;
    }),
  );
  return times.flat();
}

/** In a process of its own, with what the others leave of the processor. @param {number} port */
function startAbuser(port) {
  const args = ['-n', '19', process.execPath, 'tools/bench/abuser.mjs', String(port), toKey(0)];
  const child = spawn('nice', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (piece) => (text += piece));
  return {
    /** @returns {Promise<number>} how many responses it got */
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      return Number(text);
    },
  };
}
