import { readFileSync } from 'node:fs';

import { createAjv } from '../../../openapi/testing/ajv.ts';
import { parseYaml } from '../../../openapi/yaml-source.ts';
import { contract } from '../../contract/index.ts';
import { nameSetting, parseConfig } from './parse-config.ts';
import { addSettings } from './read-config.ts';
import schema from './contract.config.schema.json' with { type: 'json' };

const file = 'contract.config.yaml';
const parse = (text: string) => parseConfig(text, file, contract);

test('a file can be empty, or have comments only', () => {
  expect([parse(''), parse('# later\n')]).toEqual([
    { file, levels: {}, flags: {} },
    { file, levels: {}, flags: {} },
  ]);
});

test('a file sets levels, and the values of flags', () => {
  const text = `failOn: [should, new]
levels:
  head-like-get: MUST
  nosniff: off
requireCoverage: 80
minAvailability: 99.5
mode: production
watch: 2m
timeout: 30s
maxRequests: 40
maxRate: 30/m
`;
  expect(parse(text)).toEqual({
    file,
    levels: { 'head-like-get': 'MUST', nosniff: 'off' },
    flags: {
      'fail-on': ['should', 'new'],
      'require-coverage': '80',
      'min-availability': '99.5',
      mode: 'production',
      watch: '2m',
      timeout: '30s',
      'max-requests': '40',
      'max-rate': '30/m',
    },
  });
});

test.each([
  [
    'failon: must',
    ':1: the file cannot have the key "failon"; allowed: failOn, levels',
    'did you mean "failOn"?',
  ],
  ['failOn: nevr', ':1: "failOn" is "nevr"; it must be', 'did you mean "never"?'],
  ['levels:\n  list-shap: MUST', ':2: no clause has the id "list-shap"; did you mean "list-shape"?'],
  ['levels:\n  zzz: MUST', ':2: no clause has the id "zzz"; contract --list shows all clauses'],
  ['levels:\n  list-shape: must', ':2: "levels.list-shape" is "must"; it must be', 'did you mean "MUST"?'],
  ['levels:\n  __proto__: MUST', ':2: no clause has the id "__proto__"'],
  ['levels: MUST', ':1: "levels" is "MUST"; it must be an object'],
  ['watch: 60', ':1: "watch" is 60; it must be a string'],
  ['mode: full', ':1: "mode" is "full"; it must be "production" or "nightly"'],
  ['maxRequests: 3', ':1: "maxRequests" is 3; it must be'],
  ['token: abc', ':1: the file cannot have the key "token"'],
  ['baseUrl: https://x.example', ':1: the file cannot have the key "baseUrl"'],
  ['allowWrites: true', ':1: the file cannot have the key "allowWrites"'],
  ['- a', ':1: the file is ["a"]; it must be an object'],
  ['failOn: must\nfailOn: new', ':2: this is not valid YAML: a map has the same key twice'],
  ['['.repeat(5000), ':1: this is nested more than 200 levels deep'],
])('%j is refused', (text, ...says) => {
  const message = getMessage(() => parse(text));
  for (const part of says) expect(message).toContain(part);
});

describe('the schema for editors', () => {
  const isValid = createAjv().compile(schema);
  const check = (text: string) => isValid(parseYaml(text, file).value);

  test('accepts the file of the documentation, as the suite does', () => {
    const page = readFileSync('docs/contract-config.md', 'utf8');
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    expect(parse(example).flags['fail-on']).toEqual(['should', 'new']);
    expect([check(example), isValid.errors]).toEqual([true, null]);
  });

  test.each([
    'levels: {list-shap: MUST}',
    'levels: {list-shape: must}',
    'failOn: [never, sometimes]',
    'x: 1',
  ])('rejects %j, as the suite does', (text) => {
    expect(check(text)).toBe(false);
    expect(() => parse(text)).toThrow(file);
  });

  test('knows every clause and its promise', () => {
    const known = Object.entries(schema.properties.levels.properties);
    expect(known.map(([id]) => id)).toEqual(contract.map(({ id }) => id));
  });
});

test('a message does not repeat the value of an unknown key, which may be a secret', () => {
  expect(getMessage(() => parse('token: geheim-12345678'))).not.toContain('geheim');
});

describe('a flag wins over the file', () => {
  const config = parse('failOn: new\nwatch: 2m\nmode: nightly');

  test.each([
    [{}, { 'fail-on': ['new'], watch: '2m', mode: 'nightly' }],
    [{ watch: '0s' }, { 'fail-on': ['new'], watch: '0s', mode: 'nightly' }],
    [{ 'fail-on': ['must'] }, { 'fail-on': ['must'], watch: '2m', mode: 'nightly' }],
    [{ strict: true }, { strict: true, watch: '2m', mode: 'nightly' }],
    [{ 'allow-writes': true }, { 'allow-writes': true, 'fail-on': ['new'], watch: '2m' }],
  ])('%j', (given, want) => {
    expect(addSettings(given, config)).toEqual(want);
  });
});

test('messages call a setting by its key, and a flag by its name', () => {
  const config = parse('watch: 2m');
  expect([
    nameSetting(config, 'watch'),
    nameSetting(config, 'mode'),
    nameSetting(undefined, 'watch'),
  ]).toEqual(['"watch" of contract.config.yaml', '--mode', '--watch']);
});

function getMessage(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('Nothing was refused.');
}
