import { hideServerSecrets, secretMark } from './server-secrets.ts';

test.each([
  ["SECRET_KEY = 'abcdef-123456'", 'abcdef-123456'],
  ['DJANGO_SECRET_KEY=abcdef123456', 'abcdef123456'],
  ['"AWS_SECRET_ACCESS_KEY": "abc/def+ghi123"', 'abc/def+ghi123'],
  ["'DB_PASSWORD': u'hunter2-hunter2'", 'hunter2-hunter2'],
  ['SENTRY_AUTH_TOKEN => abcdef123456', 'abcdef123456'],
  ['<td>SECRET_KEY</td>\n  <td class="code"><pre>&#x27;abcdef123456&#x27;</pre></td>', 'abcdef123456'],
  ['postgres://app:hunter2@db.internal/x', 'hunter2'],
  ['redis://:hunter2@cache:6379/0', 'hunter2'],
  ["dbname=x user=y password=hunter2 host='z'", 'hunter2'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\ndef=\n-----END RSA PRIVATE KEY-----', 'MIIEabc'],
  ['key AKIAABCDEFGHIJKLMNOP', 'AKIAABCDEFGHIJKLMNOP'],
])('%j loses its secret and nothing else', (text, secret) => {
  const shown = hideServerSecrets(text);
  expect(shown).not.toContain(secret);
  expect(shown).toContain(secretMark);
  expect(shown.slice(0, 3)).toBe(text.startsWith('AKIA') ? secretMark.slice(0, 3) : text.slice(0, 3));
});

test.each([
  '{"job_id":"9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60","status":"queued"}',
  '{"detail":"Given token not valid for any token type","code":"token_not_valid"}',
  '{"detail":"x","messages":[{"token_class":"AccessToken","token_type":"access","message":"Token is invalid"}]}',
  '{"password":["This field is required."]}',
  'SECRET_KEY = ********',
  '<td>SECRET_KEY</td><td class="code"><pre>&#x27;********************&#x27;</pre></td>',
  'https://test.example:8000/api/v1/?next=a@b',
  'first_name,email\nAda,ada@example.com',
  'The password is wrong: try again.',
])('%j has no secret', (text) => {
  expect(hideServerSecrets(text)).toBe(text);
});

test('a hostile text does not slow the patterns down', () => {
  for (const part of [
    'SECRET_',
    'A_',
    '<td>',
    'a://',
    'password=',
    '-----BEGIN PRIVATE KEY-----',
    '- ',
    'AKIA',
  ])
    expect(hideServerSecrets(part.repeat(100_000)).length).toBeGreaterThan(0);
});
