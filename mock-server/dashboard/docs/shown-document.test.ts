// What Swagger UI is given: both documents, with the basis of each part in its description.
import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import {
  findBearerScheme,
  type JsonObject,
  type Place,
  toObject,
  toShownDocument,
} from './shown-document.ts';

const read = (name: string) => parse(readFileSync(`openapi/${name}.yaml`, 'utf8')) as JsonObject;
const enrichment = read('enrichment');
const control = read('control');
const place: Place = { root: new URL('http://127.0.0.1:4010/'), mode: 'server', world: 'checkout' };

/** The objects of a document that have a basis. */
function listParts(value: unknown): readonly JsonObject[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(listParts);
  return 'x-basis' in value ? [value as JsonObject, ...inside] : inside;
}

test('each part with a basis says it in its description, with its source or its reason', () => {
  const parts = listParts(toShownDocument(enrichment, place));
  expect(parts.length).toBeGreaterThan(60);
  const silent = parts.filter(
    ({ description }) => !/> Basis: [a-z]+\. (Source|Reason): .+\."$/.test(JSON.stringify(description ?? '')),
  );
  expect(silent).toEqual([]);
});

test('a source is named by the title of its page', () => {
  const shown = toShownDocument(enrichment, place);
  const { description } = toObject(toObject(toObject(shown['components'])['schemas'])['Job'] ?? null);
  expect(description).toBe(
    'A job. It may have more fields; clients ignore fields that they do not know.\n\n' +
      '> Basis: documented. Source: Enrichment Status, Get Status For a Single Job.',
  );
});

test('a reason is text, whatever is in it', () => {
  const document = {
    components: { schemas: { A: { 'x-basis': 'assumed', 'x-reason': '<b>*Why*</b>\n# not' } } },
  };
  const shown = toShownDocument(document, place) as typeof document;
  expect(shown.components.schemas.A).toMatchObject({
    description: String.raw`> Basis: assumed. Reason: \<b\>\*Why\*\</b\> \# not.`,
  });
});

test('examples stay as they are', () => {
  const example = { 'x-basis': 'a field of the API' };
  expect(toShownDocument({ example }, place)).toMatchObject({ example });
});

const mock = { url: 'http://127.0.0.1:4010/backend', description: 'This mock.' };
const production = { url: 'https://app.example.com' };
const here = (url: string) => ({ url, description: 'This mock.' });

test.each<[string, object, Place['mode'], string, readonly object[]]>([
  [
    'of the mock, as the document names it',
    { servers: [mock, production] },
    'server',
    place.root.href,
    [mock],
  ],
  [
    'of the page, when the document names no other',
    { servers: [production] },
    'server',
    place.root.href,
    [here('http://127.0.0.1:4010')],
  ],
  [
    'of the page, without any in the document',
    {},
    'server',
    place.root.href,
    [here('http://127.0.0.1:4010')],
  ],
  [
    'of a static site, below its folder',
    { servers: [mock] },
    'service-worker',
    'https://example.org/sandbox/',
    [here('https://example.org/sandbox')],
  ],
])('the only server is that %s', (_, document, mode, root, servers) => {
  const shown = toShownDocument(document as JsonObject, { ...place, mode, root: new URL(root) });
  expect(shown['servers']).toEqual(servers);
});

test('requests of the control API are for the world of the page', () => {
  const shown = toShownDocument(control, place);
  expect(shown).toMatchObject({
    components: { parameters: { World: { name: 'world', example: 'checkout' } } },
  });
  const clock = toObject(toObject(shown['paths'])['/__mock__/api/worlds/{world}/clock']);
  expect(clock['parameters']).toBeUndefined();
  expect(clock['get']).toMatchObject({ parameters: [{ $ref: '#/components/parameters/World' }] });
});

test('only the enrichment API takes a bearer token', () => {
  expect([enrichment, control].map(findBearerScheme)).toEqual(['bearer', undefined]);
});
