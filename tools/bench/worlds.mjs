// The part of the bench about worlds: the memory of idle ones, and the first request in a new one.
// @ts-check
import { formatRequest, sendRequests } from './load.mjs';
import { collectable, readCpuTime, readMemory, startServer } from './process.mjs';
import { authorize, listLine, listRequest, startMockIn } from './servers.mjs';

/**
 * @param {{ counts?: readonly number[] }} amount
 * @returns {Promise<import('./table.mjs').Table>}
 */
export async function benchWorlds({ counts = [1, 100, 1000, 10_000] } = {}) {
  const most = Math.max(...counts);
  const start = startMockIn('.', '--max-worlds', String(most));
  const mock = await startServer('the mock', (port) => [...collectable, ...start(port)], listRequest);
  try {
    // Warm, so that the memory of the program itself is not taken for that of its worlds.
    await sendRequests(mock.port, listRequest, { requests: 2000 });
    const before = await mock.readLiveMemory();
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
      const live = await mock.readLiveMemory();
      rows.push([
        count.toLocaleString('en'),
        ((live - before) / 1024 / count).toFixed(1),
        (readMemory(mock.pid) / 1024).toFixed(0),
        (spent / count).toFixed(0),
      ]);
    }
    return {
      title: 'Worlds: one request in each',
      columns: ['worlds', 'live KB a world', 'memory of the process, MB', 'first request, CPU µs'],
      rows,
      notes: ['Live memory is what a garbage collection leaves; of a few worlds it says little.'],
    };
  } finally {
    await mock.stop();
  }
}
