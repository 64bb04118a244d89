import { readFileSync } from 'node:fs';

import { resolvePointer } from './document.ts';
import { loadShippedSpec } from './shipped.ts';
import { narrowResponses, widenResponses } from './widen-responses.ts';
import { parseYaml } from './yaml-source.ts';

const { document, operations } = loadShippedSpec();

const small = {
  'x-questions': {
    envelope: {
      kind: 'open' as const,
      question: 'Which envelope does the list have?',
      default: 'bare',
      response: '#/components/responses/List',
      readings: {
        bare: { meaning: 'None.', basis: 'assumed', schema: { $ref: '#/components/schemas/List' } },
        paged: { meaning: 'A page.', basis: 'assumed', schema: { $ref: '#/components/schemas/Page' } },
      },
    },
  },
  'x-other-responses': { '405': { $ref: '#/components/responses/MethodNotAllowed' } },
  paths: {
    '/jobs/': {
      parameters: [],
      get: { operationId: 'list', responses: { '200': { $ref: '#/components/responses/List' } } },
    },
  },
  components: {
    responses: {
      List: {
        description: 'The jobs.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/List' }, example: [] } },
      },
    },
  },
};

test('the response of a question may have the body of each reading', () => {
  expect(widenResponses(small).components.responses.List).toEqual({
    description: 'The jobs.',
    content: {
      'application/json': {
        schema: { oneOf: [{ $ref: '#/components/schemas/List' }, { $ref: '#/components/schemas/Page' }] },
        example: [],
      },
    },
  });
});

test('each operation gets the responses to requests that no operation describes', () => {
  expect(widenResponses(small).paths['/jobs/']).toEqual({
    parameters: [],
    get: {
      operationId: 'list',
      responses: {
        '200': { $ref: '#/components/responses/List' },
        '405': { $ref: '#/components/responses/MethodNotAllowed' },
      },
    },
  });
});

test('the given document does not change, and one without these keys stays as it is', () => {
  const before = structuredClone(small);
  widenResponses(small);
  expect(small).toEqual(before);
  const { paths, components } = small;
  expect(widenResponses({ paths, components })).toEqual({ paths, components });
});

test('narrowed again, a document is as its file has it', () => {
  expect(narrowResponses(widenResponses(small))).toEqual(small);
  const file = 'openapi/enrichment.yaml';
  expect(narrowResponses(document)).toEqual(parseYaml(readFileSync(file, 'utf8'), file).value);
});

test('in the included document, every operation can redirect and refuse a method, and lists have three envelopes', () => {
  expect(operations.filter(({ responses }) => '301' in responses && '405' in responses)).toHaveLength(5);
  const schema = '#/components/responses/Jobs/content/application~1json/schema';
  expect(resolvePointer(document, `${schema}/oneOf`)).toHaveLength(3);
});
