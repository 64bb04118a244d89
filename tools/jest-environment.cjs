// Where Jest runs a test file: as in Node, with the bundle of all modules, which is compiled once for all test files of a process.
// @ts-check
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { Script } = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

const file = path.resolve(__dirname, '../build/tests/modules.cjs');
/** @type {Script | undefined} */
let script;
const compile = () =>
  (script ??= new Script(
    `(function (require, module, exports, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`,
    {
      filename: file,
    },
  ));

module.exports = class extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup();
    /** @type {Record<string, () => unknown> | undefined} */
    let modules;
    // A test file passes its \`require\`, which is Jest's.
    this.global['TEST_MODULES'] = (/** @type {NodeRequire} */ require) => {
      if (modules !== undefined) return modules;
      const context = this.getVmContext();
      if (context === null) throw new Error('The environment of the test is over.');
      const module = { exports: {} };
      compile().runInContext(context)(require, module, module.exports, file, path.dirname(file));
      modules = module.exports;
      return modules;
    };
  }
};
