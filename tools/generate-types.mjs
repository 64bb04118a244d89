// Makes openapi/generated/NAME.ts from openapi/NAME.yaml; with --check it only tells whether they are fresh.
// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const documents = ['enrichment', 'control'];

try {
  mkdirSync('openapi/generated', { recursive: true });
  for (const name of documents) await generate(name, process.argv.includes('--check'));
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

/** @param {string} name @param {boolean} onlyCheck */
async function generate(name, onlyCheck) {
  const source = `openapi/${name}.yaml`;
  const target = `openapi/generated/${name}.ts`;
  const { default: openapiTypes, astToString } = await import('openapi-typescript');
  const types = await openapiTypes(pathToFileURL(source), {
    immutable: true,
    silent: true,
    defaultNonNullable: false,
  });
  const text = `// The types of ${source}, made by \`make generate\`; edit the document instead.\n\n${astToString(types)}`;
  if (text === contentOf(target)) return;
  if (onlyCheck) throw new Error(`${target} is older than ${source}: run \`make generate\`.`);
  // Left alone when nothing changed, so that nothing is built again.
  writeFileSync(target, text);
  console.log(`wrote ${target}`);
}

function contentOf(/** @type {string} */ path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function sentenceOf(/** @type {unknown} */ error) {
  if (!(error instanceof Error)) return String(error);
  const missing = 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  return missing
    ? 'The tools are not installed: run `npm ci --prefix tools --ignore-scripts` first.'
    : error.message;
}
