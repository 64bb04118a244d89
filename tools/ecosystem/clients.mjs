// Generates a client, compiles it strictly, and lets it live through the life of a job against the mock.
// @ts-check
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runNode } from './run-node.mjs';

/** @typedef {import('./index.mjs').Outcome} Outcome */
/**
 * @typedef {object} Setting
 * @property {string} name of the tool
 * @property {string} document the file
 * @property {string} folder for what the tool writes
 * @property {string} url of the mock
 * @property {string} token
 * @property {number} operations how many the document has
 */

/** The package of each generator. */
export const clients = {
  'openapi-fetch': 'openapi-typescript',
  'hey-api': '@hey-api/openapi-ts',
  orval: 'orval',
  kubb: '@kubb/core',
  'swagger-typescript-api': 'swagger-typescript-api',
};

/** Those whose own code does not compile with `exactOptionalPropertyTypes`, whatever the document says. */
const inexact = new Set(['hey-api', 'kubb']);

const source = 'tools/ecosystem/clients';
const installed = 'tools/ecosystem/node_modules';

/** @param {Setting} setting @returns {Outcome} */
export function tryClient({ name, document, folder, url, token }) {
  const generated = join(folder, 'generated');
  mkdirSync(generated, { recursive: true });
  for (const file of ['life.ts', `${name}.ts`, ...(name === 'orval' ? ['orval-fetch.ts'] : [])])
    cpSync(join(source, file), join(folder, file));
  symlinkSync(resolve(installed), join(folder, 'node_modules'), 'junction');

  const made = runNode(resolve('tools/ecosystem/clients/generate.mjs'), [name, document, generated], {
    cwd: folder,
  });
  if (made.status !== 0) return { isOk: false, result: 'does not generate a client', output: made.output };
  const exact = !inexact.has(name);
  const compiled = runNode(`${installed}/typescript/bin/tsc`, [
    ...compilerOptions(exact),
    join(folder, `${name}.ts`),
  ]);
  if (compiled.status !== 0) return { isOk: false, result: 'does not compile', output: compiled.output };
  const program = join(folder, 'program.mjs');
  const bundled = runNode('node_modules/esbuild/bin/esbuild', [
    join(folder, `${name}.ts`),
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--log-level=error',
    `--outfile=${program}`,
  ]);
  if (bundled.status !== 0) return { isOk: false, result: 'cannot be bundled', output: bundled.output };
  const lived = runNode(program, [], { env: { ECOSYSTEM_URL: url, ECOSYSTEM_TOKEN: token } });
  if (lived.status !== 0 || lived.stdout.trim() !== expected)
    return { isOk: false, result: 'does not work', output: `expected ${expected}\n${lived.output}` };
  const options = exact ? 'strict, exactOptionalPropertyTypes' : 'strict';
  return {
    isOk: true,
    result: `compiles (${options}); lists, submits, pauses, fetches results, uploads a file`,
  };
}

/** What clients/life.ts prints. */
const expected = JSON.stringify({
  listed: 2,
  newest: true,
  polled: ['queued', 'queued', 'in-progress'],
  paused: 'paused',
  rows: 0,
});

/** @param {boolean} exact */
function compilerOptions(exact) {
  return [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    String(exact),
    '--noUncheckedIndexedAccess',
    '--skipLibCheck',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom,dom.iterable',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
    '--allowImportingTsExtensions',
    '--types',
    'node',
    '--typeRoots',
    resolve('node_modules/@types'),
    '--pretty',
    'false',
  ];
}
