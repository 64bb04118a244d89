// The Redis servers that the bench and the soak start, on a free port of loopback.
// @ts-check
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { findFreePort } from './process.mjs';

/**
 * @typedef {object} RedisServer
 * @property {number} port
 * @property {number} pid
 * @property {() => Promise<void>} stop
 */

/** Every write is on the disk before it is confirmed. */
export const durable = ['--appendonly', 'yes', '--appendfsync', 'always'];

/** @param {string} folder @param {readonly string[]} flags by default it keeps nothing on disk @returns {Promise<RedisServer | undefined>} undefined when the program is not installed */
export async function startRedis(folder, flags = []) {
  const port = await findFreePort();
  const all = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder, ...flags];
  const child = spawn('redis-server', all, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  const over = new AbortController();
  void ended.then(() => over.abort());
  while (!over.signal.aborted && !(await canConnect(port))) await sleep(5);
  if (over.signal.aborted || child.pid === undefined) return undefined;
  return {
    port,
    pid: child.pid,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** @param {number} port @returns {Promise<boolean>} */
function canConnect(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Sends a command on a connection of its own, whose reply nobody reads. @param {number} port @param {string} command */
export function sendToRedis(port, command) {
  const socket = connect(port, '127.0.0.1', () => socket.end(`${command}\r\n`));
  socket.on('error', () => undefined).resume();
}
