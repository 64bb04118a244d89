// Where Jest runs a test file: as in Node, with the bundle of all modules, which is compiled once for all test files of a process.
// @ts-check
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { Script } = require('node:vm');
const { SourceMapSupport } = require('@jest/source-map');
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

/** Lets Jest keep the source map, which it would read again for each test file whose errors it formats. */
function keepSourceMap() {
  const support = new SourceMapSupport();
  support.install(new Map([[file, `${file}.map`]]));
  // When another registry replaces it, its files are remembered for good.
  support.install(new Map());
}
keepSourceMap();

module.exports = class extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup();
    /** @type {Record<string, () => unknown> | undefined} */
    let modules;
    // A test file passes its `require`, which belongs to Jest.
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
