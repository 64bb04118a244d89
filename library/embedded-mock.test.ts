// The mock without a server, with the Fetch standard's Request and Response; MSW only adds its handlers.
import { createMock } from './embedded-mock.ts';
import type { EmbeddedOptions } from './embedded-options.ts';

const now = '2026-05-06T14:25:42Z';
const base = 'https://test.ecoreservice.com/backend/api/v1';
const ownJob = `${base}/enrichment/status/9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60/`;
const control = 'https://test.ecoreservice.com/__mock__/api/worlds/default';
const alice = { Authorization: 'Bearer alice-token' };

/** A mock with a frozen clock, and a request that must not stay open. */
function asker(options: EmbeddedOptions = {}) {
  const mock = createMock({ now, frozen: true, ...options });
  return async (url: string, init?: RequestInit): Promise<Response> => {
    const response = await mock.fetch(new Request(url, init));
    if (response === undefined) throw new Error(`The mock let ${url} be.`);
    return response;
  };
}

test('a job has the same status as over a socket, at the time of its world', async () => {
  const response = await asker()(ownJob, { headers: alice });
  expect([response.status, response.headers.get('date'), await response.text()]).toEqual([
    200,
    'Wed, 06 May 2026 14:25:42 GMT',
    '{"job_id":"9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60","status":"queued","submitted_at":"2026-05-06T14:25:40Z","updated_at":"2026-05-06T14:25:40Z"}',
  ]);
  expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
});

test.each([
  ['without a token', `${base}/enrichment/status/`, {}, 401],
  ['without the slash', `${base}/enrichment/status`, { headers: alice }, 301],
  ['with HEAD', ownJob, { headers: alice, method: 'HEAD' }, 200],
  ['with a wrong method', ownJob, { headers: alice, method: 'PATCH' }, 405],
  ['at a path that is almost right', `${base}/enrichment/results/`, { headers: alice }, 404],
])('the API responds to %s, %s', async (_, url, init, want) => {
  expect((await asker()(url, init)).status).toBe(want);
});

test('the control API has the same origin, and its changes are visible at once', async () => {
  const ask = asker();
  const moved = await ask(`${control}/clock`, { method: 'POST', body: '{"advance": "1h"}' });
  expect(await moved.json()).toMatchObject({ world: 'default', now: '2026-05-06T15:25:42.000Z' });
  expect(await (await ask(ownJob, { headers: alice })).json()).toMatchObject({ status: 'completed' });
  const refused = await ask(`${control}/clock`, { method: 'POST', body: '{"advance": "-1h"}' });
  expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
});

test('a submitted file is enriched, and its results download as CSV', async () => {
  const ask = asker();
  const form = new FormData();
  form.set(
    'file',
    new File(['first_name,company_name\nZoë,Müller AG\n'], 'people.csv', { type: 'text/csv' }),
  );
  const submitted = await ask(`${base}/enrichment/submit/`, { method: 'POST', headers: alice, body: form });
  expect(submitted.status).toBe(201);
  const { job_id: id } = (await submitted.json()) as { job_id: string };
  await ask(`${control}/clock`, { method: 'POST', body: 'advance=1h' });
  const found = await ask(`${base}/enrichment/result/${id}/?report_type=csv`, { headers: alice });
  const lines = (await found.text()).split('\r\n');
  expect([lines.length, lines[0]?.startsWith('imported_first_name,')]).toEqual([3, true]);
  expect(lines[1]).toContain('Zoë,,Müller AG');
});

test('it has the same interface as other mocks: worlds with clocks and tokens', async () => {
  const mock = createMock({ now, frozen: true });
  const [one, two] = [mock.world('one'), mock.world()];
  await one.clock.advance('1h');
  expect([await one.clock.now(), await two.clock.now()]).toEqual([
    new Date('2026-05-06T15:25:42Z'),
    new Date('2026-05-06T14:25:42Z'),
  ]);
  const list = await mock.fetch(
    new Request(`${one.baseUrl}/enrichment/status/`, { headers: one.headers('carol') }),
  );
  expect(await list?.json()).toEqual([]);
  expect(await mock.worlds()).toContain('one');
  await expect(one.jobs.add({ user: 'nobody' })).rejects.toThrow('World "one" has no user "nobody"');
});

test('a world becomes a link or a log, and is restored from it', async () => {
  const world = createMock({ now, frozen: true }).world();
  await world.clock.advance('1h');
  const [link, log] = [await world.link(), await world.log()];
  expect(link).toMatch(/^world2\.[A-Za-z0-9_-]+$/);
  for (const from of [{ link }, { file: log }]) {
    await world.reset();
    expect(await world.restore(from)).toMatchObject({ now: '2026-05-06T15:25:42.000Z', frozen: true });
  }
});

test('messages of the mock go to the log function', async () => {
  const reported: string[] = [];
  const mock = createMock({ log: (sentence) => reported.push(sentence) });
  const world = mock.world('one');
  const headers = { Authorization: 'Bearer nobodys~one' };
  const reply = await mock.fetch(new Request(`${world.baseUrl}/enrichment/status/`, { headers }));
  await reply?.text();
  expect(reported).toEqual([expect.stringContaining('401. The token is unknown.')]);
});

test('requests to other servers pass through', async () => {
  const mock = createMock({ origin: 'https://test.ecoreservice.com' });
  const others = [
    'https://test.ecoreservice.com/',
    'https://test.ecoreservice.com/backend/api/v1/validation/',
    'https://other.example/api/v1/enrichment/status/',
  ];
  for (const url of others) expect(await mock.fetch(new Request(url))).toBeUndefined();
  expect((await mock.fetch(new Request(`${base}/enrichment/status/`)))?.status).toBe(401);
});

test('links to other pages keep the scheme of the request', async () => {
  const ask = asker({ readings: { 'list-envelope': 'page-number' } });
  const list = await ask(`${base}/enrichment/status/?page_size=1`, { headers: alice });
  expect(await list.json()).toMatchObject({ next: `${base}/enrichment/status/?page=2&page_size=1` });
});

test("the worlds' time is read from the program's clock, so that fake timers move it", async () => {
  jest.useFakeTimers({ now: Date.parse(now) });
  try {
    const ask = asker({ frozen: false });
    await ask(ownJob, { headers: alice });
    jest.advanceTimersByTime(3_600_000);
    expect(await (await ask(ownJob, { headers: alice })).json()).toMatchObject({ status: 'completed' });
  } finally {
    jest.useRealTimers();
  }
});

test.each([
  [{ sped: 5 }, 'Unknown option "sped"'],
  [{ sped: 5 }, 'did you mean "speed"?'],
  [{ speed: 1e9 }, '"speed" is 1000000000; it must be a number from 0.1 to 100000.'],
  [
    { now: 'noon' },
    '"now" is "noon"; it must be a date and time such as 2026-05-06T14:23:11Z, or a valid Date.',
  ],
  [{ latency: 'long' }, '"latency" is "long"; it must be a duration '],
  [{ origin: 'test.example' }, '"origin" is "test.example"; it must be an origin such as '],
  [{ readings: { timestamps: 'hours' } }, '"readings" timestamps=hours: "timestamps" has no reading "hours"'],
])('options such as %j are rejected with the allowed ones', (options, sentence) => {
  expect(() => createMock(options as EmbeddedOptions)).toThrow(sentence);
});
