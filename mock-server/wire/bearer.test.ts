import { ownJob, queued, unauthorized } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';

const asked = async (authorization: string | undefined, target = ownJob, headers = {}) => {
  const sent = { ...(authorization === undefined ? {} : { authorization }), ...headers };
  return (await mockUnderTest().ask(`GET ${target}`, { token: null, headers: sent })).line;
};

test.each([
  ['Bearer alice-token'],
  ['bearer alice-token'],
  ['BEARER alice-token'],
  ['Bearer   alice-token'],
  ['Bearer\talice-token'],
  ['Bearer alice-token '],
  [' Bearer alice-token'],
])('"%s" lets alice in', async (authorization) => {
  expect(await asked(authorization)).toBe(queued);
});

test.each([
  ['nothing', undefined],
  ['an empty value', ''],
  ['white space', '  '],
  ['the scheme alone', 'Bearer'],
  ['the scheme and white space', 'Bearer  '],
  ['another scheme', 'Basic YWxpY2U6dG9rZW4='],
  ["the platform's other scheme", 'Token alice-token'],
  ['a scheme that sounds right', 'JWT alice-token'],
  ['the bare token', 'alice-token'],
  ['a colon behind the scheme', 'Bearer: alice-token'],
  ['no space', 'Beareralice-token'],
  ['a second word', 'Bearer alice-token again'],
  ['the header twice, as a server joins it', 'Bearer alice-token,Bearer alice-token'],
  ['two tokens', 'Bearer alice-token, bob-token'],
  ['an unknown token', 'Bearer nobody-token'],
  ['a part of the token', 'Bearer alice-toke'],
  ['the token doubled', 'Bearer alice-tokenalice-token'],
  ['the token in quotes', 'Bearer "alice-token"'],
  ['the token in capitals', 'Bearer ALICE-TOKEN'],
  ['an expired token', 'Bearer expired-token'],
  ['an expired token in a world of its own', 'Bearer expired-token~mine'],
  ['the token of an inactive user', 'Bearer dave-token'],
  ['Latin-1 in the token', 'Bearer alice-tok\u00e9n'],
  ['UTF-8 in the token', 'Bearer alice-tok\u00c3\u00a9n'],
  ['Latin-1 in the scheme', 'B\u00e9arer alice-token'],
  ['a space that does not break', 'Bearer\u00a0alice-token'],
  ['4000 characters', `Bearer ${'a'.repeat(4000)}`],
  ['a world whose name is none', 'Bearer alice-token~-'],
])('%s lets nobody in', async (_, authorization) => {
  expect(await asked(authorization)).toBe(unauthorized);
});

test.each([
  ['in the query', `${ownJob}?token=alice-token&access_token=alice-token`, {}],
  ['in a cookie', ownJob, { cookie: 'token=alice-token' }],
  ['in X-API-Key', ownJob, { 'x-api-key': 'alice-token' }],
  ['in Proxy-Authorization', ownJob, { 'proxy-authorization': 'Bearer alice-token' }],
])('a token %s lets nobody in', async (_, target, headers) => {
  expect(await asked(undefined, target, headers)).toBe(unauthorized);
});

test('alice in a world of her own sees the same job, begun when she came', async () => {
  expect(await asked('Bearer alice-token~mine')).toBe(queued);
});
