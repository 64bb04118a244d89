// Tests the layers of tools/layers.mjs with forbidden and with allowed imports.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { findImportBreach, findLayer } from './find-import-breach.mjs';
import { layers } from './layers.mjs';
import { sourceFiles } from './source-files.mjs';

/** A file, its content, and a part of the linter's message about it. */
type Case = readonly [file: string, source: string, sentence: string];

interface Diagnostic {
  readonly filename: string;
  readonly message: string;
  readonly help?: string;
}

const mock = `export * from '../mock-server/start/start.ts';`;
const mockFromBelow = `export * from '../../mock-server/start/start.ts';`;
const disk = `export * from 'node:fs';`;
const net = `export * from 'node:http';`;
const express = `export * from 'express';`;

/** The folders that the table declares pure. */
const pureFolders = layers.flatMap(({ name, pure }) =>
  pure === true && name.endsWith('/') ? [name.slice(0, -1)] : [],
);

const surroundings: readonly (readonly [source: string, sentence: string])[] = [
  ['Date.now()', `'Date.now' is restricted`],
  ['new Date()', 'must not read the clock'],
  ['Date()', 'must not read the clock'],
  ['Math.random()', `'Math.random' is restricted`],
  ['process.env', 'must not use process'],
  ['globalThis.process', 'must not use process'],
  ['setTimeout(() => 1, 1)', 'must not use timers'],
  ['performance.now()', 'must not read the clock'],
  ['crypto.randomUUID()', 'must not draw random numbers'],
  [`fetch('x')`, 'must not send requests'],
  [`console.log('x')`, 'must not print'],
];

const suite = 'contract-tests/verdict/judge.ts';
const mockFile = 'mock-server/command/serve.ts';

/** Imports that the table forbids: a file, and its import. */
const forbidden: readonly (readonly [file: string, imported: string])[] = [
  ...['openapi/', 'openapi/rules/', 'time/', 'random/', 'text/', 'files/', 'command-line/'].flatMap(
    (folder) =>
      ['a.ts', 'a.test.ts'].flatMap((file) =>
        [mockFile, suite, 'library/index.ts'].map((imported) => [`${folder}${file}`, imported] as const),
      ),
  ),
  ['openapi/load-spec.ts', mockFile],
  ['time/a.ts', 'openapi/operations.ts'],
  ['text/a.ts', 'time/time.ts'],
  ['files/a.ts', 'openapi/operations.ts'],
  ...['serve.ts', 'http/a.ts', 'domain/a.test.ts', 'django/a.ts', 'coach/a.ts', 'testing/a.ts'].flatMap(
    (file) => [suite, 'library/index.ts'].map((imported) => [`mock-server/${file}`, imported] as const),
  ),
  ...['api', 'django', 'pipeline', 'faults', 'journal', 'coach', 'state', 'control', 'http'].map(
    (above) => ['mock-server/domain/a.ts', `mock-server/${above}/x.ts`] as const,
  ),
  ...['uploads', 'api', 'pipeline', 'faults', 'state', 'control', 'http'].map(
    (above) => ['mock-server/django/a.ts', `mock-server/${above}/x.ts`] as const,
  ),
  ...['pipeline', 'mutants', 'faults', 'journal', 'state', 'control', 'http'].map(
    (above) => ['mock-server/api/a.ts', `mock-server/${above}/x.ts`] as const,
  ),
  ...['faults', 'journal', 'coach', 'state', 'control', 'http'].map(
    (above) => ['mock-server/pipeline/a.ts', `mock-server/${above}/x.ts`] as const,
  ),
  ...['faults', 'journal', 'coach'].flatMap((folder) =>
    ['state', 'control', 'http'].map(
      (above) => [`mock-server/${folder}/a.ts`, `mock-server/${above}/x.ts`] as const,
    ),
  ),
  ['mock-server/engine.ts', 'mock-server/http/create-server.ts'],
  ...[
    'commands/a.ts',
    'verdict/a.ts',
    'survey/a.ts',
    'traffic/a.test.ts',
    'report/a.ts',
    'clauses/a.test.ts',
    'testing/a.ts',
  ].flatMap((file) =>
    [mockFile, 'library/index.ts', 'contract-tests/trial/trial.ts'].map(
      (imported) => [`contract-tests/${file}`, imported] as const,
    ),
  ),
  ...['survey', 'traffic', 'report', 'ledger', 'commands'].flatMap((above) =>
    ['clauses', 'evidence', 'verdict'].map(
      (folder) => [`contract-tests/${folder}/a.ts`, `contract-tests/${above}/x.ts`] as const,
    ),
  ),
  ['contract-tests/trial/a.ts', 'library/index.ts'],
  ['library/mock.ts', mockFile],
  ['library/connect.ts', mockFile],
  ['library/start.ts', suite],
  ['library/msw.ts', 'mock-server/start/start.ts'],
  ['mock-server/fetch/fetch-edge.ts', 'mock-server/http/create-server.ts'],
];

/** Packages that the table forbids. */
const forbiddenPackages: readonly (readonly [file: string, name: string])[] = [
  ...layers.flatMap(({ name, paths = [name], pure }) => {
    const [path = name] = paths;
    const file = path.endsWith('/') ? `${path}a.ts` : path;
    return pure === true ? ['node:fs', 'express', 'node:http'].map((module) => [file, module] as const) : [];
  }),
  ['library/mock.ts', 'node:fs'],
  ['library/embedded-mock.ts', 'node:fs'],
  ['contract-tests/survey/a.ts', 'node:http'],
  ['contract-tests/commands/a.ts', 'node:net'],
];

test.each(forbidden)('%s must not import %s', (file, imported) => {
  expect(findImportBreach(file, imported, true)).toMatch(/see tools\/layers\.mjs\.$/);
});

test.each(forbiddenPackages)('%s must not import the package %s', (file, name) => {
  expect(findImportBreach(file, name, false)).toBeDefined();
});

test('a table that names no layer is rejected', () => {
  const names = new Set(layers.map(({ name }) => name));
  const named = layers.flatMap(({ mayImport }) => (mayImport === 'everything' ? [] : mayImport));
  expect(named.filter((name) => !names.has(name))).toEqual([]);
});

test('every source file belongs to a layer', () => {
  const isCode = /^(?!tools\/|examples\/)[\w/.-]+\.ts$/;
  const files = sourceFiles().filter((file) => isCode.test(file));
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((file) => findLayer(file) === undefined)).toEqual([]);
});

/** Forbidden code for the linter, from the table and from its rules of pure folders. */
const breaches: readonly Case[] = [
  ['openapi/a.ts', `export * from '../mock-server/start/start.ts';`, 'must not import mock-server/'],
  [
    'time/later.ts',
    `export const a = import('../openapi/operations.ts');`,
    'time/ may import no other layer',
  ],
  ['text/type.ts', `export type { A } from '../openapi/operations.ts';`, 'text/ may import no other layer'],
  [
    'mock-server/api/named.ts',
    `import { a } from '../pipeline/x.ts';\nexport const b = a;`,
    'not mock-server/pipeline/',
  ],
  ['contract-tests/fetch.ts', `export const a = fetch('x');`, 'traffic/ uses node:http'],
  ['contract-tests/survey/fetch.ts', `export const a = fetch('x');`, 'traffic/ uses node:http'],
  ['contract-tests/survey/net.ts', net, 'may open connections'],
  ...pureFolders.flatMap((folder): Case[] => [
    [`${folder}/disk.ts`, disk, 'is pure'],
    ...surroundings.map(([source, sentence], index): Case => {
      return [`${folder}/pure-${index}.ts`, `export const a = ${source};`, sentence];
    }),
  ]),
  ['openapi/ring.ts', `import { b } from './round.ts';\nexport const a = (): unknown => b;`, 'cycle'],
  ['openapi/round.ts', `import { a } from './ring.ts';\nexport const b = (): unknown => a;`, 'cycle'],
];

const allowed: readonly (readonly [file: string, source: string])[] = [
  ['openapi/load-spec.ts', `${disk}\nexport const a = process.cwd();`],
  ['openapi/disk.test.ts', `${disk}\nexport const a = Date.now();`],
  ['mock-server/domain/clock.test.ts', `${disk}\nexport const a = new Date();`],
  ['mock-server/pipeline/upward.ts', `${createImport('domain')}\n${createImport('api')}`],
  [
    'mock-server/http/down.ts',
    `${createImport('pipeline')}\n${disk}\n${express}\nexport const a = Date.now();`,
  ],
  ['mock-server/domain/spec.ts', `export * from '../../openapi/operations.ts';`],
  ['contract-tests/traffic/net.ts', net],
  ['contract-tests/survey/net.test.ts', net],
  ['contract-tests/trial/mutants.test.ts', `${mockFromBelow}\n${net}`],
  ['contract-tests/trial/run.ts', `${mockFromBelow}\n${net}`],
  ['contract-tests/testing/net.ts', net],
  ['files/disk.ts', `${disk}\n${createImport('time')}\nexport const a = Date.now();`],
  ['mock-server/store/file/files.ts', `export * from '../../../files/x.ts';`],
  ['contract-tests/files.ts', `export * from '../files/x.ts';`],
  ['contract-tests/commands/ledger-file.ts', `${disk}\nexport const a = Date.now();`],
  ['contract-tests/clauses/date.ts', `export const a = new Date(0);`],
  ['library/embedded-engine.ts', `export * from '../mock-server/engine.ts';`],
  ['library/start.ts', `${mock}\n${disk}`],
  ['library/start.test.ts', `${mock}\n${disk}`],
  ['library/connect.ts', `export * from '../openapi/complaint.ts';\nexport const a = fetch('x');`],
  ['library/requests-in-flight.ts', `export * from 'node:diagnostics_channel';`],
  ['library/playwright.ts', `export * from '@playwright/test';`],
  [
    'cli.ts',
    `export * from './mock-server/command/serve.ts';\nexport * from './contract-tests/commands/contract.ts';`,
  ],
];

const refusals = lint(breaches);
const complaints = lint(allowed);

test.each(breaches)('in %s the linter rejects %s', (file, _source, sentence) => {
  expect(refusals.get(file)?.join('\n')).toContain(sentence);
});

test.each(allowed)('in %s the linter accepts %s', (file) => {
  expect(complaints.get(file)).toBeUndefined();
});

/** Runs the linter once over the cases and returns its messages by file. It runs outside the repository, where no file is ignored. */
function lint(
  cases: readonly (readonly [file: string, source: string, sentence?: string])[],
): ReadonlyMap<string, readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  for (const file of [
    '.oxlintrc.json',
    'tools/lint-plugin.mjs',
    'tools/find-import-breach.mjs',
    'tools/layers.mjs',
  ])
    cpSync(file, join(folder, file));
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
