// `make mutation`: changes the judges in one place at a time, and counts the changes that their unit tests detect.
// @ts-check
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

import { instrument } from './mutation/instrument.mjs';

/** The minimum share of detected mutants, in per cent. */
const min = 85;
/** A mutant whose tests run longer than this, in milliseconds, counts as detected: it never ends. */
const longest = 10_000;

const only = process.argv[2] ?? '';
const clauses = readdirSync('contract-tests/clauses').map((file) => `contract-tests/clauses/${file}`);
const isTest = (/** @type {string} */ file) => file.endsWith('.test.ts');
const subjects = [...clauses.filter((file) => !isTest(file)), 'contract-tests/verdict/judge.ts'];
const tests = [...clauses.filter(isTest), 'contract-tests/verdict/judge.test.ts'];

/** @type {import('./mutation/instrument.mjs').Mutant[]} */
const mutants = [];
/** @type {Map<string, string>} */
const texts = new Map();
for (const file of subjects) {
  const { text, mutants: own } = instrument(file, readFileSync(file, 'utf8'), mutants.length);
  texts.set(resolve(file), text);
  mutants.push(...own);
}

mkdirSync('build/mutation', { recursive: true });
const bundle = resolve('build/mutation/tests.cjs');
await build({
  stdin: {
    contents: tests.map((file) => `import './${file}';`).join('\n'),
    resolveDir: process.cwd(),
    loader: 'ts',
  },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  logLevel: 'error',
  plugins: [
    {
      name: 'mutants',
      setup(made) {
        made.onResolve({ filter: /^prepared:/ }, ({ path }) => ({
          path: resolve('build/prepared', path.slice('prepared:'.length)),
        }));
        made.onLoad(
          { filter: /contract-tests[\\/](clauses[\\/][\w-]+|verdict[\\/]judge)\.ts$/ },
          ({ path }) => {
            const contents = texts.get(path);
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          },
        );
      },
    },
  ],
});

const unchanged = await judged([-1]);
if (unchanged.get(-1) !== undefined) {
  console.error(`The test "${unchanged.get(-1)}" fails even without a mutant. Fix it first.`);
  process.exit(1);
}
const chosen = mutants.flatMap(({ file }, number) => (file.includes(only) ? [number] : []));
const found = await judged(chosen);
report(chosen, found);

/** The test that detected each mutant; undefined if none did. @param {readonly number[]} numbers @returns {Promise<Map<number, string | undefined>>} */
async function judged(numbers) {
  const left = [...numbers];
  /** @type {Map<number, string | undefined>} */
  const results = new Map();
  const work = async () => {
    let worker = new Worker(join(import.meta.dirname, 'mutation/worker.mjs'), { workerData: bundle });
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const number = next;
      const outcome = await answerOf(worker, number);
      results.set(number, outcome.finder);
      if (outcome.ended) {
        await worker.terminate();
        worker = new Worker(join(import.meta.dirname, 'mutation/worker.mjs'), { workerData: bundle });
      }
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.max(1, cpus().length) }, work));
  return results;
}

/** The worker's result for a mutant, or a timeout. @param {Worker} worker @param {number} number */
function answerOf(worker, number) {
  /** @type {Promise<{ finder: string | undefined, ended: boolean }>} */
  const answer = new Promise((settle) => {
    const timer = setTimeout(() => done('the time limit', true), longest);
    const onMessage = (/** @type {string | undefined} */ finder) => done(finder, false);
    const onError = () => done('a crash', true);
    worker.on('message', onMessage).on('error', onError);
    worker.postMessage(number);

    /** @param {string | undefined} finder @param {boolean} ended */
    function done(finder, ended) {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError);
      settle({ finder, ended });
    }
  });
  return answer;
}

/** @param {readonly number[]} numbers @param {Map<number, string | undefined>} results */
function report(numbers, results) {
  const missed = numbers.filter((number) => results.get(number) === undefined);
  for (const number of missed) {
    const { file = '', line = 0, what = '' } = mutants[number] ?? {};
    console.log(`not noticed  ${file}:${line}  ${what}`);
  }
  console.log('');
  for (const file of subjects.filter((one) => one.includes(only))) {
    const own = numbers.filter((number) => mutants[number]?.file === file);
    console.log(
      `${share(own.length - own.filter((one) => missed.includes(one)).length, own.length)}  of ${String(own.length).padStart(4)} in ${file}`,
    );
  }
  const score = ((numbers.length - missed.length) / Math.max(1, numbers.length)) * 100;
  console.log(
    `\n${share(numbers.length - missed.length, numbers.length)} of ${numbers.length.toLocaleString('en')} mutants were noticed; the minimum is ${min} %.`,
  );
  writeFileSync(
    'build/mutation/score.json',
    `${JSON.stringify({ score, mutants: numbers.length, missed: missed.length })}\n`,
  );
  process.exitCode = numbers.length > 0 && score >= min ? 0 : 1;
}

/** @param {number} part @param {number} whole */
function share(part, whole) {
  return `${((part / Math.max(1, whole)) * 100).toFixed(1).padStart(5)} %`;
}
