import * as fc from 'fast-check';

import { cut, redacted, createRedactor } from './redactor.ts';

const canary = 'canary/Token+4711="é"';
const redact = createRedactor([canary, 'other-token-0815']);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');

test.each([
  ['as it is', canary],
  ['in upper case', canary.toUpperCase()],
  ['in lower case', canary.toLowerCase()],
  ['cut', cut(canary)],
  ['percent-encoded', encodeURIComponent(canary)],
  ['percent-encoded in lower case', encodeURIComponent(canary).toLowerCase()],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(canary))],
  ['percent-encoded whole', [...Buffer.from(canary)].map((byte) => `%${byte.toString(16)}`).join('')],
  ['in hexadecimal', Buffer.from(canary).toString('hex')],
  ['in JSON', JSON.stringify(canary).slice(1, -1)],
  ['in HTML', canary.replaceAll('"', '&quot;')],
  ['in HTML within an address', encodeURIComponent(canary.replaceAll('"', '&quot;'))],
  ['in HTML by numbers', canary.replaceAll('"', '&#34;')],
  ['another one', 'other-token-0815'],
  ['another one, cut', 'ther-token-0815'],
])('a secret is replaced %s', (_, spelled) => {
  expect(redact(`before ${spelled} after`)).toBe(`before ${redacted} after`);
});

describe('a secret in base64 is replaced', () => {
  // A few characters at the ends depend on their surroundings, and reveal nothing.
  test.each([
    ['alone', base64(canary)],
    ['after one byte', base64(`:${canary}`)],
    ['after two bytes', base64(`a:${canary}`)],
    ['in a separate header', base64(`Authorization: Bearer ${canary}\r\n`)],
    ['between user and end', base64(`user:${canary}:more`)],
    ['cut', base64(cut(canary))],
    ['for addresses', base64url(canary)],
    ['for addresses, within more', base64url(`??>${canary}??>`)],
  ])('%s', (_, text) => {
    const left = redact(text);
    expect(left).toContain(redacted);
    for (const one of [canary, canary.slice(2, -2)]) {
      expect(Buffer.from(left.replaceAll(redacted, ''), 'base64').toString()).not.toContain(one);
    }
  });
});

test('no part of a secret is left, whatever surrounds it', () => {
  const token = fc.string({
    minLength: 5,
    maxLength: 40,
    unit: fc.constantFrom(...'abcXYZ019-._~+/='.split('')),
  });
  fc.assert(
    fc.property(token, fc.string(), fc.string(), (secret, before, after) => {
      const text = `${before}${secret}${after}${encodeURIComponent(secret)}`;
      const left = createRedactor([secret])(text).replaceAll(redacted, '');
      expect(left.toLowerCase()).not.toContain(secret.toLowerCase());
    }),
  );
});

test('a secret is text, not a pattern', () => {
  expect(createRedactor(['a.c+d$(e)[f]'])('abccd a.c+d$(e)[f]')).toBe(`abccd ${redacted}`);
});

test('text without a secret stays as it is', () => {
  const text = '{"job_id": "9f3e7a2b", "status": "queued", "n": [1, 2]}';
  expect(redact(text)).toBe(text);
});

test.each([[[]], [['']], [['', 'abc']]])('nothing in %j is a secret', (secrets) => {
  expect(createRedactor(secrets)('abc and more')).toBe('abc and more');
});

test('the longest form is replaced first, so that no rest of it is left', () => {
  expect(createRedactor(['token-a', 'token-a-longer'])('token-a-longer token-a')).toBe(
    `${redacted} ${redacted}`,
  );
});

describe('a fragment of a secret is replaced', () => {
  const secret = 'Xk29fPqLm/47Zt0rWv8b';
  const withPieces = createRedactor([secret]);
  test.each([
    ['at its start', secret.slice(0, 6)],
    ['at its end', secret.slice(-6)],
    ['in its middle', secret.slice(4, 15)],
    ['in another case', secret.slice(2, 10).toUpperCase()],
    ['in an address', encodeURIComponent(secret.slice(5, 14))],
    ['in base64', base64(secret).slice(4, 16)],
  ])('%s', (_, piece) => {
    expect(withPieces(`before "${piece}" after`)).toBe(`before "${redacted}" after`);
  });
});

test.each([
  ['a word of a token', 'expired-token', 'Invalid or expired token.'],
  ['an id of a job', '9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b', '9944b091-62bc-4418-8d84-6dd0e4bbdfc6'],
  ['a timestamp', 'x2026-05-06t14:23z9', '2026-05-06T14:23:11Z'],
])('%s is kept', (_, secret, text) => {
  expect(createRedactor([secret])(text)).toBe(text);
});
