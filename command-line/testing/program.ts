/** The program as a user starts it, for tests: what it prints, how it ends, and signals. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface ProgramResult {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly pid: number;
  /** Resolves with the output as soon as it contains the text. @throws Error if the program ends without it */
  readonly printed: (text: string) => Promise<string>;
  /** The same for what it prints to standard error. */
  readonly complained: (text: string) => Promise<string>;
  readonly signal: (name: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGKILL') => void;
  /** Closes the reading end of its output, like a pipe into `head`. */
  readonly unread: () => void;
  /** Settles when it has ended. */
  readonly ended: Promise<ProgramResult>;
}

const running = new Set<Program>();

/** Starts `enrichment-sandbox` with these arguments. */
export function startProgram(...args: readonly string[]): Program {
  return startProgramWith({}, ...args);
}

/** Starts it with these variables beside those of the test. */
export function startProgramWith(
  variables: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Program {
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, ['dist/cli.js', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<ProgramResult>((resolve) => {
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
  const waitFor = async (stream: Readable, getOutput: () => string, text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const checkOutput = () => {
        if (getOutput().includes(text)) resolve(getOutput());
      };
      stream.on('data', checkOutput);
      void ended.then(() => reject(new Error(`It ended without printing "${text}": ${stdout}${stderr}`)));
      checkOutput();
    });
  const started: Program = {
    pid: child.pid ?? 0,
    signal: (name) => void child.kill(name),
    unread: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    ended,
    printed: async (text) => waitFor(child.stdout, () => stdout, text),
    complained: async (text) => waitFor(child.stderr, () => stderr, text),
  };
  running.add(started);
  void ended.then(() => running.delete(started));
  return started;
}

/** Stops all programs that still run; call it after each test. */
export async function endPrograms(): Promise<void> {
  const left = [...running];
  for (const one of left) one.signal('SIGKILL');
  await Promise.all(left.map(({ ended }) => ended));
}
