// The licences of everything that is bundled, and the bill of materials.
import { readFileSync } from 'node:fs';

import { formatBillOfMaterials } from './bill-of-materials.mjs';
import { findCopied, listBundled } from './bundled.mjs';
import { formatNotices } from './format.mjs';
import { listInside } from './inside.mjs';
import { isAllowed, readLicence } from './licences.mjs';

/** A bundle of one file of each package, as esbuild reports it. */
function createMetafile(files: readonly string[]) {
  const inputs = Object.fromEntries(files.map((file) => [file, { bytesInOutput: 1 }]));
  return { inputs: {}, outputs: { 'dist/cli.js': { inputs, bytes: 1, imports: [], exports: [] } } };
}

const decoder = 'node_modules/ioredis/built/resp/decoder.js';
const slots = 'node_modules/cluster-key-slot/lib/index.js';
const bundled = listBundled([
  createMetafile([
    decoder,
    slots,
    'node_modules/express/lib/express.js',
    'node_modules/preact/dist/preact.mjs',
  ]),
]);
const notices = formatNotices(bundled);

test('each bundled package has its name, its version, its licence, and a text of more than a name', () => {
  for (const { name, version, licence, terms } of bundled) {
    expect(notices).toContain(`${name} ${version} (${licence})`);
    expect(terms.length).toBeGreaterThan(400);
  }
  expect(bundled.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['cluster-key-slot', 'express', 'ioredis', 'preact', 'swagger-ui-dist']),
  );
});

test('code that a package has copied from elsewhere keeps its notice: a parser, and a checksum', () => {
  expect(notices).toContain('Portions adapted from node-redis');
  expect(notices).toContain('Copyright (c) 2022-2023, Redis, Inc.');
  expect(notices).toContain('Copyright 2001-2010 Georges Menie');
});

test('a comment whose holder the licence names already is not repeated', () => {
  const express = bundled.find(({ name }) => name === 'express');
  expect(express?.copied).toEqual([]);
  const licence = { name: 'a', licence: 'MIT', notices: ['Copyright (c) 2020 Ada Byron'], terms: '' };
  expect(findCopied(['node_modules/express/lib/express.js'], licence)).not.toEqual([]);
});

test('the packages inside the bundle of another one have their texts too', () => {
  expect(listInside()).toEqual(expect.arrayContaining(['js-yaml', 'react', 'dompurify', 'swagger-client']));
  for (const name of listInside()) expect(notices).toContain(`${name}, inside swagger-ui-dist `);
  expect(notices).toContain('by Vitaly Puzrin');
});

test.each([
  ['MIT', true],
  ['(MPL-2.0 OR Apache-2.0)', true],
  ['(MIT AND BSD-3-Clause)', true],
  ['(MIT AND GPL-3.0)', false],
  ['MPL-2.0', false],
  ['GPL-3.0-only', false],
  ['SEE LICENSE IN terms.txt', false],
  ['none', false],
])('a package with the licence %s: %s', (expression, allowed) => {
  expect(isAllowed(expression)).toBe(allowed);
});

test('a package whose licence is not allowed stops the build', () => {
  // Chromium's axe is used in tests only.
  expect(() => listBundled([createMetafile(['node_modules/axe-core/axe.js'])])).toThrow(
    'The licence of a bundled package is not allowed: axe-core (MPL-2.0).',
  );
});

test('a package without a licence text gets the standard terms and the author of its package.json', () => {
  const { terms, notices: holders } = readLicence('tools/notices/testing/without-text');
  expect(holders).toEqual([
    'Copyright (c) Ada Byron (the author in its package.json; it contains no licence text)',
  ]);
  expect(terms).toMatch(/^Permission is hereby granted/);
});

test('THIRD-PARTY-NOTICES is what the build wrote', () => {
  expect(readFileSync('THIRD-PARTY-NOTICES', 'utf8')).toBe(readFileSync('build/THIRD-PARTY-NOTICES', 'utf8'));
});

interface Component {
  readonly type: string;
  readonly name: string;
  readonly group?: string;
  readonly version?: string;
  readonly purl?: string;
  readonly 'bom-ref'?: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly (
    | { readonly expression: string }
    | { readonly license: { readonly id: string } }
  )[];
  readonly components?: readonly Component[];
}

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly version: number;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

test('the bill of materials has what CycloneDX 1.6 requires', () => {
  const bill = JSON.parse(formatBillOfMaterials(bundled)) as Bill;
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
  expect(bill.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  );
  const all = [
    bill.metadata.component,
    ...bill.components,
    ...bill.components.flatMap((one) => one.components ?? []),
  ];
  const refs = all.flatMap((one) => one['bom-ref'] ?? []);
  expect(new Set(refs).size).toBe(refs.length);
  for (const one of all) {
    expect(['application', 'library']).toContain(one.type);
    expect(one.name).not.toBe('');
    expect(one.licenses).toHaveLength(1);
  }
  const known = new Set(refs);
  for (const { ref, dependsOn = [] } of bill.dependencies)
    expect([ref, ...dependsOn].filter((one) => !known.has(one))).toEqual([]);
});

test('each bundled package is in the bill with its address and the hash of the lock file', () => {
  const bill = JSON.parse(formatBillOfMaterials(bundled)) as Bill;
  for (const { purl, version, name, group, hashes } of bill.components) {
    expect(purl).toBe(`pkg:npm/${group === undefined ? '' : `%40${group.slice(1)}/`}${name}@${version}`);
    expect(hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) as string }]);
  }
});

test('the published bill lists the packages that the notices name', () => {
  const bill = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8')) as Bill;
  const listed = bill.components.map(({ group, name, version }) =>
    group === undefined ? `${name} ${version}` : `${group}/${name} ${version}`,
  );
  const named = [...readFileSync('THIRD-PARTY-NOTICES', 'utf8').matchAll(/^(\S+ \d+\.\d+\.\S+) \(/gm)];
  expect(new Set(listed)).toEqual(new Set(named.map(([, name]) => name)));
  expect(listed.length).toBe(named.length);
});
