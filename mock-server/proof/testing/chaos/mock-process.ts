/** A mock in a separate process, which can be killed, and starts again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { formatRfc3339 } from '../../../../time/time.ts';
import { start as beginning } from '../../../testing/shipped.ts';
import { sendRequest } from '../../../testing/http-client.ts';

export interface MockProcess {
  readonly url: string;
  /** Ends it without a warning. */
  readonly kill: () => Promise<void>;
  /** Starts it again; resolves when it serves. */
  readonly start: () => Promise<void>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** What it printed before it ended by itself, if it did. */
  readonly deaths: readonly string[];
  readonly isRunning: () => boolean;
}

/** @param store the URL of its Redis */
export async function startMockProcess(store: string): Promise<MockProcess> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [
    '--import',
    './tools/chaos/shift-clock.mjs',
    'dist/cli.js',
    'mock',
    '--no-coach',
    '--no-cors',
  ];
  const options = ['--port', `${port}`, '--store', store, '--freeze', '--now', formatRfc3339(beginning, 3)];
  const deaths: string[] = [];
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, [...args, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const note = (piece: Buffer): void => {
      output = `${output}${piece.toString()}`.slice(-2000);
    };
    started.stdout.on('data', note);
    started.stderr.on('data', note);
    started.once('exit', (code, signal) => {
      if (child !== started) return;
      child = undefined;
      deaths.push(`A mock ended by itself (${code ?? signal}): ${output}`);
    });
    child = started;
    const hasEnded = (): boolean => child !== started;
    for (;;) {
      if (hasEnded() || (await isServing(url))) return;
      await wait(20);
    }
  };
  await start();
  const end = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGCONT');
    ending.kill('SIGKILL');
    await ended;
  };
  return {
    url,
    deaths,
    start,
    kill: end,
    signal: (signal) => void child?.kill(signal),
    isRunning: () => child !== undefined,
  };
}

async function isServing(url: string): Promise<boolean> {
  try {
    await sendRequest(`${url}/__mock__/api/health`);
    return true;
  } catch {
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
