// `make docs`: writes the generated parts of README.md and docs/, and the pictures; dist/ must be built.
// @ts-check
import { bundle, node20 } from './bundle.mjs';

const outdir = 'build/write-docs';
await bundle({
  ...node20,
  entryPoints: ['tools/docs/write.ts'],
  outdir,
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  banner: {
    js: 'import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);',
  },
});
await import(new URL(`../${outdir}/write.mjs`, import.meta.url).href);
