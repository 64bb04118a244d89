/** Pastes code into an interactive shell as a reader does, and returns its output. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

export type ShellName = 'bash' | 'zsh';

export interface Printed {
  readonly stdout: string;
  /** The exit status of the last command. */
  readonly status: number;
}

export interface Shell {
  readonly run: (code: string) => Promise<Printed>;
  readonly close: () => Promise<void>;
}

/** Neither shell reads the user's configuration; both read and expand as at a prompt. */
const commands: Readonly<Record<ShellName, readonly string[]>> = {
  bash: ['--norc', '--noprofile', '--noediting', '-i'],
  zsh: ['-f', '-i', '+m'],
};

/** Whether this machine has the shell. */
export function hasShell(name: ShellName): boolean {
  return spawnSync(name, ['-c', 'exit 0']).status === 0;
}

/** The shell's message about code that it cannot parse; empty for valid code. */
export function parseWith(name: ShellName, code: string): string {
  return spawnSync(name, name === 'zsh' ? ['-f', '-n'] : ['-n'], { input: `${code}\n`, encoding: 'utf8' })
    .stderr;
}

/** Starts a shell in a folder; it has only the given variables. */
export function openShell(name: ShellName, cwd: string, env: Readonly<Record<string, string>>): Shell {
  const child = spawn(name, [...commands[name]], {
    cwd,
    env: { PS1: '', PS2: '', TERM: 'dumb', HOME: cwd, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => reject(new Error(`${name} ended.\n${stdout}${stderr}`)));
  });
  ended.catch(() => undefined);
  let count = 0;
  return {
    run: async (code) => {
      count += 1;
      const end = `--- end of block ${count}`;
      stdout = '';
      child.stdin.write(`${code}\nprintf '\\n%s %s\\n' '${end}' "$?"\n`);
      const pattern = new RegExp(`^(.*)\\n${end} (\\d+)\\n$`, 's');
      const printed = new Promise<Printed>((resolve) => {
        const look = () => {
          const [, text, status] = pattern.exec(stdout) ?? [];
          if (text === undefined) return;
          child.stdout.off('data', look);
          resolve({ stdout: text, status: Number(status) });
        };
        child.stdout.on('data', look);
      });
      return Promise.race([printed, ended]);
    },
    close: () => close(child),
  };
}

async function close(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.stdin?.end();
  child.kill('SIGKILL');
  await closed;
}
