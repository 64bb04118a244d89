// `make simulate`: simulates the shared store, its Redis, its network and its clocks, a hundred thousand times.
// ARGS='--schedules 1000' runs fewer, ARGS=--bugs plants each bug of tools/simulation, and SEED=n repeats one.
// @ts-check
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

import { bugs as firstBugs } from './simulation/bugs.mjs';
import { bundleSimulation } from './simulation/bundle.mjs';
import { moreBugs } from './simulation/more-bugs.mjs';

/** @typedef {{ runs: number, occurred: Map<string, number>, combinations: number, failure: string | undefined, seed: number | undefined }} Part */

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '100000' },
    bugs: { type: 'boolean', default: false },
    bug: { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
});
const bugs = [...firstBugs, ...moreBugs];
const schedules = Number(values.schedules);
const workers = Number(values.workers);
const given = process.env['SEED'];
const first = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);

if (values.bugs) await plantAll();
else if (values.bug !== undefined) await simulateMany(values.bug);
else await simulateMany(undefined);

/** @param {string | undefined} bug */
async function simulateMany(bug) {
  const bundle = await bundleSimulation(bugs.find(({ name }) => name === bug));
  const begun = performance.now();
  const count = given === undefined ? schedules : 1;
  const parts = await runParts(bundle, count, true);
  const seconds = (performance.now() - begun) / 1000;
  const runs = parts.reduce((sum, part) => sum + part.runs, 0);
  const failed = parts.find(({ failure }) => failure !== undefined);
  printCoverage(parts, runs);
  console.log(
    `\n${runs.toLocaleString('en')} schedules from seed ${first} in ${seconds.toFixed(0)} s: ${(runs / seconds).toFixed(0)} a second on ${workers} threads`,
  );
  if (failed === undefined) console.log('Every response was true, and no command was lost.');
  else {
    console.log(`\n${failed.failure}`);
    process.exitCode = 1;
  }
}

/** Each worker takes every nth seed. @param {string} bundle @param {number} count @param {boolean} shrinks @returns {Promise<Part[]>} */
async function runParts(bundle, count, shrinks) {
  const used = Math.min(workers, count);
  /** @type {Worker[]} */
  const all = [];
  return Promise.all(
    Array.from({ length: used }, async (_, number) => {
      const worker = new Worker(bundle, {
        workerData: { first: first + number, step: used, count: Math.ceil((count - number) / used), shrinks },
        // A simulation makes much that is soon forgotten.
        resourceLimits: { maxYoungGenerationSizeMb: 64 },
      });
      all.push(worker);
      /** @type {Part} */
      const part = await new Promise((resolve, reject) => {
        worker.on('message', resolve);
        worker.on('error', reject);
      });
      // One failure is enough.
      if (part.failure !== undefined)
        for (const other of all) if (other !== worker) other.postMessage('stop');
      return part;
    }),
  );
}

/** @param {readonly Part[]} parts @param {number} runs */
function printCoverage(parts, runs) {
  /** @type {Map<string, number>} */
  const total = new Map();
  for (const { occurred } of parts)
    for (const [event, count] of occurred) total.set(event, (total.get(event) ?? 0) + count);
  console.log('Schedules in which it occurred:');
  for (const [event, count] of [...total].toSorted(([, a], [, b]) => b - a))
    console.log(`${String(count).padStart(9)}  ${((100 * count) / runs).toFixed(1).padStart(5)} %  ${event}`);
  const combinations = parts.reduce((sum, part) => sum + part.combinations, 0);
  console.log(`${combinations.toLocaleString('en')} different combinations of these`);
}

async function plantAll() {
  let found = 0;
  console.log('| bug | found after | by |\n|---|---|---|');
  for (const bug of bugs) {
    const parts = await runParts(await bundleSimulation(bug), schedules, false);
    const runs = parts.reduce((sum, part) => sum + part.runs, 0);
    const failure = parts.find((part) => part.failure !== undefined)?.failure;
    if (failure !== undefined) found += 1;
    const by =
      failure
        ?.split('\n')[0]
        ?.replace(/^Seed \d+: /, '')
        .slice(0, 140) ?? '';
    console.log(`| ${bug.name} | ${failure === undefined ? `not in ${runs}` : runs} | ${by} |`);
  }
  console.log(`\n${found} of ${bugs.length} planted bugs were found, from seed ${first}.`);
  if (found < bugs.length - 1) process.exitCode = 1;
}
