// The layer rules of .oxlintrc.json, each proved by planted breaches and by what it must let be.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A file, what stands in it, and a part of what the linter must say of it. */
type Case = readonly [file: string, source: string, sentence: string];

interface Diagnostic {
  readonly filename: string;
  readonly message: string;
  readonly help?: string;
}

const mock = `export * from '../mock-server/serve.ts';`;
const mockFromBelow = `export * from '../../mock-server/serve.ts';`;
const suiteFromBelow = `export * from '../../contract-tests/verdict/judge.ts';`;
const disk = `export * from 'node:fs';`;
const net = `export * from 'node:http';`;
const express = `export * from 'express';`;

const pureFolders = [
  'openapi',
  'time',
  'text',
  'mock-server/simulation',
  'mock-server/api',
  'mock-server/wire',
  'mock-server/faults',
  'mock-server/journal',
  'mock-server/coach',
  'contract-tests/clauses',
  'contract-tests/evidence',
  'contract-tests/ledger',
  'contract-tests/report',
];

const surroundings: readonly (readonly [source: string, sentence: string])[] = [
  ['Date.now()', `'Date.now' is restricted`],
  ['new Date()', 'has no clock'],
  ['Date()', 'has no clock'],
  ['Math.random()', `'Math.random' is restricted`],
  ['process.env', 'knows no process'],
  ['globalThis.process', 'knows no process'],
  ['setTimeout(() => 1, 1)', 'has no timers'],
  ['performance.now()', 'has no clock'],
  ['crypto.randomUUID()', 'draws no random numbers'],
  [`fetch('x')`, 'asks nobody'],
  [`console.log('x')`, 'prints nothing'],
];

const breaches: readonly Case[] = [
  ['openapi/a.ts', mock, 'openapi/ imports neither half'],
  ['openapi/rules/a.ts', suiteFromBelow, 'openapi/ imports neither half'],
  ['openapi/load-spec.ts', mock, 'openapi/ imports neither half'],
  ['openapi/a.test.ts', mock, 'openapi/ imports neither half'],
  ['openapi/b.ts', disk, 'only load-spec.ts touches the disk'],
  ['time/a.ts', mock, 'time/ and text/ are at the bottom'],
  ['time/b.ts', `export * from '../openapi/operations.ts';`, 'time/ and text/ are at the bottom'],
  ['text/a.ts', mock, 'time/ and text/ are at the bottom'],
  ['text/b.ts', createImport('time'), 'time/ and text/ are at the bottom'],
  ['files/a.ts', mock, 'files/ is at the bottom'],
  ['files/b.ts', `export * from '../openapi/operations.ts';`, 'files/ is at the bottom'],
  ['files/c.test.ts', `export * from '../command-line/command.ts';`, 'files/ is at the bottom'],
  ['mock-server/serve.ts', `export * from '../contract-tests/verdict/judge.ts';`, 'never imports the suite'],
  ['mock-server/http/a.ts', suiteFromBelow, 'never imports the suite'],
  ['mock-server/simulation/a.test.ts', suiteFromBelow, 'never imports the suite'],
  ['mock-server/simulation/suite.ts', suiteFromBelow, 'never imports the suite'],
  ['mock-server/api/suite.ts', suiteFromBelow, 'never imports the suite'],
  ['mock-server/wire/suite.ts', suiteFromBelow, 'never imports the suite'],
  ['mock-server/coach/suite.ts', suiteFromBelow, 'never imports the suite'],
  ...['api', 'django', 'wire', 'faults', 'journal', 'coach', 'state', 'control', 'http'].map(
    (folder): Case => [`mock-server/simulation/${folder}.ts`, createImport(folder), 'bottom of the mock'],
  ),
  ...['wire', 'state', 'control', 'http'].map(
    (folder): Case => [`mock-server/api/${folder}.ts`, createImport(folder), 'import nothing of wire/'],
  ),
  ...['state', 'control', 'http'].flatMap((folder): Case[] => [
    [`mock-server/wire/${folder}.ts`, createImport(folder), 'wire/ imports nothing of'],
    ...['faults', 'journal', 'coach'].map(
      (above): Case => [
        `mock-server/${above}/${folder}.ts`,
        createImport(folder),
        'faults/, journal/ and coach/ import nothing of',
      ],
    ),
  ]),
  ['library/in-page.ts', disk, 'runs in browsers too'],
  ['library/msw.ts', `export * from '../mock-server/start.ts';`, 'What runs in a page imports nothing'],
  ['library/fetch-edge.ts', `export * from '../mock-server/http/create-app.ts';`, 'touches sockets'],
  ['contract-tests/commands/contract.ts', mock, 'The suite never imports the mock'],
  ['contract-tests/verdict/judge.ts', mock, 'The suite never imports the mock'],
  ['contract-tests/survey/mock.ts', mockFromBelow, 'The suite never imports the mock'],
  ['contract-tests/report/mock.ts', mockFromBelow, 'The suite never imports the mock'],
  ['contract-tests/clauses/mock.ts', mockFromBelow, 'The suite never imports the mock'],
  ['contract-tests/clauses/a.test.ts', mockFromBelow, 'The suite never imports the mock'],
  ['contract-tests/testing/mock.ts', mockFromBelow, 'The suite never imports the mock'],
  ['contract-tests/trial.ts', `export * from './trial/x.ts';`, 'trial/ knows the mock'],
  ['contract-tests/trial.test.ts', `export * from './trial/x.ts';`, 'trial/ knows the mock'],
  ...['survey', 'report', 'testing'].map(
    (folder): Case => [`contract-tests/${folder}/trial.ts`, createImport('trial'), 'trial/ knows the mock'],
  ),
  ['contract-tests/ledger/net.ts', net, 'imports no node: module'],
  ['contract-tests/fetch.ts', `export const a = fetch('x');`, 'traffic/ uses node:http'],
  ['contract-tests/survey/fetch.ts', `export const a = fetch('x');`, 'traffic/ uses node:http'],
  ['contract-tests/contract.ts', disk, 'imports no node: module'],
  ...['survey', 'report', 'ledger', 'trial'].flatMap((folder): Case[] => [
    [`contract-tests/clauses/${folder}.ts`, createImport(folder), 'depends on the evidence alone'],
    [`contract-tests/evidence/${folder}.ts`, createImport(folder), 'depends on the evidence alone'],
  ]),
  ['contract-tests/clauses/later.ts', `export const a = import('../survey/x.ts');`, 'the evidence alone'],
  ['contract-tests/clauses/type.ts', `export type { A } from '../survey/x.ts';`, 'the evidence alone'],
  ['mock-server/http/library.ts', `export * from '../../library/index.ts';`, 'nor the library'],
  ['mock-server/wire/library.ts', `export * from '../../library/index.ts';`, 'nor the library'],
  ['contract-tests/survey/library.ts', `export * from '../../library/index.ts';`, 'never imports the mock'],
  ['openapi/library.ts', `export * from '../library/index.ts';`, 'imports neither half'],
  ['library/disk.ts', disk, 'runs in browsers too'],
  ['library/files.ts', createImport('files'), 'runs in browsers too'],
  ['library/in-page-options.ts', createImport('files'), 'runs in browsers too'],
  ['openapi/files.ts', createImport('files'), 'only load-spec.ts touches the disk'],
  ['library/mock.ts', mock, 'ask its control API'],
  ['library/fake-timers.ts', disk, 'runs in browsers too'],
  ['library/playwright.ts', mock, 'ask its control API'],
  ['library/start.ts', `export * from '../contract-tests/verdict/judge.ts';`, 'not the suite'],
  ...pureFolders.slice(1).flatMap((folder): Case[] => [
    [`${folder}/disk.ts`, disk, 'imports no node: module'],
    [`${folder}/express.ts`, express, 'no express'],
    [`${folder}/files.ts`, createImport('files'), 'no files/'],
  ]),
  ...pureFolders.flatMap((folder) =>
    surroundings.map(([source, sentence], index): Case => {
      return [`${folder}/pure-${index}.ts`, `export const a = ${source};`, sentence];
    }),
  ),
  ['openapi/ring.ts', `import { b } from './round.ts';\nexport const a = (): unknown => b;`, 'cycle'],
  ['openapi/round.ts', `import { a } from './ring.ts';\nexport const b = (): unknown => a;`, 'cycle'],
];

const allowed: readonly (readonly [file: string, source: string])[] = [
  ['openapi/load-spec.ts', `${disk}\nexport const a = process.cwd();`],
  ['openapi/disk.test.ts', `${disk}\nexport const a = Date.now();`],
  ['mock-server/simulation/clock.test.ts', `${disk}\nexport const a = new Date();`],
  ['mock-server/wire/upward.ts', `${createImport('simulation')}\n${createImport('api')}`],
  ['mock-server/http/down.ts', `${createImport('wire')}\n${disk}\n${express}\nexport const a = Date.now();`],
  ['mock-server/simulation/spec.ts', `export * from '../../openapi/operations.ts';`],
  ['contract-tests/survey/net.ts', net],
  ['contract-tests/survey/net.test.ts', net],
  ['contract-tests/trial/mutants.test.ts', `${mockFromBelow}\n${net}`],
  ['contract-tests/trial/run.ts', `${mockFromBelow}\n${net}`],
  ['contract-tests/testing/net.ts', net],
  ['files/disk.ts', `${disk}\n${createImport('time')}\nexport const a = Date.now();`],
  ['mock-server/state/files.ts', createImport('files')],
  ['contract-tests/files.ts', createImport('files')],
  ['contract-tests/commands/ledger-file.ts', `${disk}\nexport const a = Date.now();`],
  ['contract-tests/clauses/date.ts', `export const a = new Date(0);`],
  ['library/in-page-engine.ts', `export * from '../mock-server/engine.ts';`],
  ['library/start.ts', `${mock}\n${disk}`],
  ['library/start.test.ts', `${mock}\n${disk}`],
  ['library/connect.ts', `export * from '../openapi/complaint.ts';\nexport const a = fetch('x');`],
  ['library/requests-in-flight.ts', `export * from 'node:diagnostics_channel';`],
  ['library/playwright.ts', `export * from '@playwright/test';`],
  [
    'cli.ts',
    `export * from './mock-server/serve.ts';\nexport * from './contract-tests/commands/contract.ts';`,
  ],
];

const refusals = lint(breaches);
const complaints = lint(allowed);

test.each(breaches)('in %s the linter refuses %s', (file, _source, sentence) => {
  expect(refusals.get(file)?.join('\n')).toContain(sentence);
});

test.each(allowed)('in %s the linter allows %s', (file) => {
  expect(complaints.get(file)).toBeUndefined();
});

/** One run over the cases: what the linter says of each file. Outside the repository, where nothing is ignored. */
function lint(
  cases: readonly (readonly [file: string, source: string, sentence?: string])[],
): ReadonlyMap<string, readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  for (const file of ['.oxlintrc.json', 'tools/lint-plugin.mjs']) cpSync(file, join(folder, file));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [file, source] of cases) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${source}\n`);
  }
  const command = ['node_modules/oxlint/bin/oxlint', '--format=json'];
  const run = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
  rmSync(folder, { recursive: true });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: Diagnostic[] };
  const said = new Map<string, string[]>();
  for (const { filename, message, help = '' } of diagnostics) {
    said.set(filename, [...(said.get(filename) ?? []), `${message} ${help}`]);
  }
  return said;
}

function createImport(folder: string): string {
  return `export * from '../${folder}/x.ts';`;
}
