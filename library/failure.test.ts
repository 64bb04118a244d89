// Why a request to the control API got no response: each kind of failure by its code, never by the words of
// the error.
import { formatFailure } from './failure.ts';

const url = 'http://127.0.0.1:4010';

test.each([
  ['ECONNREFUSED', 'no mock is listening at'],
  ['ENOTFOUND', 'is unknown here'],
  ['EAI_AGAIN', 'is unknown here'],
  ['EPROTO', 'does not use TLS'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not use TLS'],
  ['HPE_INVALID_CONSTANT', 'does not speak HTTP'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not trusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not trusted'],
  ['CERT_HAS_EXPIRED', 'is not trusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'is not trusted'],
  ['ECONNRESET', 'closed the connection before it responded'],
  ['EPIPE', 'closed the connection before it responded'],
  ['ETIMEDOUT', 'cannot be reached from here'],
  ['EHOSTUNREACH', 'cannot be reached from here'],
  ['EACCES', 'is not allowed to connect'],
])('%s: %s', (code, words) => {
  const error = Object.assign(new Error('anything'), { code });
  for (const wrapped of [error, { errors: [error] }, new TypeError('fetch failed', { cause: error })]) {
    const sentence = formatFailure(url, wrapped);
    expect(sentence).toContain(words);
    expect(sentence).toContain(`(${code})`);
    expect(sentence.includes('no mock is listening')).toBe(code === 'ECONNREFUSED');
  }
});

test.each([
  [Object.assign(new Error('refused by a rule'), { code: 'ODD' }), ' (ODD): refused by a rule'],
  [new TypeError('Failed', { cause: new Error('by CORS') }), ': Failed: by CORS'],
  ['a text', ': a text'],
  [undefined, ': undefined'],
])('an unknown error is repeated: %p', (error, end) => {
  expect(formatFailure(url, error)).toBe(`the request to ${url} failed${end}`);
});
