// Runs a program of Node to its end. The tools of others tell nobody that they run.
// @ts-check
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const silent = {
  CI: 'true',
  DO_NOT_TRACK: '1',
  NO_COLOR: '1',
  REDOCLY_TELEMETRY: 'off',
};

/**
 * @param {string} program @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Readonly<Record<string, string>> }} [options]
 */
export function runNode(program, args, { cwd = '.', env = {} } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, ...silent, ...env },
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, stdout, output: `${stdout}${stderr}` };
}
