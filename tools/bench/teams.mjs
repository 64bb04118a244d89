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

/** After a change, so long nothing is measured. */
const settleMs = 500;

/**
 * Each round has four windows: without, with, with and without the abusive team, so that a drift of the machine falls out. A ratio
 * compares windows that are side by side. Two windows without it, compared with each other, show how much is noise.
 *
 * @param {import('./speed.mjs').Surroundings} surroundings
 * @param {{ rounds: number, seconds: number }} amount of rounds, and of seconds of each window
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
  const clients = Array.from({ length: count }, (_, index) => openClient(server.port, createPoll(index + 1)));
  const abuser = startAbuser(server.port);
  const measure = async (/** @type {boolean} */ isAbused) => {
    abuser.tell(isAbused ? 'go' : 'rest');
    await sleep(settleMs);
    const before = readCpuTime(server.pid);
    const times = await poll(clients, seconds);
    return { times, cpu: (readCpuTime(server.pid) - before) / seconds / 10_000 };
  };
  /** @type {Window[]} */
  const quiet = [];
  /** @type {Window[]} */
  const abused = [];
  let attacks = 0;
  try {
    await poll(clients, seconds);
    // It uses up its minute's worth first.
    await measure(true);
    for (let round = 0; round < rounds; round += 1)
      for (const isAbused of [false, true, true, false])
        (isAbused ? abused : quiet).push(await measure(isAbused));
  } finally {
    attacks = await abuser.stop();
    for (const { close } of clients) close();
    await server.stop();
  }
  const noise = quiet.flatMap((one, index) => {
    const next = quiet[index + 1];
    // The last window of a round and the first of the next are side by side.
    return index % 2 === 1 && next !== undefined ? [[one, next]] : [];
  });
  const pairs = quiet.map((one, index) => [one, abused[index] ?? one]);
  return {
    title: `${count} teams that poll once a second, without and with one that sends all it can (${attacks} requests of it were answered)`,
    columns: ['', 'requests', 'p50', 'p99', 'ratio of p50', 'ratio of p99', 'CPU of the mock'],
    rows: [
      formatRow('without the abusive team', quiet, noise),
      formatRow('with the abusive team', abused, pairs),
    ],
  };
}

/** @typedef {{ times: readonly number[], cpu: number }} Window the milliseconds of its requests, and the CPU of the mock in percent */

/** @param {string} name @param {readonly Window[]} windows @param {readonly (readonly Window[])[]} pairs */
function formatRow(name, windows, pairs) {
  const times = windows.flatMap((one) => one.times);
  const cpu = windows.reduce((sum, one) => sum + one.cpu, 0) / windows.length;
  return [
    name,
    String(times.length),
    ...[0.5, 0.99].map((share) => `${getQuantile(times, share).toFixed(2)} ms`),
    ...[0.5, 0.99].map((share) => formatRatios(pairs, share)),
    `${cpu.toFixed(1)} %`,
  ];
}

/** The median of the ratios, and the half of them in the middle. @param {readonly (readonly Window[])[]} pairs @param {number} share */
function formatRatios(pairs, share) {
  const ratios = pairs.map(
    ([first, second]) => getQuantile(second?.times ?? [], share) / getQuantile(first?.times ?? [], share),
  );
  const [low, median, high] = [0.25, 0.5, 0.75].map((place) => getQuantile(ratios, place).toFixed(2));
  return ratios.length === 0 ? '-' : `${median} (${low} to ${high})`;
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
  const child = spawn('nice', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (piece) => (text += piece));
  return {
    tell: (/** @type {'go' | 'rest'} */ what) => void child.stdin.write(`${what}\n`),
    /** @returns {Promise<number>} how many responses it got */
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      return Number(text);
    },
  };
}
