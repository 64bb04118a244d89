import { listOperations } from './operations.ts';
import { loadShippedSpec } from './shipped.ts';

const spec = loadShippedSpec();

test('the document has the operations of all four parts of the API, each under its real path', () => {
  expect(spec.operations.map(({ id, method, path }) => `${id}: ${method} ${path}`)).toEqual([
    'submitEnrichment: POST /api/v1/enrichment/submit/',
    'listStatuses: GET /api/v1/enrichment/status/',
    'getStatus: GET /api/v1/enrichment/status/{job_id}/',
    'getResults: GET /api/v1/enrichment/result/{job_id}/',
    'controlEnrichment: POST /api/v1/enrichment-control/',
  ]);
});

test('one operation has a throttle, with a window of one day', () => {
  const throttled = spec.operations.filter(({ throttleSeconds }) => throttleSeconds !== undefined);
  expect(throttled.map(({ id, throttleSeconds }) => `${id}: ${throttleSeconds}`)).toEqual([
    'submitEnrichment: 86400',
  ]);
});

test('a parameter behind a $ref is found, with its schema', () => {
  const [id, , page] = spec.operation('getResults').parameters;
  expect([id?.name, id?.in, id?.schema.format, id?.schemaPointer]).toEqual([
    'job_id',
    'path',
    'uuid',
    '#/components/parameters/CompletedJobId/schema',
  ]);
  expect([page?.name, page?.in, page?.schema]).toEqual([
    'page',
    'query',
    { type: 'integer', format: 'int32', minimum: 1, default: 1 },
  ]);
});

test('a response behind a $ref is found, with its headers and their constants', () => {
  const { headers, pointer } = spec.operation('getStatus').responses['401'] ?? { headers: [], pointer: '' };
  expect(pointer).toBe('#/components/responses/Unauthorized');
  expect(headers).toEqual([
    { name: 'X-Content-Type-Options', required: false, value: 'nosniff' },
    { name: 'Referrer-Policy', required: false, value: 'same-origin' },
    { name: 'X-Frame-Options', required: false, value: 'DENY' },
    { name: 'Allow', required: false },
    { name: 'WWW-Authenticate', required: true, value: 'Bearer' },
  ]);
});

test('keys beside the methods of a path apply to each method', () => {
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' as const } }];
  const [get, post] = listOperations({
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    paths: {
      '/a~b/{id}': {
        parameters,
        get: { operationId: 'read', responses: {} },
        post: {
          operationId: 'write',
          parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
          requestBody: { content: { 'application/json': { schema: {} } } },
          responses: { '201': { description: 'Made.', content: { 'text/plain': { example: 'a' } } } },
        },
      },
    },
  });
  expect(
    [get, post].map((one) => one?.parameters.map(({ name, schemaPointer }) => [name, schemaPointer])),
  ).toEqual([
    [['id', '#/paths/~1a~0b~1{id}/parameters/0/schema']],
    [
      ['id', '#/paths/~1a~0b~1{id}/parameters/0/schema'],
      ['page', '#/paths/~1a~0b~1{id}/post/parameters/0/schema'],
    ],
  ]);
  expect(post?.requestBody).toEqual({
    'application/json': '#/paths/~1a~0b~1{id}/post/requestBody/content/application~1json/schema',
  });
  expect(post?.responses['201']?.content['text/plain']).toEqual({
    schemaPointer: '#/paths/~1a~0b~1{id}/post/responses/201/content/text~1plain/schema',
    examples: { default: 'a' },
  });
});

test('an unknown operation or response is a bug', () => {
  expect(() => spec.operation('gone')).toThrow('The document has no operation "gone"; the code needs it.');
  expect(() => spec.response('Gone')).toThrow(
    'The document has no response "Gone" under components; the code needs it.',
  );
});
