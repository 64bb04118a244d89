// The parts of the bench about requests: the CPU time of each kind, compared with bare Express, and the memory afterwards.
// @ts-check
import { compareCosts, computeMedian, measureRequests } from './measure.mjs';
import { readMemory, startServer } from './process.mjs';
import { listRequest, prepareRequest, prepareServers } from './servers.mjs';

/** @typedef {import('./servers.mjs').Kind} Kind */
/** @typedef {{ scratch: string, hasOthers: boolean, before: string | undefined }} Surroundings */

/** @type {Record<Kind, { title: string, requests: number }>} */
const kinds = {
  status: { title: 'Status of one job', requests: 1500 },
  list: { title: 'List of twelve jobs', requests: 1000 },
  submit: { title: 'Submit of one record', requests: 1000 },
};

/**
 * @param {Kind} kind
 * @param {Surroundings} surroundings
 * @param {{ segments: number, requests?: number, warmUp?: number }} amount
 * @returns {Promise<import('./table.mjs').Table>}
 */
export async function benchRequests(
  kind,
  surroundings,
  { segments, requests = kinds[kind].requests, warmUp = 4 },
) {
  const programs = await prepareServers(kind, surroundings);
  /** @type {import('./measure.mjs').Measured[]} */
  const measured = [];
  try {
    for (const { name, command, isMock } of programs) {
      const server = await startServer(name, command, listRequest);
      measured.push({ server, request: await prepareRequest(kind, server, isMock) });
    }
    const costs = await measureRequests(measured, { segments, requests, warmUp });
    const memory = measured.map(({ server }) => readMemory(server.pid));
    return {
      title: `${kinds[kind].title}: CPU time of a request`,
      columns: ['server', 'µs', 'speed', 'middle half', 'memory after', 'ratio'],
      rows: programs.map(({ name }, index) => {
        const own = costs[index] ?? [];
        const { ratio, low, high } = compareCosts(costs[0] ?? [], own);
        return [
          name,
          computeMedian(own).toFixed(1),
          `${ratio.toFixed(2)}x`,
          `${low.toFixed(2)} to ${high.toFixed(2)}`,
          `${((memory[index] ?? 0) / 1024).toFixed(0)} MB`,
          `${((memory[index] ?? 0) / (memory[0] ?? 0)).toFixed(2)}x`,
        ];
      }),
      notes: [
        `${segments} segments of ${requests} requests for each server, in turn, on 8 keep-alive connections. Speed is that of bare Express divided by this one's, the median of all segments.`,
        ...(kind === 'submit'
          ? ['The mock keeps every job that is submitted, and the others keep none.']
          : []),
        ...formatTrust(programs, costs),
      ],
    };
  } finally {
    for (const { server } of measured) await server.stop();
  }
}

/** How far the same program twice differs. @param {readonly { name: string }[]} programs @param {readonly (readonly number[])[]} costs */
function formatTrust(programs, costs) {
  const again = programs.findIndex(({ name }) => name.endsWith('(A/A)'));
  const { ratio } = compareCosts(costs[again - 1] ?? [], costs[again] ?? []);
  const percent = Math.abs(ratio - 1) * 100;
  return [
    `A/A: the same program, started twice, differs by ${percent.toFixed(1)} %. Smaller differences mean nothing.`,
  ];
}
