// The pages for browsers, and that other clients get the same responses as before.
import { createMockSite } from '../pages/mock-site.ts';
import { sendRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { fixture, spec } from '../testing/shipped.ts';
import { getDefaultReadings } from '../../openapi/questions.ts';

const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

let mock: MockOnPort;
let without: MockOnPort;
beforeAll(async () => {
  const readings = getDefaultReadings(spec.questions);
  const welcome = { spec, readings, fixture, speed: 1, frozen: false, mutants: [] };
  mock = await runningMock({ site: createMockSite(welcome, process.cwd()) });
  without = await runningMock();
});
afterAll(() => Promise.all([mock.stop(), without.stop()]));

const get = (path: string, headers: Readonly<Record<string, string>> = browser, method = 'GET') =>
  sendRequest(`${mock.url}${path}`, { headers, method });

describe('the start page', () => {
  test.each(['/', '/?utm=1'])('is at %s', async (path) => {
    const { status, headers, body } = await get(path);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('<title>Enrichment mock</title>');
    expect(body).toContain(`<code>${mock.url}/api/v1/</code>`);
    expect(body).toContain('<code>alice-token (14 jobs)</code>');
  });

  test('has only links that work', async () => {
    const { body } = await get('/');
    const links = [...body.matchAll(/<a href="([^"]+)"/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(20);
    const answers = await Promise.all(links.map(async (link) => `${(await get(link)).status} ${link}`));
    expect(answers.filter((answer) => !answer.startsWith('200 /__mock__/'))).toEqual([]);
  });

  test('loads nothing, runs nothing, and may not be framed', async () => {
    const { headers, body } = await get('/');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(body).not.toMatch(/<script|src=|@import|url\(|style="/);
  });

  test('has the same headers with HEAD, and no body', async () => {
    const [full, head] = [await get('/'), await get('/', browser, 'HEAD')];
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe(full.headers['content-length']);
  });
});

describe('the dashboard', () => {
  test('is at /__mock__/, where it finds its files', async () => {
    const { status, headers, body } = await get('/__mock__/');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('<meta name="enrichment-mode" content="server">');
    const files = [...body.matchAll(/(?:src|href)="([\w.-]+)"/g)].map(([, name]) => name);
    expect(files).toEqual([expect.stringMatching(/\.css$/), expect.stringMatching(/\.js$/)]);
    for (const file of files) {
      const found = await get(`/__mock__/${file}`, { Accept: '*/*' });
      expect([found.status, found.headers['cache-control']]).toEqual([200, 'max-age=31536000, immutable']);
    }
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    });
  });

  test.each(['/__mock__/', '/__mock__/docs/'])(
    'the policy in the page %s is that of its header, as far as a page can have it',
    async (path) => {
      const { headers, body } = await get(path);
      const [, own] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(body) ?? [];
      const parts = String(headers['content-security-policy']).split('; ');
      expect(own?.split('; ')).toEqual(parts.filter((part) => !part.startsWith('frame-ancestors')));
    },
  );

  test('a missing slash is added, since its files are below', async () => {
    expect(await get('/__mock__')).toMatchObject({ status: 302, headers: { location: '/__mock__/' } });
  });

  test.each([
    '/__mock__/../cli.js',
    '/__mock__/..%2f..%2fcli.js',
    '/__mock__/.built',
    '/__mock__//etc/passwd',
    '/__mock__/nothing.js',
  ])('there is no %s', async (path) => {
    expect((await get(path, { Accept: '*/*' })).status).toBe(404);
  });

  test('belongs to this machine', async () => {
    expect((await get('/__mock__/', { ...browser, Host: 'evil.example' })).body).not.toContain(
      'enrichment-mode',
    );
  });
});

describe('other clients get the same response as without the page', () => {
  test.each<[string, string, Readonly<Record<string, string>>, string?]>([
    ['without Accept', '/', {}],
    ['curl', '/', { Accept: '*/*' }],
    ['JSON', '/', { Accept: 'application/json' }],
    ['an Accept that excludes HTML', '/', { Accept: 'text/html;q=0, */*' }],
    ['another method', '/', browser, 'POST'],
    ['the API in a browser', '/api/v1/enrichment/status/', browser],
    ['another path in a browser', '/nothing/', browser],
    ['curl at the control API', '/__mock__/', { Accept: '*/*' }],
    ['another host', '/', { ...browser, Host: 'evil.example' }],
    ['another host at the control API', '/__mock__/', { ...browser, Host: 'evil.example' }],
    ['a page of another origin', '/', { ...browser, Origin: 'https://evil.example' }],
    ['a link on another page', '/', { ...browser, 'Sec-Fetch-Site': 'cross-site' }],
  ])('%s', async (_, path, headers, method = 'GET') => {
    const [mine, theirs] = await Promise.all(
      [mock, without].map(({ url }) => sendRequest(`${url}${path}`, { headers, method })),
    );
    expect(mine).toEqual(theirs);
    expect(mine?.body).not.toContain('Enrichment mock');
  });
});

describe('the documentation', () => {
  test('is plain text, for this machine only', async () => {
    const { status, headers, body } = await get('/__mock__/docs/mock.md');
    expect([status, headers['content-type'], body.split('\n')[0]]).toEqual([
      200,
      'text/plain; charset=utf-8',
      '# The mock server',
    ]);
    expect((await get('/__mock__/docs/mock.md', { Host: 'evil.example' })).status).toBe(403);
  });

  test.each(['/__mock__/docs/nothing.md', '/__mock__/docs/..%2fREADME.md', '/__mock__/docs/pictures'])(
    'does not serve %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  test('has the playground at its folder, with or without the slash', async () => {
    const [short, full] = [await get('/__mock__/docs'), await get('/__mock__/docs/')];
    expect([short.status, short.headers.location]).toEqual([302, '/__mock__/docs/']);
    expect([full.status, full.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(full.headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
  });
});
