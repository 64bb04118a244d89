// Responses as bytes: what is legal, what is not, and what can still be read.
import * as fc from 'fast-check';

import { createResponseReader } from './response-reader.ts';

const ok = 'HTTP/1.1 200 OK\r\n';
const withLength = (...headers: readonly string[]) =>
  `${ok}${headers.map((line) => `${line}\r\n`).join('')}Content-Length: 2\r\n\r\n[]`;
const chunked = (body: string, headers = '') => `${ok}${headers}Transfer-Encoding: chunked\r\n\r\n${body}`;
const toBytes = (text: string) => Buffer.from(text, 'latin1');

/** What a reader makes of these pieces, after which the connection ends. */
function read(pieces: readonly string[], method = 'GET') {
  const reader = createResponseReader(method);
  const whole = pieces.map((piece) => reader.take(toBytes(piece))).at(-1) === true;
  const response = reader.getResponse(!whole && !reader.endsHere());
  return {
    whole,
    status: response?.status,
    body: response?.body.toString('latin1'),
    defects: response?.defects.map(({ kind }) => kind),
    staysOpen: response?.staysOpen,
  };
}

describe('a legal response has no defects:', () => {
  test.each<[string, string, Partial<ReturnType<typeof read>>?]>([
    ['a plain one', withLength()],
    ['lower-case names', withLength('x-a: b').toLowerCase().replace('http/1.1', 'HTTP/1.1')],
    ['no space, or much of it, around a value', withLength('X-A:b', 'X-B:  \t c \t', 'X-C:')],
    ['no reason phrase', withLength().replace('200 OK', '200 ')],
    ['no space after the status code', withLength().replace('200 OK', '200')],
    ['a reason phrase in Latin-1', withLength().replace('OK', 'Tr\xe8s bien')],
    ['bytes of Latin-1 in a value', withLength('X-A: \xe9')],
    ['unusual characters in a name', withLength("X-!#$%&'*+.^_`|~9: a")],
    ['the same header many times', withLength(...Array.from({ length: 300 }, () => 'Set-Cookie: a=b'))],
    ['an interim response before it', `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${withLength()}`],
    ['two interim responses', `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n${withLength()}`],
    ['HTTP/1.0, which closes', withLength().replace('1.1', '1.0'), { staysOpen: false }],
    ['Connection: close', withLength('Connection: close'), { staysOpen: false }],
    ['chunks', chunked('1\r\n[\r\n1\r\n]\r\n0\r\n\r\n')],
    ['chunk sizes in hexadecimal, with zeros', chunked('0002\r\n[]\r\n000\r\n\r\n')],
    ['chunk extensions', chunked('2;a=b;c="d"\r\n[]\r\n0 ; e\r\n\r\n')],
    ['trailers', chunked('2\r\n[]\r\n0\r\nX-Checksum: 1\r\nServer-Timing: a\r\n\r\n')],
    ['another coding below the chunks', chunked('2\r\n[]\r\n0\r\n\r\n').replace('chunked', 'x-a, chunked')],
    ['Content-Length: 0', `${ok}Content-Length: 0\r\n\r\n`, { body: '' }],
    ['leading zeros of the length', withLength().replace(': 2', ': 002')],
    ['any status', withLength().replace('200 OK', '599 Odd'), { status: 599 }],
  ])('%s', (_, text, others = {}) => {
    expect(read([text])).toEqual({
      whole: true,
      status: 200,
      body: '[]',
      defects: [],
      staysOpen: true,
      ...others,
    });
  });

  test('a body up to the end of the connection', () => {
    const end = { whole: false, status: 200, body: '[]', defects: [], staysOpen: false };
    expect(read([`${ok}\r\n[]`])).toEqual(end);
    expect(read([`${ok}Transfer-Encoding: identity\r\n\r\n[]`])).toEqual(end);
  });

  test.each([
    ['HEAD', withLength().slice(0, -2), 200],
    ['HEAD', chunked(''), 200],
    ['GET', 'HTTP/1.1 204 No Content\r\n\r\n', 204],
    ['GET', 'HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n', 204],
    ['GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n', 304],
  ])('none after %s %j', (method, text, status) => {
    expect(read([text], method)).toEqual({ whole: true, status, body: '', defects: [], staysOpen: false });
  });
});

describe('a response is read although', () => {
  test.each<[string, string, readonly string[], string?]>([
    [
      'it has a length and chunks',
      chunked('2\r\n[]\r\n0\r\n\r\n', 'Content-Length: 2\r\n'),
      ['length-and-encoding'],
    ],
    [
      'it has a length and another coding',
      withLength('Transfer-Encoding: identity'),
      ['length-and-encoding'],
    ],
    ['it has its length twice', withLength('Content-Length: 2'), ['several-lengths']],
    ['it has two lengths', withLength('Content-Length: 3'), ['several-lengths']],
    ['it has two lengths in one header', withLength().replace(': 2', ': 2, 3'), ['several-lengths']],
    ['its length has a sign', withLength().replace(': 2', ': +2'), ['invalid-length']],
    ['its length is negative', withLength().replace(': 2', ': -1'), ['invalid-length']],
    ['its length is not whole', withLength().replace(': 2', ': 2.0'), ['invalid-length']],
    ['its length is a word', withLength().replace(': 2', ': two'), ['invalid-length']],
    ['its length is empty', withLength().replace(': 2', ':'), ['invalid-length']],
    ['its length is hexadecimal', withLength().replace(': 2', ': 0x2'), ['invalid-length']],
    ['a space is before a colon', withLength().replace('Length:', 'Length :'), ['space-before-colon']],
    ['a tab is before a colon', withLength('X-A\t: b'), ['space-before-colon']],
    ['a header has no name', withLength(': b'), ['invalid-header']],
    ['a header has no colon', withLength('Foo'), ['invalid-header']],
    ['a name has a space', withLength('X A: b'), ['invalid-header']],
    ['a name has parentheses', withLength('X(A): b'), ['invalid-header']],
    ['a name is not ASCII', withLength('X-\xe9: b'), ['invalid-header']],
    ['the headers begin with a space', withLength(' X-A: b'), ['invalid-header']],
    ['a header is folded', withLength('X-A: b', '  c'), ['folded-header']],
    ['a value has a NUL', withLength('X-A: b\0c'), ['control-character']],
    ['a value has an escape', withLength('X-A: \x1b[31m'), ['control-character']],
    ['a value has a DEL', withLength('X-A: \x7f'), ['control-character']],
    ['a value has a bare CR', withLength('X-A: b\rX-B: c'), ['bare-cr']],
    ['a line ends with two CRs', withLength('X-A: b\r'), ['bare-cr']],
    ['all lines end with LF', withLength('X-A: b').replaceAll('\r', ''), ['bare-lf']],
    ['one line ends with LF', withLength('X-A: b').replace('b\r', 'b'), ['bare-lf']],
    ['it is HTTP/2 in text', withLength().replace('HTTP/1.1', 'HTTP/2'), ['status-line']],
    ['it is HTTP/1.7', withLength().replace('1.1', '1.7'), ['status-line']],
    ['its status line has two spaces', withLength().replace(' 200', '  200'), ['status-line']],
    ['its status is 999', withLength().replace('200', '999'), ['status-line'], '999 []'],
    ['its reason phrase has a NUL', withLength().replace('OK', 'O\0K'), ['status-line']],
    ['its chunks end with LF', chunked('2\n[]\n0\n\n'), ['bare-lf']],
    ['a chunk has no end', chunked('2\r\n[]0\r\n\r\n'), ['invalid-chunk']],
    ['a chunk size has 0x', chunked('0x2\r\n[]\r\n0\r\n\r\n'), ['invalid-chunk']],
    ['a chunk size has a space', chunked('2 \r\n[]\r\n0\r\n\r\n'), ['invalid-chunk']],
    [
      'a chunk size has a sign',
      chunked('+2\r\n[]\r\n0\r\n\r\n'),
      ['invalid-chunk'],
      '200 +2\r\n[]\r\n0\r\n\r\n',
    ],
    ['it has no chunks at all', chunked('[]'), ['invalid-chunk']],
    ['a trailer is no header', chunked('2\r\n[]\r\n0\r\nFoo\r\n\r\n'), ['invalid-header']],
    ['a byte follows', `${withLength()}]`, ['more-bytes']],
    ['a line break follows', `${withLength()}\r\n`, ['more-bytes']],
    ['another response follows', withLength() + withLength(), ['more-bytes']],
    ['bytes follow the last chunk', chunked('2\r\n[]\r\n0\r\n\r\n{}'), ['more-bytes']],
    ['its length is too large', withLength().replace(': 2', ': 3'), ['cut-short']],
    ['a chunk is cut', chunked('5\r\n[]'), ['cut-short']],
    ['the last chunk is missing', chunked('2\r\n[]\r\n'), ['cut-short']],
    ['the end of the last chunk is missing', chunked('2\r\n[]\r\n0\r\n'), ['cut-short']],
    ['204 has a body', withLength().replace('200', '204'), ['body-without-place'], '204 '],
    ['304 has a body', withLength().replace('200', '304'), ['body-without-place'], '304 '],
    [
      'it breaks several rules',
      withLength('A : b', 'C: \0').replaceAll('\r', ''),
      ['bare-lf', 'space-before-colon', 'control-character'],
    ],
  ])('%s', (_, text, defects, result = '200 []') => {
    const { status, body, ...others } = read([text]);
    expect([`${status} ${body}`, others.defects, others.staysOpen]).toEqual([result, defects, false]);
  });

  test('HEAD has a body', () => {
    expect(read([withLength()], 'HEAD')).toMatchObject({ body: '', defects: ['body-without-place'] });
  });

  test('its rest comes after its end', () => {
    expect(read([withLength(), ']', '\r\n'])).toMatchObject({ body: '[]', defects: ['more-bytes'] });
    expect(read([chunked('2\r\n[]\r\n0\r\n\r\n'), 'x'])).toMatchObject({ defects: ['more-bytes'] });
  });
});

/** The status of a response, or the code of the error that it causes. */
const readCode = (text: string) => {
  try {
    return String(read([text]).status);
  } catch (error) {
    return String((error as { readonly code?: unknown }).code);
  }
};

describe('an unreadable response causes an error with the code of', () => {
  test.each([
    ['mail', '220 mail.example ESMTP\r\n'],
    ['TLS', '\x15\x03\x01\x00\x02\x02\x28'],
    ['a web page', '<!doctype html>'],
    ['a body alone', '[]'],
    ['a status line without a status', 'HTTP/1.1 OK\r\n\r\n'],
    ['a status line with a long status', 'HTTP/1.1 2000 OK\r\n\r\n'],
  ])('%s', (_, text) => {
    expect(readCode(text)).toBe('HPE_INVALID_CONSTANT');
  });

  test.each([
    ['endless headers', `${ok}${'X-A: b\r\n'.repeat(10_000)}`],
    ['an endless value', `${ok}X-A: ${'b'.repeat(70_000)}`],
    ['endless trailers', chunked(`0\r\n${'X-A: b\r\n'.repeat(10_000)}`)],
    ['endless interim responses', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(21)],
  ])('%s', (_, text) => {
    expect(readCode(text)).toBe('HPE_HEADER_OVERFLOW');
  });

  test('a body that is too long, in any framing', () => {
    const long = 'x'.repeat(17 * 1024 * 1024);
    const size = long.length.toString(16);
    for (const text of [
      `${ok}\r\n${long}`,
      chunked(`${size}\r\n${long}`),
      `${ok}Content-Length: 99999999\r\n\r\n${long}`,
    ])
      expect(readCode(text)).toBe('TOO_LONG');
  });
});

test('the reading does not depend on how the bytes arrive', () => {
  const texts = [
    withLength('X-A: b', ' c', 'D : e'),
    `HTTP/1.1 103 Early\r\n\r\n${chunked('1\r\n[\r\n1;a\r\n]\r\n0\r\nX: y\r\n\r\n')}`,
    chunked('2\n[]\n0\n\n'),
    chunked('[{"a": 1}]'),
    chunked('5\r\n[]'),
    withLength().replaceAll('\r', ''),
    'HTTP/1.0 200 OK\r\n\r\n[]',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(fc.nat(200), { maxLength: 12 }), (text, cuts) => {
      const places = [0, ...cuts.map((cut) => cut % text.length).toSorted((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
      expect(read(pieces.filter((piece) => piece !== ''))).toEqual(read([text]));
    }),
    { numRuns: 200 },
  );
});
