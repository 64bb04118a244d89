// The order of the test files: those that take longest come first, so that no process works alone at the end.
// @ts-check
const { default: Sequencer } = require('@jest/test-sequencer');

/** From half a minute down to five seconds on two cores. A file that is missing here only makes a run a little longer. */
const slow = [
  'contract-tests/trial/legal-variants',
  'tools/docs/blocks',
  'mock-server/dashboard/views.browser',
  'contract-tests/trial/mutants-',
  'mock-server/dashboard/static-site.browser',
  'mock-server/dashboard/docs/in-a-browser',
  'mock-server/proof/chaos',
  'mock-server/dashboard/worker-behind-pages.browser',
  'contract-tests/statistics/simulation',
  'contract-tests/commands/secrets',
  'mock-server/dashboard/follow/page-and-server',
  'mock-server/command/serve-workers',
  'torture/app/torture.browser',
  'contract-tests/report/html-in-a-browser',
  'contract-tests/trial/',
  '.browser.test',
  'contract-tests/commands/',
  'library/copied-texts',
  'openapi/json-schema/compile',
  'mock-server/store/redis/',
  'torture/planted-clients',
  'torture/sound-clients',
];

/** @param {{ readonly path: string }} test */
function getRank({ path }) {
  const rank = slow.findIndex((part) => path.replaceAll('\\', '/').includes(part));
  return rank < 0 ? slow.length : rank;
}

module.exports = class extends Sequencer {
  /** @override @param {import('@jest/test-result').Test[]} tests */
  async sort(tests) {
    // By default, those that failed come first, then the slow ones of the last run, of which a fresh clone knows nothing.
    // oxlint-disable-next-line no-array-sort -- It is a method of Jest, and no array's.
    const usual = await super.sort(tests);
    return usual.toSorted((one, other) => getRank(one) - getRank(other));
  }
};
