// Pages of other origins: which of them --allow-origin lets in, and as whom.
import { instant } from '../../time/time.ts';
import { hashing } from '../http/hashing.ts';
import { type Credentials, createGuard } from './guard.ts';
import { sessionCookie } from './session.ts';

const now = instant(1_800_000_000_000);
const token = 'operator-token-0123456789';
const request: Credentials = {
  host: '127.0.0.1:4010',
  origin: undefined,
  site: undefined,
  authorization: [],
  cookie: undefined,
  remote: '127.0.0.1',
  local: '127.0.0.1',
};

const appOrigin = 'http://localhost:5173';
const welcoming = { allowedOrigins: [appOrigin] };

test.each<readonly [string, Partial<Credentials>, string]>([
  ['the allowed origin', { origin: appOrigin, site: 'cross-site' }, 'admitted'],
  ['another port', { origin: 'http://localhost:5174' }, 'foreign'],
  ['another scheme', { origin: 'https://localhost:5173' }, 'foreign'],
  ['a longer name', { origin: `${appOrigin}.evil.example` }, 'foreign'],
  ['an origin in capitals, which no browser sends', { origin: appOrigin.toUpperCase() }, 'foreign'],
  ['no origin, from another site', { site: 'same-site' }, 'foreign'],
  ['the allowed origin, under a foreign name', { origin: appOrigin, host: 'evil.example' }, 'foreign'],
  ['the allowed origin, from another machine', { origin: appOrigin, remote: '192.168.1.5' }, 'foreign'],
])('of a mock that allows an origin, %s is %3$s', (_, given, want) => {
  const admission = createGuard({ hashing, ...welcoming }).admit({ ...request, ...given }, now);
  expect(admission.kind).toBe(want);
});

test('a page of an allowed origin needs the token itself, even after a login', () => {
  const guard = createGuard({ hashing, token, ...welcoming });
  const cookie = `${sessionCookie}=${guard.logIn(token, now)}`;
  const fromPage = { ...request, origin: appOrigin, site: 'same-site', cookie };
  expect(guard.admit({ ...request, cookie }, now).kind).toBe('admitted');
  expect(guard.admit(fromPage, now).kind).toBe('unknown');
  expect(guard.findBrowser(fromPage, now)).toBeUndefined();
  expect(guard.admit({ ...fromPage, authorization: [`Bearer ${token}`] }, now).kind).toBe('admitted');
});
