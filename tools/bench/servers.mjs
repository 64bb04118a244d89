// The servers that the bench compares, and the requests that it sends to them.
// @ts-check
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatRequest, sendRequests } from './load.mjs';
import { startServer } from './process.mjs';

/** @typedef {import('./process.mjs').Server} Server */
/** @typedef {{ readonly name: string, readonly command: (port: number) => readonly string[], readonly isMock?: true }} Program */
/** Each segment gets its request, since some worlds get only those of one segment. @typedef {(segment: number) => Buffer} RequestOfSegment */
/** @typedef {'status' | 'list' | 'submit'} Kind */

const base = '/api/v1/enrichment';
export const listLine = `GET ${base}/status/`;
export const submitLine = `POST ${base}/submit/`;

/** @param {string} [token] */
export const authorize = (token = 'alice-token') => ({
  Authorization: `Bearer ${token}`,
  Accept: 'application/json',
});
export const listRequest = formatRequest(listLine, authorize());
/** A user who has no jobs before she submits some. */
const carol = authorize('carol-token');

/** @param {string} folder of a checkout @param {readonly string[]} flags @returns {Program['command']} */
export const startMockIn =
  (folder, ...flags) =>
  (port) => [join(folder, 'dist/cli.js'), 'mock', '--port', String(port), ...flags];

/**
 * The servers to compare. All bare ones send the response that the mock gives to the same request.
 * @param {Kind} kind
 * @param {{ scratch: string, hasOthers: boolean, before: string | undefined }} options
 * @returns {Promise<readonly Program[]>}
 */
export async function prepareServers(kind, { scratch, hasOthers, before }) {
  const mock = await startServer('the mock', startMockIn('.'), listRequest);
  try {
    const createRequest = await prepareRequest(kind, mock, true);
    const response = await sendRequests(mock.port, createRequest(0), { requests: 1 });
    const [head = '', body = ''] = response.split('\r\n\r\n');
    const file = join(scratch, `${kind}.json`);
    writeFileSync(file, JSON.stringify({ status: Number(head.split(' ')[1]), body: JSON.parse(body) }));
    return listPrograms(file, scratch, hasOthers, before);
  } finally {
    await mock.stop();
  }
}

/**
 * Lets carol submit twelve jobs, so that each list has twelve, unless the server is none that keeps jobs.
 * @param {Kind} kind @param {Server} server @param {true | undefined} isMock
 * @returns {Promise<RequestOfSegment>}
 */
export async function prepareRequest(kind, { port }, isMock) {
  // Each segment has a world of its own, so that none gets slower by the jobs of those before.
  if (kind === 'submit') return (segment) => formatSubmission(authorize(`alice-token~segment-${segment}`));
  const created = isMock ? await sendRequests(port, formatSubmission(carol), { requests: 12 }) : '';
  const id = /"job_id":"([^"]+)"/.exec(created)?.[1] ?? '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
  const request = formatRequest(kind === 'list' ? listLine : `${listLine}${id}/`, carol);
  return () => request;
}

const record = { first_name: 'Ada', last_name: 'Lovelace', company_name: 'Analytical Engines' };

/** @param {Record<string, string>} headers */
function formatSubmission(headers) {
  const body = JSON.stringify({ records: [record] });
  return formatRequest(submitLine, { ...headers, 'Content-Type': 'application/json' }, body);
}

/** Bare Express is the first, since all others are compared with it. @param {string} file @param {string} scratch @param {boolean} hasOthers @param {string | undefined} before @returns {readonly Program[]} */
function listPrograms(file, scratch, hasOthers, before) {
  const startBare = (/** @type {string} */ framework) => (/** @type {number} */ port) => [
    'tools/bench/bare-server.mjs',
    framework,
    file,
    String(port),
  ];
  const startPrism = (/** @type {number} */ port) => [
    join(scratch, 'node_modules/@stoplight/prism-cli/dist/index.js'),
    ...`mock openapi/enrichment.yaml --verboseLevel silent --port ${port}`.split(' '),
  ];
  /** @type {Program[]} */
  const old =
    before === undefined ? [] : [{ name: 'the mock before', command: startMockIn(before), isMock: true }];
  const others = [
    { name: 'Fastify', command: startBare('fastify') },
    { name: 'Prism, without its log', command: startPrism },
  ];
  return [
    { name: 'bare Express 5', command: startBare('express') },
    { name: 'the mock', command: startMockIn('.'), isMock: true },
    { name: 'the mock again (A/A)', command: startMockIn('.'), isMock: true },
    ...old,
    { name: 'node:http', command: startBare('node') },
    ...(hasOthers ? others : []),
  ];
}
