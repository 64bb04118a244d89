/** A real redis-server for tests: on a free port of loopback, without root, in a new folder. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface RedisServer {
  readonly port: number;
  /** Such as `redis://127.0.0.1:40123`. */
  readonly url: string;
  /** The process id; another one after a restart. */
  readonly pid: () => number;
  /** Runs a command with redis-cli. @returns what it prints, without the line feed at the end */
  readonly run: (...command: readonly string[]) => Promise<string>;
  /** Stops answering; connections stay open. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends the process without a warning. What is not in its append-only file is lost. */
  readonly kill: () => Promise<void>;
  /** Lets the process end in its own way. */
  readonly shutDown: () => Promise<void>;
  /** Starts it again on the same port and in the same folder, after `kill` or `shutDown`. */
  readonly start: () => Promise<void>;
  /** Ends the process and removes its folder. */
  readonly stop: () => Promise<void>;
}

export interface RedisServerOptions {
  /** Writes each change to the disk before it answers, so that a restart loses nothing. */
  readonly isDurable?: boolean;
  /** More arguments, such as `['--maxmemory', '3mb']`. */
  readonly args?: readonly string[];
}

/** `REDIS_SERVER=/path/to/valkey-server` selects another program. */
const program = process.env['REDIS_SERVER'] ?? 'redis-server';

const howToInstall = `This test needs ${program}, which could not be started. Install it (Debian: apt-get install redis-server, macOS: brew install redis), or name a program in REDIS_SERVER.`;

/** @throws an error that says how to install redis-server when it is missing */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await findFreePort();
  const durable = options.isDurable === true ? ['--appendonly', 'yes', '--appendfsync', 'always'] : [];
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...durable];
  let child: ChildProcess | undefined;
  const killAtExit = (): void => void child?.kill('SIGKILL');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    // A paused process ends only when it goes on.
    ending.kill('SIGCONT');
    ending.kill(signal);
    await ended;
  };
  const start = async (): Promise<void> => {
    child = await startProcess(port, [...args, ...(options.args ?? [])]);
  };

  process.once('exit', killAtExit);
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    pid: () => child?.pid ?? 0,
    run: async (...command) => {
      const { stdout } = await promisify(execFile)('redis-cli', ['-p', `${port}`, ...command]);
      return stdout.trimEnd();
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    kill: async () => end('SIGKILL'),
    shutDown: async () => end('SIGTERM'),
    start,
    stop: async () => {
      await end('SIGKILL');
      process.off('exit', killAtExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when it answers. */
async function startProcess(port: number, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.once('error', () => reject(new Error(howToInstall)));
    child.once('exit', () => reject(new Error(`${program} ended: ${output.slice(-2000)}`)));
    const note = (piece: Buffer): void => {
      output += piece.toString();
      // It reports each step of its start, the last one when it is ready.
      isAnswering(port).then((is) => {
        if (is) resolve();
      }, reject);
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
  });
  child.stdout.removeAllListeners('data').resume();
  child.stderr.removeAllListeners('data').resume();
  child.removeAllListeners('exit');
  return child;
}

async function isAnswering(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [reply] = (await once(socket, 'data')) as [Buffer];
    return reply.toString().startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
