// Lets the bench ask a mock for its live memory: node --expose-gc --require THIS. At the signal it collects its garbage and reports.
// @ts-check
const { writeSync } = require('node:fs');

const reportTo = 3;

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  writeSync(reportTo, `${heapUsed + external}\n`);
});
