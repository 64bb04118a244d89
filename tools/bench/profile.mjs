// The part of the bench that shows where the time of a status request goes, from a CPU profile of Node.
// @ts-check
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundle, node20 } from '../bundle.mjs';
import { modules, ownTimersPlugin } from '../library.mjs';
import { sharedWithModulesPlugin } from '../shared-parts.mjs';
import { sendRequests } from './load.mjs';
import { startServer } from './process.mjs';
import { listRequest, prepareRequest } from './servers.mjs';

/**
 * A profile as Node writes it.
 * @typedef {object} Profile
 * @property {readonly { id: number, callFrame: { functionName: string, url: string, lineNumber: number, columnNumber: number } }[]} nodes
 * @property {readonly number[]} samples
 * @property {readonly number[]} timeDeltas
 */

/** @param {{ scratch: string }} surroundings @param {{ requests?: number }} amount @returns {Promise<import('./table.mjs').Table>} */
export async function benchProfile({ scratch }, { requests = 50_000 } = {}) {
  const outdir = 'build/profiled';
  const folder = join(scratch, 'profile');
  rmSync(folder, { recursive: true, force: true });
  await bundle({
    ...node20,
    ...modules,
    minify: false,
    sourcemap: 'external',
    sourcesContent: false,
    outdir,
    plugins: [sharedWithModulesPlugin, ...node20.plugins, ownTimersPlugin],
  });
  const command = (/** @type {number} */ port) => [
    '--cpu-prof',
    `--cpu-prof-dir=${folder}`,
    `${outdir}/cli.js`,
    'mock',
    '--port',
    String(port),
  ];
  const mock = await startServer('the mock', command, listRequest);
  try {
    const request = await prepareRequest('status', mock, true);
    await sendRequests(mock.port, request(0), { requests });
  } finally {
    await mock.stop();
  }
  const [file = ''] = readdirSync(folder);
  const costs = sumByPart(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  const total = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  return {
    title: 'Where the time of a status request goes',
    columns: ['part', 'share'],
    rows: [...costs]
      .toSorted(([, a], [, b]) => b - a)
      .map(([part, cost]) => [part, `${((100 * cost) / total).toFixed(1)} %`]),
    notes: [
      `From \`node --cpu-prof\`, ${requests} requests. A function counts for the part that contains it, without the functions that it calls.`,
    ],
  };
}

/** The time of each part of the program, without the functions that it calls. @param {Profile} profile */
function sumByPart({ nodes, samples, timeDeltas }) {
  const findPart = createPartFinder();
  const parts = new Map(nodes.map(({ id, callFrame }) => [id, findPart(callFrame)]));
  /** @type {Map<string, number>} */
  const costs = new Map();
  for (const [index, id] of samples.entries()) {
    const part = parts.get(id);
    if (part !== undefined) costs.set(part, (costs.get(part) ?? 0) + (timeDeltas[index] ?? 0));
  }
  return costs;
}

/** The bundles have their source maps beside them. @returns {(frame: Profile['nodes'][number]['callFrame']) => string | undefined} undefined for what is no work on requests */
function createPartFinder() {
  /** @type {Map<string, SourceMap | undefined>} */
  const maps = new Map();
  const readMap = (/** @type {string} */ file) => {
    if (!maps.has(file))
      maps.set(
        file,
        existsSync(`${file}.map`)
          ? new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))
          : undefined,
      );
    return maps.get(file);
  };
  return ({ functionName, url, lineNumber, columnNumber }) => {
    if (functionName === '(idle)' || functionName === '(root)') return undefined;
    if (functionName === '(garbage collector)') return 'garbage collection';
    if (/^write(v|\w+String|Buffer)$/.test(functionName) && url === '')
      return 'the system call that sends the response';
    if (!url.startsWith('file:')) return url.includes('loader') ? undefined : 'Node';
    const file = fileURLToPath(url);
    const entry = readMap(file)?.findEntry(lineNumber, columnNumber);
    if (entry === undefined || !('originalSource' in entry)) return 'Node';
    return nameSource(relative('.', resolve(file, '..', entry.originalSource)));
  };
}

/** @param {string} source */
function nameSource(source) {
  if (source.startsWith('node_modules/')) return 'Express';
  const [, folder] = /^(mock-server\/[^/]+\/)/.exec(source) ?? [];
  return folder ?? (source === 'mock-server/engine.ts' ? source : 'other files');
}
