// The servers that the bench measures: starts them on a core of their own, and reads their costs from the operating system.
// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

import { sendRequests } from './load.mjs';

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {number} pid
 * @property {() => Promise<void>} stop
 * @property {() => Promise<number>} readLiveMemory the bytes of all objects after a garbage collection; needs the flags `collectable`
 */

const [first = 0, ...others] = listCores();
const hasTaskset = spawnSync('taskset', ['--version']).error === undefined;
/** Whether the servers and the load have a core each. */
export const isPinned = hasTaskset && others.length > 0;

/** Keeps this process, which makes the load, away from the core of the servers. */
export function pinLoad() {
  if (isPinned) spawnSync('taskset', ['-a', '-c', '-p', String(others.at(-1)), String(process.pid)]);
}

/** The cores that this process may use. @returns {readonly number[]} */
function listCores() {
  const list = /Cpus_allowed_list:\s+(\S+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return list.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

/**
 * Starts a program of Node, and resolves when it has answered a request with 200.
 * @param {string} name
 * @param {(port: number) => readonly string[]} command
 * @param {Buffer} request
 * @param {{ everyCore?: boolean }} [options] whether it may use all cores, not only the one of the servers
 * @returns {Promise<Server>}
 */
export async function startServer(name, command, request, { everyCore = false } = {}) {
  const port = await findFreePort();
  const node = [process.execPath, ...command(port)];
  const cores = everyCore ? [first, ...others].join(',') : String(first);
  const [program = '', ...args] = isPinned ? ['taskset', '-c', cores, ...node] : node;
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr?.on('data', (text) => (complaint = (complaint + text).slice(-1000)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill();
    await ended;
  };
  const readLiveMemory = async () => {
    child.kill('SIGUSR2');
    const [bytes] = await once(/** @type {import('node:stream').Readable} */ (child.stdio[3]), 'data');
    return Number(bytes);
  };
  while (child.exitCode === null) {
    try {
      await sendRequests(port, request, { requests: 1 });
      return { port, pid: child.pid ?? 0, stop, readLiveMemory };
    } catch (error) {
      if (!isRefused(error)) {
        await stop();
        throw error;
      }
      await sleep(2);
    }
  }
  throw new Error(`${name} ended before it answered: ${complaint}`);
}

/** Whether the program does not listen yet. @param {unknown} error */
function isRefused(error) {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ECONNREFUSED';
}

/** How many cores this process may use. */
export const cores = 1 + others.length;

/** The processes that this one has started, with those that they have started. @param {number} pid @returns {readonly number[]} */
export function listProcesses(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return [pid, ...children.filter(Boolean).flatMap((child) => listProcesses(Number(child)))];
}

/** @returns {Promise<number>} */
export function findFreePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** How long all threads of a process have run, in microseconds. @param {number} pid */
export function readCpuTime(pid) {
  return readdirSync(`/proc/${pid}/task`).reduce(
    (sum, thread) => sum + readThreadTime(pid, Number(thread)),
    0,
  );
}

/** How long one thread of a process has run, in microseconds; by default that which answers requests. @param {number} pid */
export function readThreadTime(pid, thread = pid) {
  return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1000;
}

/** The flags of Node for a server whose live memory is to be read. */
export const collectable = ['--expose-gc', '--require', './tools/bench/collect-garbage.cjs'];

/** The memory of a process in kilobytes, with its garbage and the program itself. @param {number} pid */
export function readMemory(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
