import { execFileSync } from 'node:child_process';

import { formatCurl } from '../evidence/curl.ts';
import { changeLastDigit, cutToken, listNearTokens, listOtherSchemes } from './near-misses.ts';

const jsonWebToken = (signatureBytes: number, last: string) =>
  `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.${'A'.repeat(Math.ceil((signatureBytes * 8) / 6) - 1)}${last}`;

const tokens = [
  'canary-token',
  'ends-with-7',
  'UPPER_TOKEN',
  '9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b',
  'a"b`c$d\\e',
  'alice-token~blue-world7',
  jsonWebToken(256, 'w'),
  jsonWebToken(32, 'E'),
  jsonWebToken(48, '0'),
];

test.each(tokens)('near misses of %j differ from it, and from one another', (token) => {
  const sent = [cutToken(token), ...listNearTokens(token), ...Object.values(listOtherSchemes(token))].map(
    (one) => one.sent,
  );
  expect(sent).not.toContain(`Bearer ${token}`);
  expect(new Set(sent).size).toBe(sent.length);
});

test('a token gets a changed, an additional and a swapped character', () => {
  expect(listNearTokens('canary-token').map(({ sent }) => sent)).toEqual([
    'Bearer canary-tokeb',
    'Bearer canary-tokenx',
    'Bearer canary-tokeN',
  ]);
  expect(listNearTokens('Token-7').map(({ sent }) => sent)).toEqual([
    'Bearer Token-b',
    'Bearer Token-7x',
    'Bearer TokeN-7',
  ]);
});

test('the end of a token that follows a tilde stays, since it may name a tenant and not the secret', () => {
  expect(listNearTokens('alice-token~blue').map(({ sent }) => sent)).toEqual([
    'Bearer alice-tokeb~blue',
    'Bearer alice-tokenx~blue',
    'Bearer alice-tokeN~blue',
  ]);
});

test.each(['9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b', '9F3E7A2B-7C1D-4F12-8C9A-1B2C3D4E5F60', '12345678'])(
  'the case of %s has no meaning, so it stays',
  (token) => {
    expect(listNearTokens(token)).toHaveLength(2);
  },
);

const decode = (text: string) => Buffer.from(text.split('.').at(-1) ?? '', 'base64url').toString('hex');

test.each([32, 48, 64, 96, 256])(
  'no near miss of a JSON Web Token has the same signature of %d bytes, even for a lenient decoder',
  (bytes) => {
    for (const last of 'AQgw0489cZz_-') {
      const token = jsonWebToken(bytes, last);
      for (const { sent } of listNearTokens(token)) expect(decode(sent)).not.toBe(decode(token));
    }
  },
);

test('a JSON Web Token also loses its signature, with the same claims', () => {
  const [, unsigned] = listNearTokens('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl');
  expect(unsigned?.sent).toBe('Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.');
  expect(atob('eyJhbGciOiJub25lIn0')).toBe('{"alg":"none"}');
});

/** The header that a curl line sends, as a shell expands it. */
function runCurl(token: string, shown: readonly string[]): readonly string[] {
  const lines = shown.map((value) => {
    const url = 'http://127.0.0.1:4010/';
    const request = { method: 'GET', url, headers: [['Authorization', value]] as const };
    return formatCurl({ request });
  });
  const script = ['curl() { printf \'%s\\n\' "$3"; }', ...lines].join('\n');
  const env = { PATH: process.env['PATH'], CONTRACT_TOKEN: token };
  return execFileSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' }).trimEnd().split('\n');
}

test.each(tokens)('the curl lines of the near misses of %j send what the survey sent', (token) => {
  const all = [cutToken(token), ...listNearTokens(token), ...Object.values(listOtherSchemes(token))];
  const sent = runCurl(
    token,
    all.map(({ shown }) => shown),
  );
  expect(sent).toEqual(all.map((one) => `Authorization: ${one.sent}`));
});

test('a curl line expands nothing that only resembles what is shown', () => {
  const foreign = ['$CONTRACT_TOKEN $(id)', '$(printf %s "$CONTRACT_TOKEN" | sh)', '${CONTRACT_TOKEN%?}`id`'];
  expect(runCurl('secret', foreign)).toEqual([
    'Authorization: secret $(id)',
    'Authorization: $(printf %s "secret" | sh)',
    'Authorization: secre`id`',
  ]);
});

test('an id with its last digit changed is another UUID, far from the next one', () => {
  expect(changeLastDigit('9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60')).toBe(
    '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f68',
  );
  expect(changeLastDigit('9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f6f')).toBe(
    '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f67',
  );
  expect(changeLastDigit('17')).toBeUndefined();
});
