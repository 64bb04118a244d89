// Imports the document into tools that send requests, and sends each request as it was imported.
// @ts-check
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runNode } from './run-node.mjs';

/** @typedef {import('./index.mjs').Outcome} Outcome */
/** @typedef {import('./clients.mjs').Setting} Setting */

const installed = resolve('tools/ecosystem/node_modules');

/** @type {Readonly<Record<string, (setting: Setting) => Outcome>>} */
export const importers = {
  postman: ({ document, folder, token, operations }) => {
    const collection = join(folder, 'collection.json');
    const options = 'parametersResolution=Example,requestParametersResolution=Example,folderStrategy=Tags';
    const converter = `${installed}/openapi-to-postmanv2/bin/openapi2postmanv2.js`;
    const made = runNode(converter, ['-s', document, '-o', collection, '-O', options]);
    const report = join(folder, 'report.json');
    const run = runNode(`${installed}/newman/bin/newman.js`, [
      'run',
      collection,
      '--global-var',
      `bearerToken=${token}`,
      '--reporters=json',
      `--reporter-json-export=${report}`,
    ]);
    return judge(operations, made.output + run.output, () =>
      readJson(report).run.executions.map(
        (/** @type {{ response?: { code: number } }} */ { response }) => response?.code ?? 0,
      ),
    );
  },
  bruno: ({ document, folder, token, operations }) => {
    const bru = `${installed}/@usebruno/cli/bin/bru.js`;
    const made = runNode(bru, [
      'import',
      'openapi',
      '-s',
      document,
      '-o',
      folder,
      '-n',
      'api',
      '--collection-format=bru',
    ]);
    const report = join(folder, 'report.json');
    // The first server of the document became the environment of that name.
    const args = [
      'run',
      '.',
      '-r',
      '--env=This mock',
      `--env-var=token=${token}`,
      `--reporter-json=${report}`,
    ];
    const run = runNode(bru, args, { cwd: join(folder, 'api') });
    return judge(operations, made.output + run.output, () =>
      [readJson(report)]
        .flat()
        .flatMap(({ results }) => results)
        .map(({ response }) => response.status),
    );
  },
  dredd: ({ document, url, token, operations }) => {
    const hooks = resolve('tools/ecosystem/dredd-hooks.cjs');
    const args = [document, url, `--header=Authorization: Bearer ${token}`, `--hookfiles=${hooks}`];
    const { output } = runNode(`${installed}/dredd/bin/dredd`, args);
    const [, passing, failing] = /(\d+) passing, (\d+) failing/.exec(output) ?? [];
    const isOk = Number(passing) === operations && failing === '0';
    return {
      isOk,
      result: `${passing ?? 'none'} of ${operations} requests get the response that it expects`,
      output,
    };
  },
};

/** @param {number} operations @param {string} output @param {() => readonly number[]} readStatuses @returns {Outcome} */
function judge(operations, output, readStatuses) {
  try {
    const statuses = readStatuses();
    const successes = statuses.filter((status) => status === 200 || status === 201).length;
    const isOk = successes === operations && statuses.length === operations;
    return { isOk, result: `${successes} of ${operations} imported requests get 200 or 201`, output };
  } catch {
    return { isOk: false, result: 'sent no request', output };
  }
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
