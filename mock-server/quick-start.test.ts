// What is rarely used is loaded on first use, so that the mock starts quickly.
import * as esbuild from 'esbuild';

import { node20 } from '../tools/bundle.mjs';

test('the mock starts without the code for links, logs, YAML and results', async () => {
  const { metafile } = await esbuild.build({
    ...node20,
    entryPoints: ['mock-server/command/serve.ts', 'mock-server/start/start.ts'],
    format: 'esm',
    splitting: true,
    write: false,
    outdir: 'build/quick',
  });
  const { outputs } = metafile;
  const loaded = new Set(Object.keys(outputs).filter((path) => /\/(serve|start)\.js$/.test(path)));
  // Iterating over a set includes files that are added on the way.
  for (const path of loaded)
    for (const { path: imported, kind, external } of outputs[path]?.imports ?? [])
      if (external !== true && kind !== 'dynamic-import') loaded.add(imported);
  const sources = [...loaded].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  expect(sources).toContain('mock-server/control/links.ts');
  expect(
    sources.filter((path) =>
      /fflate|@noble|node_modules\/yaml|people\.json|store\/file|link-text/.test(path),
    ),
  ).toEqual([]);
});
