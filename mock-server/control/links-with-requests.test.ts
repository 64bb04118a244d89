// A link can contain the requests of a world: a world that is restored from it shows them again.
import { getLinkBasis } from '../fixtures/link-basis.ts';
import { formatLink, parseLink } from '../fixtures/link-text.ts';
import { type EngineUnderTest, engineUnderTest } from '../testing/engine-under-test.ts';
import { ownJobId } from '../testing/shipped.ts';

const target = `GET /api/v1/enrichment/status/${ownJobId}/`;

/** A mock whose client polled, got a 429 and a reset connection, and asked for what does not exist. */
async function live(): Promise<EngineUnderTest> {
  const mock = engineUnderTest();
  const poll = async () => mock.ask(target, 'alice-token');
  const advance = async () => mock.control('POST', '/worlds/default/clock', { advance: '20s' });
  await poll();
  await advance();
  await mock.control('POST', '/worlds/default/faults', {
    effect: 'error',
    problem: 'tooManyRequests',
    retry_after: 30,
    next: 1,
  });
  await poll();
  await poll();
  await mock.ask('GET /api/v1/enrichment/statuses/?x=1', 'nobody');
  await advance();
  await mock.ask('GET /api/v1/enrichment/status/', 'alice-token');
  await advance();
  return mock;
}

async function getLink({ control }: EngineUnderTest): Promise<string> {
  const [status, link] = await control('GET', '/worlds/default/link?requests=true');
  expect(status).toBe(200);
  return String(link);
}

async function listRequests(
  { control }: EngineUnderTest,
  world = 'default',
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [, requests] = await control('GET', `/worlds/${world}/requests`);
  return (requests as readonly Readonly<Record<string, unknown>>[]).map((request) => ({
    ...request,
    at: undefined,
    near_misses: undefined,
  }));
}

test('the requests of the restored world are those of the other, with numbers, times and statuses', async () => {
  const mock = await live();
  const other = engineUnderTest();
  expect(await other.control('POST', '/worlds/copy/restore', { link: await getLink(mock) })).toEqual([
    200,
    expect.anything(),
  ]);
  const requests = await listRequests(other, 'copy');
  expect(requests).toHaveLength(5);
  expect(requests).toEqual(await listRequests(mock));
});

test('a link has no requests unless they are asked for', async () => {
  const mock = await live();
  const [, link] = await mock.control('GET', '/worlds/default/link');
  const other = engineUnderTest();
  await other.control('POST', '/worlds/copy/restore', { link });
  expect(await listRequests(other, 'copy')).toEqual([]);
});

const listIds = (all: unknown) => (all as readonly { readonly id: string }[]).map(({ id }) => id);

test('the coach sees the requests of a link', async () => {
  const mock = engineUnderTest();
  for (let count = 0; count < 20; count += 1) await mock.ask(target, 'alice-token');
  const [, before] = await mock.control('GET', '/worlds/default/advice');
  await mock.control('POST', '/worlds/copy/restore', { link: await getLink(mock) });
  const [, advice] = await mock.control('GET', '/worlds/copy/advice');
  expect(listIds(advice)).toEqual(listIds(before));
  expect(listIds(advice)).not.toEqual([]);
});

test('requests in a world that had some get numbers behind them', async () => {
  const mock = await live();
  await mock.control('POST', '/worlds/default/restore', { link: await getLink(mock) });
  const requests = await listRequests(mock);
  expect(requests.map(({ number }) => number)).toEqual([6, 7, 8, 9, 10]);
});

test.each([
  ['a text', 'x', '"requests" must be a list of at most 1000'],
  ['too many', Array.from({ length: 1001 }, () => ({})), '"requests" must be a list of at most 1000'],
  ['null', [null], '"requests[0]" must be an object'],
  ['nothing', [{}], '"requests[0].gap" is missing'],
  ['an infinite time', [{ gap: 1e300 }], '"requests[0].gap" is not allowed or has a wrong value'],
  ['a negative duration', [{ took: -1 }], '"requests[0].took" is not allowed or has a wrong value'],
  ['another path', [{ path: 'javascript:x' }], '"requests[0].path" is not allowed or has a wrong value'],
  [
    'a long path',
    [{ path: `/${'x'.repeat(3000)}` }],
    '"requests[0].path" is not allowed or has a wrong value',
  ],
  ['a strange method', [{ method: 'GET\n' }], '"requests[0].method" is not allowed or has a wrong value'],
  ['a status beyond all', [{ status: 1000 }], '"requests[0].status" is not allowed or has a wrong value'],
  [
    'many faults',
    [{ faults: Array.from({ length: 21 }, () => 'x') }],
    '"requests[0].faults" is not allowed or has a wrong value',
  ],
  ['an unknown key', [{ secret: 1 }], '"requests[0].secret" is not allowed or has a wrong value'],
  [
    'a key of every object',
    [{ constructor: 1 }],
    '"requests[0].constructor" is not allowed or has a wrong value',
  ],
])('requests with %s are refused, and the world stays as it is', async (_, requests, reason) => {
  const mock = await live();
  const value = JSON.parse(parseLink(await getLink(mock), getLinkBasis())) as {
    readonly requests: readonly object[];
  };
  const given = Array.isArray(requests)
    ? requests.map((one: object | null) =>
        one === null || Object.keys(one).length === 0 ? one : { ...value.requests[0], ...one },
      )
    : requests;
  const link = formatLink(JSON.stringify({ ...value, requests: given }), getLinkBasis());
  expect(await mock.control('POST', '/worlds/default/restore', { link })).toEqual([
    400,
    `This link cannot be used: ${reason}.`,
  ]);
  expect(await listRequests(mock)).toHaveLength(5);
});

const readRequests = (link: string) =>
  (
    JSON.parse(parseLink(link, getLinkBasis())) as {
      readonly requests: readonly Readonly<Record<string, unknown>>[];
    }
  ).requests;

test.each([
  ['a method with a dash', 'M-SEARCH /api/v1/enrichment/status/'],
  ['a method in small letters', 'get /api/v1/enrichment/status/'],
  ['an invented method', `${'X'.repeat(50)} /api/v1/enrichment/status/`],
  ['no path at all', 'OPTIONS *'],
  ['a whole URL as its target', 'GET http://example.com/api/v1/enrichment/status/'],
  ['a long path and query', `GET /${'x'.repeat(3000)}?${'y=%00&'.repeat(3000)}`],
  ['a long id of a job', `GET /api/v1/enrichment/status/${'x'.repeat(500)}/`],
])('a link with the request of %s can be read', async (_, request) => {
  const mock = engineUnderTest();
  await mock.ask(request, 'alice-token');
  const [status] = await mock.control('POST', '/worlds/copy/restore', { link: await getLink(mock) });
  expect([status, (await listRequests(mock, 'copy')).length]).toEqual([200, 1]);
});

test('a link with a request that many faults changed, one by an endless Retry-After, can be read', async () => {
  const mock = engineUnderTest();
  const error = { effect: 'error', problem: 'tooManyRequests' };
  await mock.control('POST', '/worlds/default/faults', { ...error, retry_after: 86_400, next: 1 });
  for (let count = 0; count < 25; count += 1)
    await mock.control('POST', '/worlds/default/faults', { effect: 'latency', latency: '0ms' });
  await mock.ask(target, 'alice-token');
  const [status] = await mock.control('POST', '/worlds/copy/restore', { link: await getLink(mock) });
  expect([status, (await listRequests(mock, 'copy')).length]).toEqual([200, 1]);
});

test('no token gets into a link with requests, wherever the client put it', async () => {
  const mock = engineUnderTest();
  const foreign = 'real-Secret-4711-of-production';
  for (const line of [
    `GET /api/v1/enrichment/status/?token=${foreign}`,
    `GET /api/v1/enrichment/status/${foreign}/`,
    `GET /${encodeURIComponent(`x/${foreign}`)}/?q=${btoa(foreign)}`,
    `GET /api/v1/enrichment/status/?url=${encodeURIComponent(`https://a.example/?api_key=${foreign}`)}`,
  ])
    await mock.ask(line, foreign);
  const text = JSON.stringify(readRequests(await getLink(mock)));
  expect(readRequests(await getLink(mock))).toHaveLength(4);
  for (const secret of [foreign, btoa(foreign), foreign.slice(4, 20)]) expect(text).not.toContain(secret);
});

test('what a link smuggles in is refused in a short sentence', async () => {
  const mock = await live();
  const value = JSON.parse(parseLink(await getLink(mock), getLinkBasis())) as {
    readonly requests: readonly object[];
  };
  for (const key of ['x'.repeat(1_000_000), '__proto__', 'toString', '<img src=x onerror=alert(1)>']) {
    const own = Object.fromEntries([...Object.entries(value.requests[0] ?? {}), [key, 1]]);
    const link = formatLink(JSON.stringify({ ...value, requests: [own] }), getLinkBasis());
    const [status, refusal] = await mock.control('POST', '/worlds/default/restore', { link });
    expect([status, JSON.stringify(refusal).length < 2000]).toEqual([400, true]);
  }
});
