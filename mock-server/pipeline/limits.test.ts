// The limits of DRF 3.18 on Django 5.2 and its parsing of headers, which differ from older versions.
import { chooseReadings } from '../../openapi/questions.ts';
import { base, ownJob } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { spec } from '../testing/shipped.ts';

const listReadings = (version: string) => chooseReadings(spec.questions, [], version).readings;

const half = 2_621_440;
const json = (length: number) => ({
  'content-type': 'application/json',
  body: `{}${' '.repeat(length - 2)}`,
});
const form = (length: number) => ({
  'content-type': 'application/x-www-form-urlencoded',
  body: 'a'.repeat(length),
});
const parts = (...lines: readonly string[]) => ({
  'content-type': 'multipart/form-data; boundary=X',
  body: ['--X', ...lines, '--X--', ''].join('\r\n'),
});
const types = (count: number) => `${'text/html,'.repeat(count)}application/json`;
const longType = (length: number) => `application/json; x=${'y'.repeat(length - 20)}`;

test.each([
  ['JSON at the limit', json(half), 400, 'records'],
  ['JSON past it', json(half + 1), 400, '<h1>Bad Request (400)</h1>'],
  ['a form at the limit', form(half), 400, 'records'],
  ['a form above it', form(half + 1), 400, '<h1>Bad Request (400)</h1>'],
  [
    'a file above it',
    parts(`Content-Disposition: form-data; name="file"; filename="a.csv"`, '', 'a'.repeat(half)),
    400,
    'file',
  ],
  [
    'the head of a part that never ends',
    parts('x'.repeat(1100)),
    400,
    'Request max total header size exceeded.',
  ],
  [
    'a boundary without a value',
    { 'content-type': 'multipart/form-data; boundary', body: 'x' },
    400,
    'Invalid boundary in multipart: "}',
  ],
  ['a content type at the limit', { 'content-type': longType(256), body: '{}' }, 400, 'records'],
  ['a content type past it', { 'content-type': longType(257), body: '{}' }, 415, 'Unsupported media type'],
  ['such a content type of nothing', { 'content-type': longType(257), body: '' }, 400, 'records'],
  [
    'a codec of bytes',
    { 'content-type': 'application/json; charset=zip', body: '{}' },
    400,
    'Unsupported charset \\"zip\\" in request Content-Type header.',
  ],
  [
    'the same for a form',
    { 'content-type': 'application/x-www-form-urlencoded; charset=rot13', body: 'a' },
    400,
    'Unsupported charset \\"rot13\\" in request',
  ],
  [
    'no encoding at all',
    { 'content-type': 'application/json; charset=undefined', body: '{}' },
    400,
    'Unsupported charset \\"undefined\\" in request',
  ],
  [
    'an unknown charset, which is UTF-8',
    { 'content-type': 'application/json; charset=bogus', body: '{}' },
    400,
    'records',
  ],
  [
    'a parameter in two pieces',
    { 'content-type': 'application/json; charset*1=in1; charset*0=lat', body: '{"category":"\u00e9"}' },
    400,
    'category',
  ],
  [
    'pieces with a number and without',
    { 'content-type': 'application/json; x*=a; x*0=b', body: '{}' },
    500,
    'Internal Server Error',
  ],
  [
    'a parameter in an unknown charset',
    { 'content-type': "application/json; x*=bogus''a", body: '{}' },
    500,
    'Internal Server Error',
  ],
  ['a parameter in no charset', { 'content-type': "application/json; x*=''%41", body: '{}' }, 400, 'records'],
])('in 3.18 %s', async (_, { body, ...headers }, status, words) => {
  const mock = mockUnderTest({ readings: listReadings('3.18') });
  const bytes = Uint8Array.from(body, (byte) => byte.charCodeAt(0));
  const response = await mock.ask(`POST ${base}/submit/`, { headers, body: bytes });
  expect([response.status, response.body]).toEqual([status, expect.stringContaining(words)]);
  expect(mock.crashes).toEqual([]);
});

test.each([
  ['63 types before the one', types(63), 200, 200],
  ['64 types before it', types(64), 200, 406],
  ['blanks, which do not count', `${' ,'.repeat(70)}application/json`, 200, 200],
  ['8,192 characters', `${'x'.repeat(250)},`.repeat(32).concat('application/json').padEnd(8192), 200, 200],
  ['the entry after 8,192 characters', `${'x'.repeat(250)},`.repeat(33).concat('application/json'), 200, 406],
  ['an entry past 256 characters', longType(257), 200, 406],
  ['an entry of 256 characters', longType(256), 200, 200],
  ['a parameter in an unknown charset', "application/json; x*=bogus''%41", 500, 406],
  ['such a parameter next to another', "application/json; x*=bogus''%41, */*", 500, 200],
  ['pieces with a number and without', 'application/json; x*=a; x*0=b', 200, 500],
])('Accept with %s is %#', async (_, accept, older, newer) => {
  const response = ['3.16', '3.18'].map((version) =>
    mockUnderTest({ readings: listReadings(version) }).ask(`GET ${ownJob}`, { headers: { accept } }),
  );
  expect((await Promise.all(response)).map(({ status }) => status)).toEqual([older, newer]);
});

test.each([
  ['3.14', 500],
  ['3.16', 500],
  ['3.18', 400],
])('in %s a query with too many parameters is a %i', async (version, status) => {
  const response = await mockUnderTest({ readings: listReadings(version) }).ask(
    `GET ${ownJob}?${'a&'.repeat(1001)}`,
  );
  expect([response.status, response.headers['allow']]).toEqual([status, undefined]);
});
