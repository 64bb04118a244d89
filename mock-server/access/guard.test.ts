// Who may use the control API, by everything that a request can claim about itself.
import { hashing } from '../http/hashing.ts';
import { duration, instant } from '../../time/time.ts';
import { type Credentials, createGuard, type GuardOptions } from './guard.ts';

import { sessionCookie, sessionMs } from './session.ts';

const now = instant(1_800_000_000_000);
const token = 'operator-token-0123456789';
const keys: Readonly<Record<string, string>> = {
  acme: 'acme-key-0123456789ab',
  zoo: 'zoo-key-0123456789abc',
};

const teams: NonNullable<GuardOptions['teams']> = {
  findTeam: (digest) => Object.keys(keys).find((name) => hashing.digest(keys[name] ?? '') === digest),
  findDigest: (name) => (Object.hasOwn(keys, name) ? hashing.digest(keys[name] ?? '') : undefined),
};

const request: Credentials = {
  host: '127.0.0.1:4010',
  origin: undefined,
  site: undefined,
  authorization: [],
  cookie: undefined,
  remote: '127.0.0.1',
  local: '127.0.0.1',
};

/** What becomes of a request with these properties. */
function admit(given: Partial<Credentials>, options: Partial<GuardOptions> = { token, teams }): string {
  const admission = createGuard({ hashing, ...options }).admit({ ...request, ...given }, now);
  if (admission.kind !== 'admitted') return admission.kind;
  return admission.caller.kind === 'team' ? admission.caller.name : 'operator';
}

const bearer = (secret: string) => ({ authorization: [`Bearer ${secret}`] });
const open: Partial<GuardOptions> = {};

test.each([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['192.168.1.5', false],
  ['::ffff:192.168.1.5', false],
  ['fe80::1', false],
  ['12.7.0.0', false],
  ['', false],
])('without a token, a client at %s that uses the name of this machine is allowed: %s', (remote, may) => {
  expect(admit({ host: 'localhost', remote }, open)).toBe(may ? 'operator' : 'foreign');
});

test.each([
  ['192.168.1.5', '192.168.1.5', '192.168.1.5:4010', true],
  ['::ffff:192.168.1.5', '::ffff:192.168.1.5', '192.168.1.5', true],
  ['fd00::2', 'fd00::2', '[fd00::2]:4010', true],
  ['192.168.1.5', '192.168.1.5', 'evil.example', false],
  ['192.168.1.5', '192.168.1.5', '192.168.1.50:4010', false],
  ['192.168.1.6', '192.168.1.5', '192.168.1.5:4010', false],
  ['127.0.0.1', '127.0.0.1', '192.168.1.5', false],
])('without a token, from %s to a mock on %s with the name %s: %s', (remote, local, host, may) => {
  expect(admit({ host, remote, local }, open)).toBe(may ? 'operator' : 'foreign');
});

test.each<readonly [string, Partial<Credentials>, string]>([
  ['nothing', {}, 'unknown'],
  ['the token', bearer(token), 'operator'],
  ['the token, with another spelling of the scheme', { authorization: [`bEARER   ${token}`] }, 'operator'],
  ['the key of a team', bearer(keys['acme'] ?? ''), 'acme'],
  ['the token from another machine', { ...bearer(token), remote: '203.0.113.9' }, 'operator'],
  ['a beginning of the token', bearer(token.slice(0, -1)), 'unknown'],
  ['more than the token', bearer(`${token}0`), 'unknown'],
  ['the token in capitals', bearer(token.toUpperCase()), 'unknown'],
  ['an empty token', { authorization: ['Bearer '] }, 'unknown'],
  ['a very long token', bearer(token + 'x'.repeat(100_000)), 'unknown'],
  ['the digest of the token', bearer(hashing.digest(token)), 'unknown'],
  ['the digest of a key', bearer(hashing.digest(keys['acme'] ?? '')), 'unknown'],
  ['another scheme', { authorization: [`Basic ${token}`] }, 'unknown'],
  ['the token without a scheme', { authorization: [token] }, 'unknown'],
  ['two tokens in one header', { authorization: [`Bearer ${token}, Bearer ${token}`] }, 'unknown'],
  ['two headers', { authorization: [`Bearer ${token}`, `Bearer ${token}`] }, 'unknown'],
  ['two headers, of which the first is right', { authorization: [`Bearer ${token}`, 'Bearer x'] }, 'unknown'],
  ['a line break in the token', bearer(`${token}\r\nX: y`), 'unknown'],
  ['a NUL after the token', bearer(`${token}\0`), 'unknown'],
  ['look-alike letters', bearer(token.replace('o', 'о')), 'unknown'],
  ['the name of a team', bearer('acme'), 'unknown'],
  ['a property of every object', bearer('__proto__'), 'unknown'],
  ['the token as a cookie', { cookie: `${sessionCookie}=${token}` }, 'unknown'],
])('with %s, a request is %3$s', (_, given, want) => {
  expect(admit(given)).toBe(want);
});

test('only a wrong token counts as an attempt', () => {
  const guard = createGuard({ hashing, token });
  const isAttempt = (given: Partial<Credentials>) => {
    const admission = guard.admit({ ...request, ...given }, now);
    return admission.kind === 'unknown' && admission.isAttempt;
  };
  expect([{}, bearer('x'), { authorization: ['Basic x'] }].map(isAttempt)).toEqual([false, true, false]);
});

test('no message contains a token or names a team', () => {
  const guard = createGuard({ hashing, token, teams });
  const wrong = 'wrong-token-0123456789';
  const texts = [{}, bearer(wrong), bearer(`${token}x`), { authorization: [token, token] }].map((given) =>
    JSON.stringify(guard.admit({ ...request, ...given }, now)),
  );
  for (const text of texts) expect(text).not.toMatch(/0123456789|acme|zoo/);
});

const fromElsewhere = { ...bearer(token), remote: '203.0.113.9', local: '10.0.0.2' };
const allowing = { token, allowedHosts: ['sandbox', 'host.docker.internal', '*.Corp.example'] };

test.each([
  ['10.0.0.2', true],
  ['10.0.0.2:4010', true],
  ['192.0.2.7', true],
  ['[fd00::2]:4010', true],
  ['localhost', true],
  ['sandbox', true],
  ['SANDBOX:4010', true],
  ['host.docker.internal:4010', true],
  ['a.corp.example', true],
  ['a.b.corp.example', true],
  ['corp.example', false],
  ['evilcorp.example', false],
  ['sandbox.evil.example', false],
  ['sandbox.', false],
  ['sandbox@evil.example', false],
  ['evil.example/sandbox', false],
  ['sandbox:4010:1', false],
  ['sandbox:123456', false],
  ['sandbox, evil.example', false],
  ['ѕandbox', false],
  ['sandbox\0', false],
  ['10.0.0.2.evil.example', false],
  ['999.0.0.1', false],
  ['0x7f000001', false],
  ['2130706433', false],
  ['*.corp.example', false],
  ['', false],
  [undefined, false],
])('the token of another machine lets in under the host %j: %s', (host, may) => {
  expect(admit({ ...fromElsewhere, host }, allowing)).toBe(may ? 'operator' : 'foreign');
});

test.each([
  ['a container behind a proxy on this machine', 'host.docker.internal', '127.0.0.1', 'operator'],
  ['an address of this machine', '192.0.2.7', '127.0.0.1', 'foreign'],
  ['another machine', 'host.docker.internal', '192.0.2.7', 'foreign'],
])('without a token, %s with the host %s from %s is %s', (_, host, remote, want) => {
  expect(admit({ host, remote }, { allowedHosts: ['host.docker.internal'] })).toBe(want);
});

test.each<readonly [Partial<Credentials>, string]>([
  [{ host: 'sandbox', origin: 'http://sandbox' }, 'operator'],
  [{ host: 'sandbox', origin: 'https://sandbox' }, 'operator'],
  [{ host: 'sandbox:4010', origin: 'http://sandbox:4010' }, 'operator'],
  [{ host: 'sandbox:4010', origin: 'http://sandbox:3000' }, 'foreign'],
  [{ host: 'sandbox', origin: 'http://evil.example' }, 'foreign'],
  [{ host: 'sandbox', origin: 'null' }, 'foreign'],
  [{ host: 'sandbox', origin: 'file://' }, 'foreign'],
  [{ host: 'sandbox', site: 'same-site' }, 'foreign'],
  [{ host: 'sandbox', site: 'cross-site' }, 'foreign'],
  // A proxy that changes the Host: only a browser can say that the page is the mock's own.
  [{ host: '10.0.0.2', origin: 'https://a.corp.example', site: 'same-origin' }, 'operator'],
  [{ host: '10.0.0.2', origin: 'https://a.corp.example' }, 'foreign'],
  [{ host: '10.0.0.2', origin: 'https://evil.example', site: 'same-origin' }, 'foreign'],
])('even with the token, a request of the page %j is %s', (given, want) => {
  expect(admit({ ...fromElsewhere, ...given }, allowing)).toBe(want);
});

describe('a session', () => {
  const guard = createGuard({ hashing, token, teams });
  const logIn = (secret: string, at = now) => guard.logIn(secret, at) ?? '';
  const admitSession = (value: string, at = now, by = guard) => {
    const admission = by.admit({ ...request, cookie: `other=1; ${sessionCookie}=${value}` }, at);
    if (admission.kind !== 'admitted') return admission.kind;
    return admission.caller.kind === 'team' ? admission.caller.name : 'operator';
  };

  test('lets in who has logged in, and no one else', () => {
    expect(admitSession(logIn(token))).toBe('operator');
    expect(admitSession(logIn(keys['acme'] ?? ''))).toBe('acme');
    expect(guard.logIn('wrong-token-0123456789', now)).toBeUndefined();
    expect(guard.logIn('', now)).toBeUndefined();
  });

  test('holds neither token nor key nor their digests', () => {
    const text = logIn(token) + logIn(keys['acme'] ?? '');
    for (const secret of [token, keys['acme'] ?? '']) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(hashing.digest(secret));
    }
  });

  test('ends after half a day', () => {
    const value = logIn(token);
    expect(admitSession(value, instant(now + sessionMs - 1))).toBe('operator');
    expect(admitSession(value, instant(now + sessionMs))).toBe('unknown');
    // A clock that was set back makes no session longer than two.
    expect(admitSession(value, instant(now - duration(sessionMs) - 1))).toBe('unknown');
  });

  test.each<readonly [string, (value: string) => string]>([
    ['another team', (value) => value.replace('.acme.', '.zoo.')],
    ['the operator', (value) => value.replace('.acme.', '..')],
    ['a team that is not there', (value) => value.replace('.acme.', '.__proto__.')],
    ['a later end', (value) => value.replace(/^\d+/, (end) => String(Number(end) + 1))],
    ['no signature', (value) => value.replace(/\.[\da-f]+$/, '.')],
    ['half a signature', (value) => value.slice(0, -32)],
    ['another signature', (value) => value.slice(0, -1) + (value.endsWith('0') ? '1' : '0')],
    ['more after it', (value) => `${value}0`],
  ])('that is changed to %s is none', (_, change) => {
    const value = logIn(keys['acme'] ?? '');
    expect(admitSession(change(value))).toBe('unknown');
  });

  test('is over when the token or the key changes, and cannot be made from the digest of a key', () => {
    const value = logIn(keys['acme'] ?? '');
    const changed = { ...teams, findDigest: () => hashing.digest('another-key-0123456789') };
    expect(admitSession(value, now, createGuard({ hashing, token, teams: changed }))).toBe('unknown');
    expect(admitSession(value, now, createGuard({ hashing, token: `${token}2`, teams }))).toBe('unknown');
  });

  test('does not help a wrong token', () => {
    const cookie = `${sessionCookie}=${logIn(token)}`;
    expect(admit({ cookie, ...bearer('wrong-token-0123456789') })).toBe('unknown');
  });

  test('is found among cookies that a neighbouring page has set', () => {
    const cookie = `${sessionCookie}=x; ${sessionCookie}=${logIn(token)}`;
    expect(admit({ cookie })).toBe('operator');
  });
});
