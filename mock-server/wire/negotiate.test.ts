import { notAcceptable, notFound, ownJob, queued } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';

const asked = async (accept: string | undefined, query = '') => {
  const headers = accept === undefined ? {} : { accept };
  return mockUnderTest().ask(`GET ${ownJob}${query}`, { headers });
};

test.each([
  [undefined],
  ['*/*'],
  ['application/*'],
  ['*/json'],
  ['APPLICATION/JSON'],
  ['application/json, text/plain, */*'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'],
  ['application/json;q=0'],
  ['text/html, */*;q=0'],
  ['application/json; charset=utf-8'],
  ['application/json; version=2'],
  ['  application/json  '],
])('Accept: %s is met with JSON, and q is not evaluated', async (accept) => {
  const { line, headers } = await asked(accept);
  expect([line, headers['content-type']]).toEqual([queued, 'application/json']);
});

test.each([
  ['text/html'],
  ['application/xml'],
  ['text/csv'],
  ['text/*'],
  ['application/vnd.api+json'],
  ['application/problem+json'],
  ['*'],
  ['json'],
  ['application/json/x'],
  [''],
])('Accept: %s is not met', async (accept) => {
  expect((await asked(accept)).line).toBe(notAcceptable);
});

test.each([
  ['?format=json', '*/*', queued],
  ['?format=', '*/*', queued],
  ['?format', '*/*', queued],
  ['?format=xml&format=json', '*/*', queued],
  ['?format=json&format=xml', '*/*', notFound],
  ['?format=xml', '*/*', notFound],
  ['?format=api', '*/*', notFound],
  ['?format=csv', '*/*', notFound],
  ['?format=JSON', '*/*', notFound],
  ['?format=json', 'text/html', notAcceptable],
  ['?format=', 'text/html', notAcceptable],
])('the query %s with Accept: %s', async (query, accept, want) => {
  expect((await asked(accept, query)).line).toBe(want);
});

test.each([
  ['application/json; indent=4', 4],
  ['application/json;indent=2', 2],
  ['application/json; INDENT=2', 2],
  ['*/*; indent=3', 3],
  ['application/json; indent="4"', 4],
  ['application/json; indent=99', 8],
  ['application/json; indent=0', 0],
  ['application/json; indent=-1', 0],
  ['application/json; indent=x', 0],
  ['*/*, application/json; indent=4', 4],
  ['application/json;q=0.5, application/json; indent=4', 4],
  ['application/json; indent=4, application/json', 4],
])('Accept: %s indents by %d, and the content type stays', async (accept, indent) => {
  const { body, headers } = await asked(accept);
  expect(body).toBe(JSON.stringify(JSON.parse(body), null, indent));
  expect(headers['content-type']).toBe('application/json');
});

test('an error is indented as well', async () => {
  const { ask } = mockUnderTest();
  const { line } = await ask(`GET ${ownJob}`, {
    token: null,
    headers: { accept: 'application/json; indent=2' },
  });
  expect(line).toBe('401 {\n  "message": "Invalid or expired token"\n}');
});
