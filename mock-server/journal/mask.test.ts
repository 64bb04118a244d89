// No token is stored or printed, wherever it is in a request.
import { maskTokens } from './mask.ts';

const tokens = ['alice-token', 'bob-token', 't1'];
const path = '/api/v1/enrichment/status/';
const of = (query: string, authorization?: string) => {
  const { query: maskedQuery, tokenInQuery } = maskTokens(path, query, tokens, authorization);
  return `${maskedQuery}${tokenInQuery ? ' (token)' : ''}`;
};

test.each([
  ['', ''],
  ['page=2&page_size=50', 'page=2&page_size=50'],
  ['report_type=csv', 'report_type=csv'],
  ['token=alice-token', 'token=*** (token)'],
  ['page=2&token=whoever&x=1', 'page=2&token=***&x=1 (token)'],
  ['access_token=a', 'access_token=*** (token)'],
  ['api_key=a;b=2', 'api_key=***;b=2 (token)'],
  ['apiKey=a', 'apiKey=*** (token)'],
  ['X-API-Key=a', 'X-API-Key=*** (token)'],
  ['auth%5Btoken%5D=a', 'auth%5Btoken%5D=*** (token)'],
  ['Authorization=a', 'Authorization=*** (token)'],
  ['token=', 'token='],
  ['monkey=a', 'monkey=a'],
  ['q=bob-token', 'q=*** (token)'],
  ['q=bob%2Dtoken', 'q=*** (token)'],
  ['q=bob-token~checkout', 'q=*** (token)'],
  ['q=see+alice-token+there', 'q=*** (token)'],
  ['alice-token', '*** (token)'],
  ['alice-token=1', '***=*** (token)'],
  ['q=Bearer%20abc', 'q=*** (token)'],
  ['t%6fken=a', 't%6fken=*** (token)'],
  ['token[]=a&token[x]=b', 'token[]=***&token[x]=*** (token)'],
  ['client_secret=a&password=b&x_sig=c', 'client_secret=***&password=***&x_sig=*** (token)'],
  ['a=b%26token=c', 'a=*** (token)'],
  ['url=http%3a%2f%2fx%3ftoken%3dc', 'url=*** (token)'],
  ['q=bearer%2520abc', 'q=*** (token)'],
  ['q=ALICE-TOKEN', 'q=*** (token)'],
  ['q=%2561lice-token', 'q=*** (token)'],
  ['url=http://x/?page=2&since=10:30', 'url=http://x/?page=2&since=10:30'],
  ['q=eyJhbGciOiJI.eyJzdWIiOiIx.abc', 'q=*** (token)'],
])('the query %j is stored as %j', (query, kept) => {
  expect(of(query)).toBe(kept);
});

const secret = 'Sup3rSecretT0ken4MyAccount99';
const base64 = (text: string) => encodeURIComponent(Buffer.from(text).toString('base64'));

test.each([
  ['in base64', base64(secret)],
  ['in base64 after a byte', base64(`:${secret}`)],
  ['in base64 after two bytes', base64(`a:${secret}`)],
  ['in hexadecimal', Buffer.from(secret).toString('hex')],
  ['percent-encoded whole', [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join('')],
  ['in JSON', encodeURIComponent(`"${secret.replace('S', String.raw`\u0053`)}"`)],
  ['as a fragment', secret.slice(5, 15)],
  ['as a fragment after a letter that is longer in lower case', `%C4%B0${secret.slice(0, 20)}`],
  ['in another case', secret.toUpperCase()],
])('a long unknown token is removed completely: %s', (_, written) => {
  const { path: kept, query } = maskTokens(`/api/${written}/x`, `q=${written}`, tokens, `Bearer ${secret}`);
  expect([kept, query]).toEqual(['/api/***/x', 'q=***']);
});

test('text that only looks similar is kept', () => {
  const id = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
  const { path: kept, query } = maskTokens(
    `${path}${id}/`,
    `job=${id}&order=token`,
    ['alice-token'],
    `Bearer ${secret}`,
  );
  expect([kept, query]).toEqual([`${path}${id}/`, `job=${id}&order=token`]);
});

test('a short token of a user is masked where it is a separate word, but not inside other words', () => {
  expect([of('q=t1'), of('q=part1')]).toEqual(['q=*** (token)', 'q=part1']);
});

test('the Authorization header is a secret, for any user and any scheme', () => {
  expect(of('q=production-secret', 'Bearer production-secret')).toBe('q=*** (token)');
  expect(of('q=production-secret', 'Token "production-secret"')).toBe('q=*** (token)');
  expect(of('q=production-secret', 'production-secret')).toBe('q=*** (token)');
});

test.each([
  ['/api/v1/enrichment/status/', '/api/v1/enrichment/status/'],
  ['/api/v1/alice-token/status/', '/api/v1/***/status/'],
  ['/api/v1/alice%2Dtoken~w/status', '/api/v1/***/status'],
  ['/api/Bearer%20xyz/', '/api/***/'],
  ['/api/%62earer%2520xyz/', '/api/***/'],
  ['/api/token=xyz/status', '/api/***/status'],
  ['/api/status;token=xyz', '/api/***'],
  ['/api/a\u001b[31mb\u009b31m', '/api/a%1B[31mb%9B31m'],
])('the path %j is stored as %j', (given, kept) => {
  expect(maskTokens(given, '', tokens, undefined).path).toBe(kept);
});

test('long text is truncated after the tokens are masked', () => {
  const long = maskTokens(
    `/${'x'.repeat(5000)}`,
    `${'y'.repeat(450)}=1&q=alice-token${'z'.repeat(500)}`,
    tokens,
    '',
  );
  expect(long.path).toBe(`/${'x'.repeat(298)}…`);
  expect(long.query).toBe(`${'y'.repeat(450)}=1&q=***`);
});

test('a long target is masked and truncated', () => {
  const long = maskTokens(`/${'a'.repeat(100_000)}`, `q=${'a-'.repeat(50_000)}`, tokens, undefined);
  expect([long.path.length, long.query?.length]).toEqual([300, 500]);
});
