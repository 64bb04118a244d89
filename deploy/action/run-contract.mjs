// Checks a server against the contract, with annotations and a summary on the page of the run.
// @ts-check
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { formatAnnotation, formatOutput, splitArguments } from './inputs.mjs';

const { ARGS, REPORT_DIR = 'contract-report', GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, ...others } = process.env;
const program = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../dist/cli.js');
// An empty input is no token.
const variables = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== ''));
// The output quotes the server, which must command the runner nothing.
const stop = randomUUID();
console.log(`::stop-commands::${stop}`);
const { status } = spawnSync(
  process.execPath,
  [program, 'contract', `--report-dir=${REPORT_DIR}`, ...splitArguments(ARGS)],
  { stdio: ['ignore', 'inherit', 'inherit'], env: variables },
);
console.log(`\n::${stop}::`);
for (const one of listBroken()) console.log(formatAnnotation(one.level, one.text));
const summary = join(REPORT_DIR, 'summary.md');
if (GITHUB_STEP_SUMMARY !== undefined && existsSync(summary))
  appendFileSync(GITHUB_STEP_SUMMARY, readFileSync(summary, 'utf8'));
if (GITHUB_OUTPUT !== undefined)
  appendFileSync(
    GITHUB_OUTPUT,
    formatOutput('status', String(status)) + formatOutput('report-dir', REPORT_DIR),
  );
process.exitCode = status ?? 3;

/** @returns {readonly { level: 'error' | 'warning' | 'notice', text: string }[]} */
function listBroken() {
  const file = join(REPORT_DIR, 'report.json');
  if (!existsSync(file)) return [];
  const { clauses = [] } = JSON.parse(readFileSync(file, 'utf8'));
  const levels = /** @type {const} */ ({ failure: 'error', warning: 'warning', notice: 'notice' });
  return clauses
    .filter((/** @type {{ verdict: string }} */ { verdict }) => verdict === 'broken' || verdict === 'crashed')
    .map(
      (
        /** @type {{ id: string, promise: string, weight: keyof typeof levels }} */ { id, promise, weight },
      ) => ({
        level: levels[weight] ?? 'error',
        text: `${id}: ${promise}`,
      }),
    );
}
