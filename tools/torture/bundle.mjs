// Bundles the clients of examples/polling-bugs, and what tortures them, into one program.
// @ts-check
import { resolve } from 'node:path';
import * as esbuild from 'esbuild';

import { node20 } from '../bundle.mjs';

// The page comes first, since React and SWR look for one when they are loaded.
const program = `
  import './examples/polling-bugs/dom.ts';
  import * as catalog from './examples/polling-bugs/catalog.ts';
  import { findFailure } from './torture/index.ts';
  import { answer } from './tools/torture/torture-client.mjs';

  answer(catalog, findFailure, JSON.parse(process.argv[2])).then((found) => {
    console.log(JSON.stringify(found));
    process.exit(0);
  });
`;

/** @returns {Promise<string>} the path of the program */
export async function bundleClients() {
  const outfile = resolve('build/torture/clients.cjs');
  await esbuild.build({
    ...node20,
    stdin: { contents: program, resolveDir: resolve('.'), loader: 'ts' },
    outfile,
    format: 'cjs',
    jsx: 'automatic',
    logLevel: 'error',
    metafile: false,
    nodePaths: [resolve('examples/node_modules')],
    define: {
      ...node20.define,
      'process.env.NODE_ENV': '"production"',
      'import.meta.dirname': JSON.stringify(resolve('examples/polling-bugs')),
    },
    alias: { 'enrichment-sandbox/torture': resolve('torture/index.ts') },
  });
  return outfile;
}
