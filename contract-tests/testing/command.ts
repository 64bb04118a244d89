/** For tests of the whole program: runs `node dist/cli.js`, as a user does. */
import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Variables = Readonly<Record<string, string>>;

/** Runs `contract`; it gets none of this process's variables that the suite reads. */
export function runContract(args: readonly string[], variables: Variables = {}): Promise<CommandResult> {
  return startContract(args, variables).ended;
}

export interface StartedCommand {
  readonly ended: Promise<CommandResult>;
  /** Resolves when the program has printed this on stdout or stderr, or has ended. */
  readonly waitForOutput: (pattern: RegExp) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

export function startContract(args: readonly string[], variables: Variables = {}): StartedCommand {
  return start(['contract', ...args], variables);
}

export interface MockProcess {
  readonly url: string;
  readonly stop: () => Promise<CommandResult>;
}

const addressLine = /(http:\/\/127\.0\.0\.1:\d+)[/\s]/;

/** Starts the mock on a free port. */
export async function startMock(...args: readonly string[]): Promise<MockProcess> {
  const mock = start(['mock', '--port', '0', ...args], {});
  const stop = () => {
    mock.kill('SIGTERM');
    return mock.ended;
  };
  await mock.waitForOutput(addressLine);
  const [, url] = addressLine.exec(mock.getOutput()) ?? [];
  if (url === undefined) throw new Error(`The mock did not start: ${mock.getOutput()}`);
  return { url, stop };
}

function start(
  args: readonly string[],
  variables: Variables,
): StartedCommand & { readonly getOutput: () => string } {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('CONTRACT_'));
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    env: { ...Object.fromEntries(own), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  const getOutput = () => output.stdout + output.stderr;
  let listeners: (() => void)[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<CommandResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...output }));
  });
  const waitForOutput = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const listener = () => {
        if (!pattern.test(getOutput())) return;
        listeners = listeners.filter((one) => one !== listener);
        resolve();
      };
      listeners.push(listener);
      listener();
      ended.then(() => resolve(), reject);
    });
  return { ended, waitForOutput, getOutput, kill: (signal) => child.kill(signal) };
}
