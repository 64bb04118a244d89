// The part of the bench that sends large and hostile bodies: the cost of each for the mock, and the wait of other requests.
// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';

import { bodies } from './bodies.mjs';
import { formatRequest, sendRequests } from './load.mjs';
import { readCpuTime, readMemory, readThreadTime, startServer } from './process.mjs';
import { authorize, listLine, listRequest, startMockIn, submitLine } from './servers.mjs';

/** @typedef {import('./process.mjs').Server} Server */
/** @typedef {[type: string, make: () => Buffer, copies?: number]} Body */

/** @param {readonly string[]} names of bodies @returns {Promise<import('./table.mjs').Table>} */
export async function benchBodies(names = Object.keys(bodies)) {
  const rows = [];
  for (const name of names) {
    const body = bodies[name];
    // Each gets a new mock, so that their memory can be told apart.
    if (body !== undefined) rows.push([name, ...(await weighInNewMock(body))]);
  }
  return {
    title: 'Large and hostile bodies',
    columns: ['body', 'status', 'CPU s', 'MB more', 'others wait, ms'],
    rows,
    notes: ['The last column is the longest CPU time between another request and its response meanwhile.'],
  };
}

/** @param {Body} body */
async function weighInNewMock([type, make, copies = 1]) {
  const mock = await startServer('the mock', startMockIn('.'), listRequest);
  try {
    // What one record costs is not the cost of the body.
    await sendRequests(mock.port, formatSubmission('warm', 'application/json', oneRecord), { requests: 1 });
    await sleep(200);
    const { status, cpu, memory, wait } = await weigh(mock, type, make(), copies);
    return [status, cpu.toFixed(2), memory.toFixed(0), wait.toFixed(0)];
  } finally {
    await mock.stop();
  }
}

const oneRecord = Buffer.from('{"records":[{"first_name":"Ada"}]}');

/** @param {string} world @param {string} type @param {Buffer} body */
function formatSubmission(world, type, body) {
  return formatRequest(submitLine, { ...authorize(`alice-token~${world}`), 'Content-Type': type }, body);
}

/** Sends copies of a body, and other requests at the same time. @param {Server} mock @param {string} type @param {Buffer} body @param {number} copies */
async function weigh(mock, type, body, copies) {
  const [cpu, memory] = [readCpuTime(mock.pid), readMemory(mock.pid)];
  let peak = memory;
  const progress = { isOver: false };
  const sending = Promise.all(
    Array.from({ length: copies }, (_, copy) =>
      sendRequests(mock.port, formatSubmission(`copy-${copy}`, type, body), { requests: 1, anyStatus: true }),
    ),
  ).finally(() => {
    progress.isOver = true;
  });
  let wait = 0;
  do {
    const before = readThreadTime(mock.pid);
    await sendRequests(mock.port, watching, { requests: 1 });
    wait = Math.max(wait, readThreadTime(mock.pid) - before);
    peak = Math.max(peak, readMemory(mock.pid));
    await sleep(1);
  } while (!progress.isOver);
  const statuses = (await sending).map((response) => response.split(' ')[1] ?? '');
  return {
    status: [...new Set(statuses)].join(' '),
    cpu: (readCpuTime(mock.pid) - cpu) / copies / 1e6,
    memory: (peak - memory) / 1024,
    wait: wait / 1000,
  };
}

const watching = formatRequest(listLine, authorize('carol-token~watching'));
