// `make torture`: tortures every bug and every sound client of examples/polling-bugs, and prints what it finds.
// @ts-check
import { spawn } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { writeReport } from '../bench/report.mjs';
import { installRunners } from '../install-examples.mjs';
import { bundleClients } from './bundle.mjs';
import { formatBugs, formatSound, formatSummary } from './tables.mjs';

/** @typedef {import('./tables.mjs').BugRow} BugRow */
/** @typedef {import('./tables.mjs').SoundRow} SoundRow */
/** @typedef {import('./torture-client.mjs').Task} Task */
/** @typedef {import('./torture-client.mjs').Answer} Answer */

const help = `Usage: make torture ARGS='[NAME...] [--seeds N] [--seconds N] [--lives N] [--write]'

Searches for a life that breaks each client of examples/polling-bugs: those in bugs/ have a bug that a public report
describes, and those in sound/ have none. A NAME is that of a file there, without its ending.

  --seeds N     how many seeds each client is tortured with; default 3
  --seconds N   how long to search for a bug with one seed; default 30
  --lives N     how many lives of a sound client to play with one seed; default 2000
  --write       write the tables into docs/torture.md

Exit status: 0 if each bug was found with each seed and no sound client was accused, 1 otherwise.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '30' },
    lives: { type: 'string', default: '2000' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(help);
else await tortureAll();

async function tortureAll() {
  installRunners();
  const program = await bundleClients();
  const { bugs, sound } = await ask(program, { list: true });
  const unknown = positionals.find((name) => !(name in (bugs ?? {})) && !(name in (sound ?? {})));
  if (unknown !== undefined) {
    console.error(
      `Unknown client "${unknown}"; allowed: ${[...Object.keys(bugs ?? {}), ...Object.keys(sound ?? {})].join(', ')}.`,
    );
    process.exit(2);
  }
  const isWanted = (/** @type {string} */ name) => positionals.length === 0 || positionals.includes(name);
  const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);
  /** @type {BugRow[]} */
  const bugRows = [];
  for (const [name, bug] of Object.entries(bugs ?? {}).filter(([each]) => isWanted(each))) {
    const found = [];
    for (const seed of seeds)
      found.push(await ask(program, { name, seed, timeLimit: `${Number(values.seconds)}s` }));
    bugRows.push({ name, ...bug, found });
    console.log(formatBugs(bugRows.slice(-1)).split('\n').at(-1));
  }
  /** @type {SoundRow[]} */
  const soundRows = [];
  for (const [name, client] of Object.entries(sound ?? {}).filter(([each]) => isWanted(each))) {
    const cleared = [];
    for (const seed of seeds) cleared.push(await ask(program, { name, seed, numRuns: Number(values.lives) }));
    soundRows.push({ name, ...client, cleared });
    console.log(formatSound(soundRows.slice(-1)).split('\n').at(-1));
  }
  console.log(`\n${formatSummary(bugRows, soundRows, seeds.length)}`);
  if (values.write) {
    const tables = [
      formatSummary(bugRows, soundRows, seeds.length),
      formatBugs(bugRows),
      formatSound(soundRows),
    ];
    writeReport('torture', `${tables.join('\n\n')}\n`, 'docs/torture.md');
  }
  const isMissed = bugRows.some(({ found }) => found.some(({ rule }) => rule === undefined));
  const isAccused = soundRows.some(({ cleared }) => cleared.some(({ rule }) => rule !== undefined));
  if (isMissed || isAccused) process.exitCode = 1;
}

/** Each search has a process, so that none inherits the memory and the timers of another. @param {string} program @param {Task} task @returns {Promise<Answer>} */
async function ask(program, task) {
  const child = spawn(process.execPath, [program, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
  const status = await new Promise((end) => {
    child.on('close', end);
  });
  const answer = output.trimEnd().split('\n').at(-1) ?? '';
  if (status === 0 && answer.startsWith('{')) return JSON.parse(answer);
  throw new Error(`The torture of ${JSON.stringify(task)} ended with ${status}: ${output}`);
}
