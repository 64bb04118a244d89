// `make bench`: measures the mock and other servers, by CPU time, and prints a table for each part.
// @ts-check
import process from 'node:process';
import { parseArgs } from 'node:util';

import { benchDashboard } from './dashboard.mjs';
import { benchGrowth } from './growth.mjs';
import { isPinned, pinLoad } from './process.mjs';
import { benchProfile } from './profile.mjs';
import { benchScale } from './scale.mjs';
import { writeReport } from './report.mjs';
import { installServers, openScratch } from './scratch.mjs';
import { benchRequests } from './speed.mjs';
import { benchStart } from './start.mjs';
import { formatTable } from './table.mjs';
import { benchTeams } from './teams.mjs';
import { benchTorture } from './torture.mjs';
import { benchTrial } from './trial.mjs';
import { benchBodies } from './weigh.mjs';
import { benchWorlds } from './worlds.mjs';

/** @typedef {import('./speed.mjs').Surroundings} Surroundings */

const segments = 20;
/** @type {Record<string, (surroundings: Surroundings, seconds: number) => Promise<import('./table.mjs').Table | undefined>>} */
const parts = {
  status: (surroundings) => benchRequests('status', surroundings, { segments }),
  list: (surroundings) => benchRequests('list', surroundings, { segments }),
  submit: (surroundings) => benchRequests('submit', surroundings, { segments }),
  workers: (surroundings) => benchScale('status', surroundings, { rounds: 15, requests: 4000 }),
  'workers-submit': (surroundings) => benchScale('submit', surroundings, { rounds: 15, requests: 1000 }),
  trial: (surroundings) => benchTrial(surroundings, { commands: 1500 }),
  start: (surroundings) => benchStart(surroundings, { rounds: 10 }),
  growth: (surroundings) => benchGrowth(surroundings, { segments, repetitions: 500 }),
  worlds: () => benchWorlds(),
  profile: (surroundings) => benchProfile(surroundings),
  bodies: () => benchBodies(),
  teams: (surroundings, seconds) => benchTeams(surroundings, { rounds: 6, seconds }),
  torture: () => benchTorture(),
  dashboard: (surroundings, seconds) => benchDashboard(surroundings, { seconds }),
};

const help = `Usage: make bench ARGS='[--before FOLDER] [--write] [--seconds N] [PART ...]'

Compares the mock with bare Express, bare node:http, Fastify and Prism, by the CPU time of each process.

  PART              one of ${Object.keys(parts).join(', ')}; all of them by default
  --before FOLDER   compare with the built mock of another checkout too
  --write           write the tables into docs/performance.md
  --seconds N       how long requests come in while the dashboard is shown, and in each round of teams; 10 by default`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      before: { type: 'string' },
      write: { type: 'boolean' },
      seconds: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}".\n\n${help}`);
  if (values.help === true) console.log(help);
  else await run(positionals.length === 0 ? Object.keys(parts) : positionals, values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {readonly string[]} chosen @param {{ before?: string, write?: boolean, seconds?: string }} options */
async function run(chosen, { before, write = false, seconds = '10' }) {
  if (!(Number(seconds) > 0)) throw new Error(`Not a number of seconds: "${seconds}". Example: --seconds 60`);
  if (process.platform !== 'linux')
    throw new Error('The bench reads CPU times from /proc, so it needs Linux.');
  const scratch = openScratch();
  const compares = chosen.some((part) => ['status', 'list', 'submit', 'start'].includes(part));
  const surroundings = { scratch, hasOthers: compares && installServers(scratch), before };
  pinLoad();
  if (!isPinned) console.error('Servers and load share their cores, since there is only one, or no taskset.');
  for (const name of chosen) {
    const table = await parts[name]?.(surroundings, Number(seconds));
    if (table === undefined) continue;
    console.log(formatTable(table));
    if (write) writeReport(name, formatTable(table));
  }
}
