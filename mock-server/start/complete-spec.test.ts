// Documents with more fields and operations than the mock simulates: they are filled, served or rejected.
import {
  base,
  changeSchemas,
  complete,
  type Json,
  own,
  serve,
  addField,
} from '../testing/other-documents.ts';
import { ownJobId, spec as shipped } from '../testing/shipped.ts';

test.each([
  ['an integer with an example', { type: 'integer', minimum: 0, maximum: 100, example: 42 }, 42],
  ['an integer with limits', { type: 'integer', minimum: 3, maximum: 9 }, 3],
  ['an enum', { type: 'string', enum: ['low', 'high'] }, 'low'],
  ['a default', { type: 'string', default: 'medium' }, 'medium'],
  ['examples', { type: 'string', examples: ['one', 'two'] }, 'one'],
  ['a constant', { const: 'v2' }, 'v2'],
  [
    'an object',
    { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } },
    { id: '5f0c1d3e-2b4a-4c6d-8e9f-0a1b2c3d4e5f' },
  ],
  ['a date-time', { type: 'string', format: 'date-time' }, '2026-05-06T14:23:11Z'],
  ['null or a text', { type: ['string', 'null'] }, 'example'],
  ['a list', { type: 'array', minItems: 2, items: { type: 'boolean' } }, [false, false]],
  ['a reference', { $ref: '#/components/schemas/Category' }, 'contact'],
  [
    'all of several',
    { allOf: [{ $ref: '#/components/schemas/Category' }, { enum: ['account'] }] },
    'account',
  ],
])('%s is filled, required or not', async (_, field, value) => {
  for (const required of [true, false]) {
    const spec = changeSchemas({ Job: addField('extra', field, required) });
    expect(complete(spec).filled).toEqual(['Job.extra']);
    const { ask } = serve(spec);
    expect((await ask(`GET ${own}`)).json).toMatchObject({ job_id: ownJobId, extra: value });
    expect((await ask(`GET ${base}/status/`)).json).toMatchObject({ 0: { extra: value } });
  }
});

test('the shipped document has nothing to fill in', () => {
  expect(complete(shipped)).toMatchObject({ filled: [], served: [], mistakes: [], handlers: {} });
});

test.each([
  ['a pattern that is hard to satisfy', { type: 'string', pattern: '^Q7-[aeiou]{9}$' }],
  ['an object that must contain itself', { $ref: '#/components/schemas/Endless' }],
  ['a schema that nothing matches', { not: {} }],
  ['an invalid pattern', { type: 'string', pattern: '(' }],
  ['too many items', { type: 'array', minItems: 100_000, items: { type: 'integer' } }],
  ['a text longer than a page', { type: 'string', minLength: 1_000_000 }],
])('a field without a possible value is reported with what it needs: %s', (_, field) => {
  const endless = {
    type: 'object',
    required: ['inner'],
    properties: { inner: { $ref: '#/components/schemas/Endless' } },
  };
  const { mistakes } = complete(changeSchemas({ Job: addField('extra', field) }, {}, { Endless: endless }));
  expect(mistakes).toEqual([
    'The mock cannot create a value for the new field "Job.extra" that fits the schema at #/components/schemas/Job/properties/extra; add an "example" that does.',
  ]);
});

test('a hostile document is processed within limits', () => {
  const wide = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`f${index}`, { $ref: '#/components/schemas/Wide' }]),
  );
  const Wide = {
    type: 'object',
    properties: wide,
    anyOf: Array.from({ length: 50 }, () => ({ $ref: '#/components/schemas/Wide' })),
  };
  expect(
    complete(changeSchemas({ Job: addField('wide', { $ref: '#/components/schemas/Wide' }) }, {}, { Wide }))
      .filled,
  ).toEqual(['Job.wide']);
});

const errors = {
  '401': 'Unauthorized',
  '404': 'NotFound',
  '405': 'MethodNotAllowed',
  '406': 'NotAcceptable',
  '400': 'InvalidRequest',
  '415': 'UnsupportedMediaType',
};
const responses = (success: Json, status = '200') => ({
  [status]: success,
  ...Object.fromEntries(
    Object.entries(errors).map(([code, name]) => [code, { $ref: `#/components/responses/${name}` }]),
  ),
});
const jobParameter = {
  name: 'job_id',
  in: 'path',
  required: true,
  schema: { $ref: '#/components/schemas/JobId' },
};
const ofJson = (content: Json) => ({ description: 'Done.', content: { 'application/json': content } });

const paths = {
  [`${base}/status/{job_id}/history/`]: {
    parameters: [jobParameter],
    get: {
      operationId: 'getHistory',
      responses: responses(
        ofJson({
          schema: { type: 'object', required: ['job_id', 'steps'] },
          example: { job_id: 'x', steps: [1] },
        }),
      ),
    },
    delete: { operationId: 'clearHistory', responses: responses({ description: 'Gone.' }, '204') },
  },
  [`${base}/webhooks/`]: {
    get: {
      operationId: 'listWebhooks',
      parameters: [{ name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } }],
      responses: responses(
        ofJson({
          schema: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Checkpoint' } },
        }),
      ),
    },
    post: {
      operationId: 'addWebhook',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { type: 'object', required: ['url'], properties: { url: { type: 'string' } } },
          },
        },
      },
      responses: responses(
        ofJson({
          schema: { type: 'object', required: ['id'], properties: { id: { type: 'integer', example: 7 } } },
        }),
        '201',
      ),
    },
  },
};

test('a new operation responds with its example, after the usual checks', async () => {
  const spec = changeSchemas({}, paths);
  expect(complete(spec).served).toEqual([
    `getHistory (GET ${base}/status/{job_id}/history/)`,
    `clearHistory (DELETE ${base}/status/{job_id}/history/)`,
    `listWebhooks (GET ${base}/webhooks/)`,
    `addWebhook (POST ${base}/webhooks/)`,
  ]);
  const { ask } = serve(spec);
  const history = `${base}/status/${ownJobId}/history/`;
  expect((await ask(`GET ${history}`)).json).toEqual({ job_id: ownJobId, steps: [1] });
  expect((await ask(`GET ${base}/webhooks/`)).json).toHaveLength(1);
  expect(await ask(`POST ${base}/webhooks/`, { url: 'https://a.example' })).toMatchObject({
    status: 201,
    json: { id: 7 },
  });
  const gone = await ask(`DELETE ${history}`);
  expect([gone.status, gone.headers.includes('Content-Type')]).toEqual([204, false]);
  const statuses = await Promise.all([
    ask(`GET ${history}`, undefined, ''),
    ask(`GET ${history}`, undefined, 'bob-token'),
    ask(`PATCH ${base}/webhooks/`),
    ask(`GET ${base}/webhooks`),
    ask(`GET ${base}/webhooks/?page=x`),
    ask(`POST ${base}/webhooks/`, {}),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([401, 404, 405, 301, 400, 400]);
});

test.each([
  ['no success', { '400': { description: 'No.' } }],
  [
    'an example that does not fit',
    { '200': ofJson({ schema: { type: 'string', pattern: '^Q{9}$' }, example: 'x' }) },
  ],
  [
    'a successful response that is not JSON and has no example',
    { '200': { description: 'A file.', content: { 'text/csv': {} } } },
  ],
])('a new operation with %s is rejected', (_, all) => {
  const { mistakes } = complete(
    changeSchemas({}, { '/api/v1/other/': { get: { operationId: 'other', responses: all } } }),
  );
  expect(mistakes).toEqual([
    'The mock cannot serve the new operation "other": it needs a success response (2xx) that has no body or an example that fits its schema.',
  ]);
});
