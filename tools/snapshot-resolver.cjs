// Keeps snapshots beside the source of a test, since its bundle in build/ is temporary.
// @ts-check
const path = require('node:path');

const bundles = path.join(__dirname, '..', 'build', 'tests');
const sources = path.join(__dirname, '..');

module.exports = {
  /** @param {string} test @param {string} extension */
  resolveSnapshotPath(test, extension) {
    const source = path.join(sources, path.relative(bundles, test)).replace(/\.cjs$/, '.ts');
    return path.join(path.dirname(source), '__snapshots__', path.basename(source) + extension);
  },
  /** @param {string} snapshot @param {string} extension */
  resolveTestPath(snapshot, extension) {
    const source = path.join(path.dirname(path.dirname(snapshot)), path.basename(snapshot, extension));
    return path.join(bundles, path.relative(sources, source)).replace(/\.ts$/, '.cjs');
  },
  testPathForConsistencyCheck: path.join(bundles, 'folder', 'subject.test.cjs'),
};
