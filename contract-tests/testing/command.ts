/** For tests of the whole program: runs `node dist/cli.js`, as a user does. */
import { spawn } from 'node:child_process';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Variables = Readonly<Record<string, string>>;

/** Runs `contract`; of the variables of this process none that the suite reads gets through. */
export function contract(args: readonly string[], variables: Variables = {}): Promise<Ended> {
  return startContract(args, variables).ended;
}

export interface Started {
  readonly ended: Promise<Ended>;
  /** Settles when the program has said this on one of its outputs, or has ended. */
  readonly says: (pattern: RegExp) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

export function startContract(args: readonly string[], variables: Variables = {}): Started {
  return start(['contract', ...args], variables);
}

export interface RunningMock {
  readonly url: string;
  readonly stop: () => Promise<Ended>;
}

const addressLine = /(http:\/\/127\.0\.0\.1:\d+)[/\s]/;

/** Starts the mock on a free port. */
export async function startMock(...args: readonly string[]): Promise<RunningMock> {
  const mock = start(['mock', '--port', '0', ...args], {});
  const stop = () => {
    mock.kill('SIGTERM');
    return mock.ended;
  };
  await mock.says(addressLine);
  const [, url] = addressLine.exec(mock.said()) ?? [];
  if (url === undefined) throw new Error(`The mock did not start: ${mock.said()}`);
  return { url, stop };
}

function start(args: readonly string[], variables: Variables): Started & { readonly said: () => string } {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('CONTRACT_'));
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    env: { ...Object.fromEntries(own), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  const said = () => output.stdout + output.stderr;
  let listeners: (() => void)[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...output }));
  });
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const listener = () => {
        if (!pattern.test(said())) return;
        listeners = listeners.filter((one) => one !== listener);
        resolve();
      };
      listeners.push(listener);
      listener();
      ended.then(() => resolve(), reject);
    });
  return { ended, says, said, kill: (signal) => child.kill(signal) };
}
