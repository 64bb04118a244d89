// Starts a mock for the duration of some work, with the variables by which a contract suite finds it.
// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** @typedef {Readonly<Record<string, string>>} Variables */

/**
 * @template Result
 * @param {string} program the command line whose mock is started
 * @param {(variables: Variables) => Result | Promise<Result>} work may block this process
 * @returns {Promise<Result>}
 */
export async function withOwnMock(program, work) {
  const folder = mkdtempSync(join(tmpdir(), 'own-mock-'));
  const readyFile = join(folder, 'ready.json');
  const args = [program, 'mock', '--port=0', `--ready-file=${readyFile}`];
  const mock = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    // It prints its address after it has written the file.
    await new Promise((resolve) => {
      mock.stdout.once('data', resolve);
      mock.once('close', resolve);
    });
    const { url } = JSON.parse(readFileSync(readyFile, 'utf8'));
    return await work({
      CONTRACT_BASE_URL: url,
      CONTRACT_TOKEN: 'alice-token',
      CONTRACT_OTHER_TOKEN: 'bob-token',
    });
  } finally {
    mock.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
