// Lets the bench ask a mock for its live memory: node --expose-gc --require THIS. At the signal it collects its garbage and reports:
// on a pipe, or, where there are several processes, into a file with the name of its process.
// @ts-check
const { renameSync, writeFileSync, writeSync } = require('node:fs');

const reportTo = 3;
const folder = process.env['LIVE_MEMORY_FOLDER'];

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const text = `${heapUsed + external}\n`;
  if (folder === undefined) writeSync(reportTo, text);
  else {
    const file = `${folder}/${process.pid}`;
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  }
});
