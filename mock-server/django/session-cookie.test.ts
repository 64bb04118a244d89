// The cookie of an invalid session is deleted, as Django's sessions do in every project that has them.
import { base, ownJob } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';

const deletion = 'sessionid=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax';
const { ask } = mockUnderTest();
const getCookie = async (line: string, cookie: string, more: object = {}) => {
  const { headers } = await ask(line, { headers: { cookie }, ...more });
  return [headers['set-cookie'], headers['vary']];
};

test.each([
  'sessionid=',
  'sessionid=x',
  'sessionid=abcdefg',
  'sessionid="abcdefg"',
  'sessionid="a\\"bcdef"',
  'sessionid="\\141bcdefg"',
  'sessionid = ',
  'a=b; sessionid=',
  'a=b;sessionid=;;',
  'sessionid=abcdefgh; sessionid=',
  'sessionid=\u00e9',
  'sessionid=,a=b',
])('%s is removed', async (cookie) => {
  expect(await getCookie(`GET ${ownJob}`, cookie)).toEqual([deletion, 'Cookie']);
});

test.each([
  '',
  'a=b',
  'sessionid',
  '=sessionid',
  'SESSIONID=',
  '"sessionid"=',
  'a=b,sessionid=',
  'sessionid=abcdefgh',
  'sessionid="abcdefgh"',
  'sessionid=; sessionid=abcdefgh',
])('%s is kept', async (cookie) => {
  expect(await getCookie(`GET ${ownJob}`, cookie)).toEqual([undefined, undefined]);
});

test.each([
  ['no route', 'GET /nothing', {}],
  ['no token', `GET ${ownJob}`, { token: null }],
  ['no slash', `GET ${base}/status`, {}],
  ['no body', `HEAD ${ownJob}`, {}],
  ['an unsupported method', `DELETE ${ownJob}`, {}],
])('even if there is %s', async (_, line, more) => {
  expect(await getCookie(line, 'sessionid=', more)).toEqual([deletion, 'Cookie']);
});

test('Vary is unchanged', async () => {
  const browsable = mockUnderTest({ readings: { renderers: 'browsable' } });
  const { headers } = await browsable.ask(`GET ${ownJob}`, { headers: { cookie: 'sessionid=' } });
  expect(headers['vary']).toBe('Accept, Cookie');
});
