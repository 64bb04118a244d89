// The part of the bench about worlds: the memory of idle ones, and the first request in a new one.
// @ts-check
import { formatRequest, sendRequests } from './load.mjs';
import { readCpuTime, readMemory, startServer } from './process.mjs';
import { authorize, listLine, listRequest, startMockIn } from './servers.mjs';

/**
 * @param {{ counts?: readonly number[] }} amount
 * @returns {Promise<import('./table.mjs').Table>}
 */
export async function benchWorlds({ counts = [1, 100, 1000, 10_000] } = {}) {
  const most = Math.max(...counts);
  const mock = await startServer('the mock', startMockIn('.', '--max-worlds', String(most)), listRequest);
  try {
    // Warm, so that the memory of the program itself is not taken for that of its worlds.
    await sendRequests(mock.port, listRequest, { requests: 2000 });
    const before = readMemory(mock.pid);
    const rows = [];
    let made = 0;
    let spent = 0;
    for (const count of counts) {
      const first = made;
      const begun = readCpuTime(mock.pid);
      const request = (/** @type {number} */ nth) =>
        formatRequest(listLine, authorize(`alice-token~world-${first + nth}`));
      await sendRequests(mock.port, request, { requests: count - made });
      spent += readCpuTime(mock.pid) - begun;
      made = count;
      const memory = readMemory(mock.pid);
      rows.push([
        count.toLocaleString('en'),
        (memory / 1024).toFixed(0),
        ((memory - before) / count).toFixed(1),
        (spent / count).toFixed(0),
      ]);
    }
    return {
      title: 'Worlds: one request in each',
      columns: ['worlds', 'memory, MB', 'KB a world', 'first request, CPU µs'],
      rows,
      notes: ['The memory is that of the process, with all garbage; of a few worlds it says little.'],
    };
  } finally {
    await mock.stop();
  }
}
