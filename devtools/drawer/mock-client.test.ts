// What the drawer says when the mock does not answer, or something else does.
import { createMock } from '../../library/embedded-mock.ts';
import { createMockClient } from './mock-client.ts';

const page = 'http://localhost:5173';
const mockUrl = 'http://127.0.0.1:4010';
type Answer = (url: string, init: RequestInit) => Response | undefined;

/** What it says about its first call, when each request gets this answer; undefined is a network error, or a response that may not be read. */
async function explain(answer: Answer, options: Parameters<typeof createMockClient>[0] = {}) {
  const fetch = (url: string, init: RequestInit) => {
    const response = answer(url, init);
    return response === undefined
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve(response);
  };
  const client = createMockClient(options, { fetch, origin: page });
  return client.call('getWorld', { path: { world: 'default' } }).then(
    () => 'fine',
    (error: unknown) => client.explain(error),
  );
}

const html = () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } });
const problem = (status: number, detail: string) => () =>
  new Response(JSON.stringify({ title: '', status, detail }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
const isProbe = (init: RequestInit) => init.mode === 'no-cors';

test.each<readonly [string, Answer, Parameters<typeof createMockClient>[0], string]>([
  [
    'nothing listens',
    () => undefined,
    {},
    `No mock answers at ${mockUrl}. Start one with "npx enrichment-sandbox mock", or give the devtools the address of yours.`,
  ],
  [
    'the mock rejects pages of another origin',
    (_, init) => (isProbe(init) ? new Response() : undefined),
    {},
    `The server at ${mockUrl} does not let this page in. Start the mock with "--allow-origin ${page}", or use the Vite plugin.`,
  ],
  [
    'another server listens there',
    html,
    { mock: 'http://127.0.0.1:3000/' },
    'The server at http://127.0.0.1:3000 is not a mock. Start one with "npx enrichment-sandbox mock", and give the devtools the address that it prints.',
  ],
  [
    'another server does not know the path',
    () => new Response('{}', { status: 404, headers: { 'Content-Type': 'application/json' } }),
    { mock: 'http://127.0.0.1:3000' },
    'The server at http://127.0.0.1:3000 is not a mock. Start one with "npx enrichment-sandbox mock", and give the devtools the address that it prints.',
  ],
  [
    'the server of the page answers everything with the page',
    html,
    { mock: '' },
    `The server of this page, ${page}, does not pass /__mock__ on to a mock. Use the Vite plugin, or give the devtools the address of the mock.`,
  ],
  [
    'the server of the page was stopped',
    () => undefined,
    { mock: page },
    `The server of this page, ${page}, does not respond. Is it still running?`,
  ],
  ['the proxy says what is wrong', problem(502, 'No mock.'), { mock: '' }, 'No mock.'],
  ['the world has no valid name', problem(404, '"a b" is not valid.'), {}, '"a b" is not valid.'],
  [
    'the mock needs a token',
    problem(401, 'A token is missing.'),
    {},
    'A token is missing. In the devtools: mountDevtools({ controlToken }).',
  ],
])('%s', async (_, answer, options, want) => {
  expect(await explain(answer, options)).toBe(want);
});

test('a token of the control API goes with each request, and to the mock only', async () => {
  const seen: string[] = [];
  const answer: Answer = (url, init) => {
    seen.push(`${url} ${new Headers(init.headers).get('authorization')}`);
    return new Response('{}', { headers: { 'Content-Type': 'application/json' } });
  };
  expect(await explain(answer, { controlToken: 'secret', mock: mockUrl })).toBe('fine');
  expect(seen).toEqual([`${mockUrl}/__mock__/api/worlds/default Bearer secret`]);
});

const refuse = () => Promise.reject(new Error('There is no network.'));

test('a mock in the page is asked without the network', async () => {
  const mock = createMock();
  const client = createMockClient({ mock }, { fetch: refuse, origin: page });
  expect(await client.call('getWorld', { path: { world: 'one' } })).toMatchObject({ name: 'one' });
  expect(client.dashboard).toBeUndefined();
});
