// Measures several servers in one interleaved run, so that a busy moment of the machine affects all of them alike.
// @ts-check
import { sendRequests } from './load.mjs';
import { readCpuTime } from './process.mjs';

/** @typedef {import('./process.mjs').Server} Server */
/** @typedef {{ readonly server: Server, readonly request: import('./servers.mjs').RequestOfSegment }} Measured */

/**
 * The CPU time of a request in each segment, in microseconds, for each server.
 * @param {readonly Measured[]} measured
 * @param {{ segments: number, requests: number, warmUp: number }} amount
 * @returns {Promise<readonly (readonly number[])[]>} in the order of the servers
 */
export async function measureRequests(measured, { segments, requests, warmUp }) {
  /** @type {readonly number[][]} */
  const costs = measured.map(() => []);
  for (let segment = -warmUp; segment < segments; segment += 1) {
    // Each segment starts with another server.
    for (let turn = 0; turn < measured.length; turn += 1) {
      const index = (turn + segment + warmUp) % measured.length;
      const one = measured[index];
      if (one === undefined) continue;
      const { server, request } = one;
      const before = readCpuTime(server.pid);
      await sendRequests(server.port, request(segment + warmUp), { requests });
      if (segment >= 0) costs[index]?.push((readCpuTime(server.pid) - before) / requests);
    }
  }
  return costs;
}

/** @param {readonly number[]} values */
export function computeMedian(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/**
 * How many times the cost of one server is that of another: the median of the ratios of each segment, and its interquartile range.
 * @param {readonly number[]} dear
 * @param {readonly number[]} cheap
 */
export function compareCosts(dear, cheap) {
  const ratios = dear.map((cost, segment) => cost / (cheap[segment] ?? Number.NaN)).toSorted((a, b) => a - b);
  const quarter = Math.floor(ratios.length / 4);
  return {
    ratio: computeMedian(ratios),
    low: ratios[quarter] ?? Number.NaN,
    high: ratios[ratios.length - 1 - quarter] ?? Number.NaN,
  };
}

/**
 * @template Value
 * @param {number} count
 * @param {(index: number) => Promise<Value>} create
 */
export async function repeat(count, create) {
  /** @type {Value[]} */
  const values = [];
  for (let index = 0; index < count; index += 1) values.push(await create(index));
  return values;
}
