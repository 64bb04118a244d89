// The OpenAPI documents as a mock serves them.
import { readFileSync } from 'node:fs';

import { resolvePointer } from '../../openapi/document.ts';
import { getDefaultReadings } from '../../openapi/questions.ts';
import { parseYaml } from '../../openapi/yaml-source.ts';
import { createMockSite } from './mock-site.ts';
import { createServedDocuments } from './served-documents.ts';
import { sendRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { fixture, spec } from '../testing/shipped.ts';

let mock: MockOnPort;
beforeAll(async () => {
  const readings = getDefaultReadings(spec.questions);
  const welcome = { spec, readings, fixture, speed: 1, frozen: false, mutants: [] };
  mock = await runningMock({ site: createMockSite(welcome, process.cwd()) });
});
afterAll(() => mock.stop());

const get = (file: string, headers = {}, method = 'GET') =>
  sendRequest(`${mock.url}/__mock__/openapi/${file}`, { headers, method });

test.each(['enrichment', 'control'])(
  '%s is served as YAML and as JSON, with this mock as the first server',
  async (name) => {
    const yaml = await get(`${name}.yaml`);
    const json = await get(`${name}.json`);
    expect([yaml.status, yaml.headers['content-type']]).toEqual([200, 'application/yaml']);
    expect([json.status, json.headers['content-type']]).toEqual([200, 'application/json']);
    const served = JSON.parse(json.body) as { readonly servers: readonly object[] };
    expect(parseYaml(yaml.body, 'served.yaml').value).toEqual(served);
    expect(served.servers[0]).toEqual({ url: mock.url, description: 'This mock.' });
    const source = parseYaml(readFileSync(`openapi/${name}.yaml`, 'utf8'), 'source.yaml').value;
    expect({ ...served, servers: [] }).toEqual({ ...(source as object), servers: [] });
  },
);

test('the first server has the name under which the client reaches the mock', async () => {
  const { body } = await get('control.json', { Host: `localhost:${new URL(mock.url).port}` });
  expect(body).toContain(`"url": "http://localhost:${new URL(mock.url).port}"`);
});

test('HEAD has the headers of GET and no body', async () => {
  const [head, whole] = [await get('control.yaml', {}, 'HEAD'), await get('control.yaml')];
  expect([head.status, head.body, head.headers['content-length']]).toEqual([
    200,
    '',
    whole.headers['content-length'],
  ]);
});

test('a request with a foreign Host or Origin, another method or another name gets no document', async () => {
  expect((await get('control.yaml', { Host: 'evil.example' })).status).toBe(403);
  expect((await get('control.yaml', { Origin: 'https://evil.example' })).status).toBe(403);
  expect((await get('control.yaml', {}, 'DELETE')).status).toBe(404);
  expect((await get('another.yaml')).status).toBe(404);
});

test('the start page has a link to each', async () => {
  const { body } = await sendRequest(mock.url, { headers: { Accept: 'text/html' } });
  for (const file of ['enrichment.yaml', 'enrichment.json', 'control.yaml', 'control.json'])
    expect(body).toContain(`<a href="/__mock__/openapi/${file}">`);
});

test('a mock with another document serves that one, with one schema for its list', async () => {
  const document = { ...spec.document, info: { title: 'Mine', version: '2' } };
  const file = createServedDocuments(document)('openapi/enrichment.json', 'http://127.0.0.1:1');
  const served: unknown = JSON.parse(String(await file?.content));
  expect(served).toMatchObject({ info: { title: 'Mine' }, servers: [{ url: 'http://127.0.0.1:1' }, {}, {}] });
  const schema = '#/components/responses/Jobs/content/application~1json/schema';
  expect(resolvePointer(served, schema)).toEqual({ $ref: '#/components/schemas/JobList' });
});
