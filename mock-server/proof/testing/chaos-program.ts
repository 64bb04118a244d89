/** Runs the chaos, and prints what it found; `make chaos` starts it. */
import { parseArgs } from 'node:util';

import { formatReport, listFailures } from './chaos/format-report.ts';
import { runChaos } from './chaos/run-chaos.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
    worlds: { type: 'string', default: '4' },
    quiet: { type: 'boolean', default: false },
  },
});
const [seconds, seed, worlds] = [values.seconds, values.seed, values.worlds].map(Number) as [
  number,
  number,
  number,
];
const begun = Date.now();
const onProgress = (line: string): void => {
  if (!values.quiet) console.log(`${((Date.now() - begun) / 1000).toFixed(1).padStart(7)} s  ${line}`);
};

console.log(`Chaos for ${seconds} s with seed ${seed}.`);
void runChaos({ seed, length: seconds * 1000, worlds, maxPause: 120, maxCalm: 1500, onProgress }).then(
  (report) => {
    console.log(`\n${formatReport(report, seconds)}`);
    process.exitCode = listFailures(report).length === 0 ? 0 : 1;
  },
);
