// The scheme in the links of a list behind a proxy, as gunicorn determines it.
import { base } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';

const { ask } = mockUnderTest({ readings: { 'list-envelope': 'page-number' } });
const getNext = async (headers: Readonly<Record<string, string>>) => {
  const { status, body } = await ask(`GET ${base}/status/?page_size=5`, { headers });
  return status === 200 ? (JSON.parse(body) as { next: string }).next.split(':')[0] : `${status}\n${body}`;
};

test.each([
  ['https', { 'x-forwarded-proto': 'https' }],
  ['https', { 'x-forwarded-protocol': 'ssl' }],
  ['https', { 'x-forwarded-ssl': 'on' }],
  ['https', { 'x-forwarded-proto': 'https', 'x-forwarded-ssl': 'on' }],
  ['http', {}],
  ['http', { 'x-forwarded-proto': 'http' }],
  ['http', { 'x-forwarded-proto': 'HTTPS' }],
  ['http', { 'x-forwarded-proto': 'https, http' }],
  ['http', { 'x-forwarded-protocol': 'https' }],
  ['http', { 'x-forwarded-ssl': 'off' }],
  ['http', { 'x-forwarded-scheme': 'https' }],
  ['http', { forwarded: 'proto=https' }],
  ['http', { 'x-forwarded-proto': 'http', 'x-forwarded-ssl': 'off' }],
] as const)('%s with %j', async (scheme, headers) => {
  expect(await getNext(headers)).toBe(scheme);
});

test('the host is that of the request, whatever a proxy sends', async () => {
  const headers = { host: 'a.example:443', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'b.example' };
  const { body } = await ask(`GET ${base}/status/?page_size=5`, { headers });
  expect(body).toContain('"next":"https://a.example:443/');
});

test('the server rejects contradictory headers before Django', async () => {
  const response = await getNext({ 'x-forwarded-proto': 'https', 'x-forwarded-ssl': 'off' });
  expect(response).toMatch(/^400\n<html>[^]*Contradictory scheme headers/);
});
