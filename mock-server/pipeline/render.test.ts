import type { Handler } from '../api/reply.ts';
import { handlers } from '../api/index.ts';
import { ok, problem } from '../api/reply.ts';
import { ownJob } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';

const failing: Handler = () => {
  throw new Error('The handler is broken.');
};
/** A mock in which another handler returns the status of a single job. */
const mockWith = (getStatus: Handler, reading = 'html') =>
  mockUnderTest({ handlers: { ...handlers, getStatus }, readings: { 'server-error': reading } });

const htmlPage = `
<!doctype html>
<html lang="en">
<head>
  <title>Server Error (500)</title>
</head>
<body>
  <h1>Server Error (500)</h1><p></p>
</body>
</html>
`;

test.each([
  ['html', 'text/html', htmlPage, 145, undefined],
  ['drf', 'application/json', '{"error": "Server Error (500)"}', 31, undefined],
  ['api-exception', 'application/json', '{"detail":"A server error occurred."}', 37, 'GET, HEAD, OPTIONS'],
])(
  'in the reading "%s" a server error is a 500 with the body of that reading',
  async (reading, type, body, length, allow) => {
    const mock = mockWith(failing, reading);
    const response = await mock.ask(`GET ${ownJob}`);
    expect(response).toMatchObject({ status: 500, body });
    expect(response.headers).toEqual({
      'content-type': type,
      'content-length': String(length),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      ...(allow === undefined ? {} : { allow }),
    });
    const head = await mock.ask(`HEAD ${ownJob}`);
    expect([head.status, head.body, head.headers]).toEqual([500, '', response.headers]);
  },
);

test.each([
  ['html', htmlPage],
  ['drf', '{"error": "Server Error (500)"}'],
  ['api-exception', '{\n  "detail": "A server error occurred."\n}'],
])(
  'in the reading "%s" a server error is indented on request only if a view sends it',
  async (reading, body) => {
    const headers = { accept: 'application/json; indent=2' };
    expect((await mockWith(failing, reading).ask(`GET ${ownJob}`, { headers })).body).toBe(body);
  },
);

test('a failure is reported to the mock, and the next request gets its response', async () => {
  const mock = mockWith(failing);
  expect((await mock.ask(`GET ${ownJob}`)).status).toBe(500);
  expect(mock.crashes).toEqual([new Error('The handler is broken.')]);
  expect((await mock.ask('GET /api/v1/enrichment/status/')).status).toBe(200);
});

test('earlier checks respond as usual where the operation fails', async () => {
  const { ask } = mockWith(failing);
  const statuses = [
    (await ask(`GET ${ownJob}`, { headers: { accept: 'text/html' } })).status,
    (await ask(`GET ${ownJob}`, { token: null })).status,
    (await ask(`DELETE ${ownJob}`)).status,
    (await ask(`OPTIONS ${ownJob}`)).status,
  ];
  expect(statuses).toEqual([406, 401, 405, 200]);
});

test("Django's own pages have exactly the recorded bytes", async () => {
  const { body, headers } = await mockUnderTest().ask('GET /nothing');
  expect([body.length, body.at(0), body.at(-1), headers['content-length']]).toEqual([179, '\n', '\n', '179']);
  expect([htmlPage.length, htmlPage.at(0), htmlPage.at(-1)]).toEqual([145, '\n', '\n']);
});

test('JSON is compact and in UTF-8; only U+2028 and U+2029 are escaped', async () => {
  const { body, headers } = await mockWith(() =>
    ok({ name: 'Zoë 漢 😀', breaks: '\u2028\u2029', list: [1, 2] }, []),
  ).ask(`GET ${ownJob}`);
  expect(body).toBe('{"name":"Zoë 漢 😀","breaks":"\\u2028\\u2029","list":[1,2]}');
  expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
});

test('a user who exceeds the quota gets the time to retry', async () => {
  const { ask } = mockWith(() => problem('tooManyRequests', { seconds: 3600, plural: 's' }));
  const { status, headers, body } = await ask(`GET ${ownJob}`);
  expect([status, body]).toEqual([
    429,
    '{"detail":"Request was throttled. Expected available in 3600 seconds."}',
  ]);
  expect(headers).toMatchObject({ 'retry-after': '3600', allow: 'GET, HEAD, OPTIONS' });
});

test('numbers that fill a whole template value stay numbers', async () => {
  const { ask } = mockWith(() => problem('paymentRequired', { required: 50, balance: 12 }));
  expect((await ask(`GET ${ownJob}`)).body).toBe(
    '{"error":"Insufficient credits. You need 50 credits but have 12.","required":50,"balance":12}',
  );
});
