// The part of the bench about the start: CPU time and memory from the start of the process to its first 200.
// @ts-check
import { compareCosts, computeMedian } from './measure.mjs';
import { readCpuTime, readMemory, startServer } from './process.mjs';
import { listRequest, prepareServers } from './servers.mjs';

/**
 * @param {import('./speed.mjs').Surroundings} surroundings
 * @param {{ rounds: number }} amount
 * @returns {Promise<import('./table.mjs').Table>}
 */
export async function benchStart(surroundings, { rounds }) {
  const programs = await prepareServers('status', surroundings);
  const figures = programs.map(() => ({
    cpu: /** @type {number[]} */ ([]),
    wall: /** @type {number[]} */ ([]),
    memory: /** @type {number[]} */ ([]),
  }));
  // The first round only fills the caches of the disk.
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, { name, command }] of programs.entries()) {
      const begun = performance.now();
      const server = await startServer(name, command, listRequest);
      const wall = performance.now() - begun;
      const [cpu, memory] = [readCpuTime(server.pid) / 1000, readMemory(server.pid) / 1024];
      await server.stop();
      if (round < 0) continue;
      figures[index]?.cpu.push(cpu);
      figures[index]?.wall.push(wall);
      figures[index]?.memory.push(memory);
    }
  }
  const [first] = figures;
  return {
    title: 'Start: from the start of the process to its first 200',
    columns: ['server', 'CPU ms', 'ratio', 'middle half', 'wall ms', 'memory'],
    rows: programs.map(({ name }, index) => {
      const { cpu = [], wall = [], memory = [] } = figures[index] ?? {};
      const { ratio, low, high } = compareCosts(cpu, first?.cpu ?? []);
      return [
        name,
        computeMedian(cpu).toFixed(0),
        `${ratio.toFixed(2)}x`,
        `${low.toFixed(2)} to ${high.toFixed(2)}`,
        computeMedian(wall).toFixed(0),
        `${computeMedian(memory).toFixed(0)} MB`,
      ];
    }),
    notes: [
      `${rounds} rounds, in each of them every program once. The ratio is this CPU time divided by that of bare Express.`,
    ],
  };
}
