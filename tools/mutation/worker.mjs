// Runs the unit tests of the judges with one mutant at a time.
// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const { expect } = require('expect');
const { bind } = require('jest-each');

/** @typedef {{ name: string, run: () => unknown }} Test */

const names = ['require', 'module', 'exports', 'expect', 'test', 'describe', '__mutant'];
const script = new vm.Script(`(function (${names.join(', ')}) {${readFileSync(workerData, 'utf8')}\n})`, {
  filename: workerData,
});
/** Tests that detected a mutant come first next time: they are likely to detect a neighbour too. @type {Map<string, number>} */
const finds = new Map();

parentPort?.on('message', (/** @type {number} */ mutant) => {
  void findOut(mutant).then((finder) => parentPort?.postMessage(finder));
});

/** The name of the first test that fails; undefined when none does. @param {number} mutant */
async function findOut(mutant) {
  try {
    const tests = testsOf(mutant).toSorted((a, b) => (finds.get(b.name) ?? 0) - (finds.get(a.name) ?? 0));
    for (const { name, run } of tests) {
      try {
        await run();
      } catch {
        finds.set(name, (finds.get(name) ?? 0) + 1);
        return name;
      }
    }
    return undefined;
  } catch {
    return 'loading';
  }
}

/** The bundle is loaded again for each mutant, since parts of it run while it is loaded. @param {number} mutant @returns {Test[]} */
function testsOf(mutant) {
  /** @type {Test[]} */
  const tests = [];
  /** @type {string[]} */
  const groups = [];
  /** @param {string} name @param {() => unknown} run */
  const test = (name, run) => void tests.push({ name: [...groups, name].join(' > '), run });
  /** @param {string} name @param {() => void} define */
  const describe = (name, define) => {
    groups.push(name);
    define();
    groups.pop();
  };
  const module = { exports: {} };
  const given = [
    require,
    module,
    module.exports,
    expect,
    Object.assign(test, { each: bind(test) }),
    Object.assign(describe, { each: bind(describe) }),
    (/** @type {number} */ number) => number === mutant,
  ];
  script.runInThisContext()(...given);
  return tests;
}
