// Starts a mock that goes on running after this step, and waits until it listens.
// @ts-check
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { formatAnnotation, formatOutput, splitArguments } from './inputs.mjs';

const { PORT = '0', ARGS, RUNNER_TEMP = tmpdir(), GITHUB_OUTPUT } = process.env;
const folder = mkdtempSync(join(RUNNER_TEMP, 'enrichment-sandbox-'));
const readyFile = join(folder, 'ready.json');
const log = join(folder, 'mock.log');
const program = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../dist/cli.js');
const output = openSync(log, 'w');
const mock = spawn(
  process.execPath,
  [program, 'mock', `--port=${PORT}`, `--ready-file=${readyFile}`, ...splitArguments(ARGS)],
  { stdio: ['ignore', output, output], detached: true },
);
mock.unref();
let isOver = false;
mock.once('exit', () => (isOver = true));

/** It writes the file as a whole when it listens. */
const timer = setInterval(() => {
  if (existsSync(readyFile)) {
    const { url } = JSON.parse(readFileSync(readyFile, 'utf8'));
    if (GITHUB_OUTPUT !== undefined)
      appendFileSync(GITHUB_OUTPUT, formatOutput('url', url) + formatOutput('token', 'alice-token'));
    console.log(`The mock listens on ${url}. Its output: ${log}\nThe process: ${mock.pid}`);
  } else if (isOver) {
    console.log(formatAnnotation('error', `The mock did not start.\n${readFileSync(log, 'utf8').trim()}`));
    process.exitCode = 1;
  } else return;
  clearInterval(timer);
}, 50);
