// Tells Jest that no test file depends on another: they are bundles, and reading 100 MB to learn that takes seconds.
// @ts-check
module.exports = { extract: () => new Set() };
