import { base, notFound, ownJob, unauthorized } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { spellings } from '../testing/wire-cases/paths.ts';

const status = `${base}/status`;
const asString = { readings: { 'job-id-route': 'string' } };

test.each(spellings)('if the route accepts any text, an id %s: GET %s', async (_, path, __, text) => {
  expect((await mockUnderTest(asString).ask(`GET ${path}`)).line).toBe(text);
});

test('if the route accepts any text, a malformed id without a token gets the error for the token', async () => {
  expect((await mockUnderTest(asString).ask(`GET ${status}/abc/`, { token: null })).line).toBe(unauthorized);
});

test('if the response quotes the id, it does so only for a possible id', async () => {
  const { ask } = mockUnderTest({ readings: { 'job-id-route': 'string', 'not-found': 'named' } });
  const getLine = async (id: string) => (await ask(`GET ${status}/${id}/`)).line;
  expect(await getLine('00000000-0000-4000-8000-000000000000')).toContain('No EnrichmentJob matches');
  expect(await getLine('abc')).toBe(notFound);
});

const redirect = (location: string) => `301 to ${location}`;
const moved = async (line: string, setting = {}) => {
  const { status: code, headers } = await mockUnderTest(setting).ask(line);
  return `${code} to ${headers['location'] ?? 'nowhere'}`;
};

test.each([
  ['characters that need no escape', `${status}/a:b@c&d+e$f,g-h_i.j!k~l*m'n(o)`, undefined],
  [
    'characters that need an escape',
    `${status}/a;b=c%20d%22e%25f%3Fg%23h`,
    `${status}/a%3Bb%3Dc%20d%22e%25f%3Fg%23h/`,
  ],
  ['non-ASCII letters', `${status}/%C3%A9`, `${status}/%C3%A9/`],
  ['invalid UTF-8, which stays escaped', `${status}/%ff`, `${status}/%25FF/`],
  ['an invalid escape', `${status}/%zz`, `${status}/%25zz/`],
])('if the route accepts any text, the redirect is quoted as in Django: %s', async (_, path, want) => {
  expect(await moved(`GET ${path}`, asString)).toBe(redirect(want ?? `${path}/`));
});

test.each([
  ['both', 200, 200],
  ['bare', 200, 404],
  ['backend', 404, 200],
])(
  'in the reading "%s" of path-prefix /api/v1 responds with %d and /backend/api/v1 with %d',
  async (reading, bare, behind) => {
    const { ask } = mockUnderTest({ readings: { 'path-prefix': reading } });
    expect([(await ask(`GET ${ownJob}`)).status, (await ask(`GET /backend${ownJob}`)).status]).toEqual([
      bare,
      behind,
    ]);
  },
);
