// `make ecosystem`: tries the documents with the tools of others. Generated clients must compile strictly and work against a mock;
// imported collections must get a success for each request as it is. The exit status says whether all did.
// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';

import { withOwnMock } from '../own-mock.mjs';
import { clients, tryClient } from './clients.mjs';
import { importers } from './importers.mjs';

/** @typedef {{ readonly isOk: boolean, readonly result: string, readonly output?: string }} Outcome */

const folder = resolve('build/ecosystem');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const wanted = process.argv.slice(2);
const known = [...Object.keys(clients), ...Object.keys(importers)];
const unknown = wanted.find((name) => !known.includes(name));
if (unknown === undefined) await withOwnMock('dist/cli.js', ({ CONTRACT_BASE_URL: url = '' }) => tryAll(url));
else {
  console.error(`There is no tool "${unknown}"; there are ${known.join(', ')}.`);
  process.exitCode = 2;
}

/** @param {string} url of the mock */
async function tryAll(url) {
  // As the mock serves it, since that is what users import.
  const document = resolve(folder, 'enrichment.json');
  const response = await fetch(`${url}/__mock__/openapi/enrichment.json`);
  writeFileSync(document, await response.text());
  const operations = countOperations(readFileSync(document, 'utf8'));
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const name of known.filter((one) => wanted.length === 0 || wanted.includes(one))) {
    const setting = {
      name,
      document,
      folder: resolve(folder, name),
      url,
      token: `alice-token~${name}`,
      operations,
    };
    mkdirSync(setting.folder, { recursive: true });
    const outcome = importers[name] === undefined ? tryClient(setting) : importers[name](setting);
    outcomes.push(outcome);
    console.log(
      `${outcome.isOk ? 'ok    ' : 'FAILED'}  ${name.padEnd(24)} ${findVersion(name).padEnd(9)} ${outcome.result}`,
    );
    if (!outcome.isOk) console.log(firstLines(outcome.output ?? ''));
  }
  console.log(
    'not run  specmatic: it needs Java, and sends random ids, which a server with state cannot know',
  );
  const failed = outcomes.filter(({ isOk }) => !isOk).length;
  console.log(`\n${outcomes.length - failed} of ${outcomes.length} tools work with the document.`);
  if (failed > 0) process.exitCode = 1;
}

/** @param {string} text */
function countOperations(text) {
  const { paths } = JSON.parse(text);
  return Object.values(paths).flatMap((item) => Object.keys(item).filter((key) => /^(get|post)$/.test(key)))
    .length;
}

/** @param {string} name */
function findVersion(name) {
  const packages = { ...clients, postman: 'openapi-to-postmanv2', bruno: '@usebruno/cli' };
  const found = packages[/** @type {keyof typeof packages} */ (name)] ?? name;
  const text = readFileSync(`tools/ecosystem/node_modules/${found}/package.json`, 'utf8');
  return JSON.parse(text).version;
}

/** @param {string} output */
function firstLines(output) {
  const lines = output.trim().split('\n').slice(0, 15);
  return lines.map((line) => `        ${line.slice(0, 200)}`).join('\n');
}
