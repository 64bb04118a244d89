// Renders both documents as pages in build/docs/, to check that a documentation tool accepts them.
// @ts-check
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parse } from 'yaml';

const redocly = 'tools/node_modules/@redocly/cli/bin/cli.js';

for (const name of ['enrichment', 'control']) {
  const source = `openapi/${name}.yaml`;
  const page = `build/docs/${name}.html`;
  const run = spawnSync(process.execPath, [redocly, 'build-docs', source, '-o', page], { encoding: 'utf8' });
  if (run.status !== 0) fail(`${source} could not be rendered.\n${run.stderr.trim()}`);
  // A page of the same size comes out when the tool leaves something away, so look.
  else
    for (const id of operationIds(source))
      if (!readFileSync(page, 'utf8').includes(id)) fail(`${page} lacks ${id}.`);
}

function operationIds(/** @type {string} */ file) {
  /** @type {{ paths?: Record<string, Record<string, { operationId?: string } | undefined>> }} */
  const { paths = {} } = parse(readFileSync(file, 'utf8'));
  return Object.values(paths).flatMap((path) =>
    Object.values(path).flatMap((item) => item?.operationId ?? []),
  );
}

function fail(/** @type {string} */ sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
