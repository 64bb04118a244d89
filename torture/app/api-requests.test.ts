import { createBaseUrl, createSorter, findOperation, toTarget } from './api-requests.ts';

const app = 'http://127.0.0.1:5173/';

test.each([
  ['http://127.0.0.1:5173/api/v1/enrichment/status/', 'api'],
  ['https://test.ecoreservice.com/backend/api/v1/enrichment/submit/', 'api'],
  ['https://test.ecoreservice.com/api/v1/enrichment-control/', 'api'],
  ['http://127.0.0.1:5173/', 'app'],
  ['http://127.0.0.1:5173/api/v1/users/', 'app'],
  ['http://localhost:9000/else', 'app'],
  ['http://[::1]:9000/', 'app'],
  ['data:,x', 'app'],
  ['blob:http://127.0.0.1:5173/x', 'app'],
  ['https://fonts.example/a.woff', 'blocked'],
  ['wss://elsewhere.example/', 'blocked'],
  ['https://allowed.example/x', 'app'],
])('a request to %s is for: %s', (url, destination) => {
  const sort = createSorter({ app, allowedHosts: ['allowed.example'] });
  expect(sort(url)).toBe(destination);
});

test('with a base URL, only requests below it are for the API, and they have its path in the document', () => {
  const api = 'http://gateway.example:8080/jobs/';
  const sort = createSorter({ app, api, allowedHosts: [] });
  const url = 'http://gateway.example:8080/jobs/enrichment/status/?page=2';
  expect([sort(url), sort('http://127.0.0.1:5173/api/v1/enrichment/status/')]).toEqual(['api', 'app']);
  expect([toTarget(url, api), createBaseUrl(app, api)]).toEqual([
    '/api/v1/enrichment/status/?page=2',
    'http://gateway.example:8080/jobs',
  ]);
});

test('without one, the app gets a base URL with its own origin', () => {
  expect(createBaseUrl(`${app}deep/page.html?x=1`, undefined)).toBe('http://127.0.0.1:5173/api/v1');
});

test.each([
  ['GET', '/api/v1/enrichment/status/291a404e/?x=1', 'getStatus'],
  ['GET', '/backend/api/v1/enrichment/status/', 'listStatuses'],
  ['POST', '/api/v1/enrichment/submit/', 'submitEnrichment'],
  ['GET', '/api/v1/enrichment/submit/', undefined],
  ['GET', '/api/v1/enrichment/nothing/', undefined],
])('%s %s is %s', (method, target, operation) => {
  expect(findOperation(method, target)).toBe(operation);
});
