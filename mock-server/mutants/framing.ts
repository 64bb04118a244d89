/** Mutants below the level of HTTP messages: responses that end elsewhere than they say, or that break the grammar. */
import { type Mutant, mutateAnswer, type OnReply, replaceHeader } from './mutant.ts';

/** Changes the bytes of the successful responses of one operation. */
const rewriteAnswer = (operationId: string, rewrite: (message: string) => string): OnReply =>
  mutateAnswer(operationId, 200, (reply) => ({ ...reply, rewrite }));

/** Changes the bytes of every response with this status. */
const rewriteStatus =
  (status: number, rewrite: (message: string) => string): OnReply =>
  (reply) =>
    reply.status === status ? { ...reply, rewrite } : reply;

const splitMessage = (message: string) => {
  const end = message.indexOf('\r\n\r\n') + 4;
  return { head: message.slice(0, end), body: message.slice(end) };
};

/** The head with another line in place of the length, and the body as it is then sent. */
const reframe = (line: string, changeBody: (body: string) => string) => (message: string) => {
  const { head, body } = splitMessage(message);
  return body === '' ? message : head.replace(/Content-Length: \d+/i, line) + changeBody(body);
};

const changeLength = (by: number) => (message: string) =>
  message.replace(
    /(Content-Length: )(\d+)/i,
    (_, name: string, length: string) => name + (Number(length) + by),
  );

const toChunk = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n`;
const sendNoContent: OnReply = (reply, _, { method }) =>
  method === 'OPTIONS' && reply.status === 200
    ? { ...reply, rewrite: (message) => message.replace('HTTP/1.1 200 OK', 'HTTP/1.1 204 No Content') }
    : reply;

export const framingMutants = [
  {
    name: 'length-and-chunks',
    about: 'The single status has both a Content-Length and chunks.',
    onReply: rewriteAnswer(
      'getStatus',
      reframe('$&\r\nTransfer-Encoding: chunked', (body) => `${toChunk(body)}0\r\n\r\n`),
    ),
  },
  {
    name: 'two-lengths',
    about: 'The list has two different Content-Length headers.',
    onReply: rewriteAnswer('listStatuses', (message) =>
      message.replace(/(Content-Length: )(\d+)/i, '$1$2\r\n$11'),
    ),
  },
  {
    name: 'negative-length',
    about: 'A 401 has a negative Content-Length.',
    onReply: rewriteStatus(401, (message) => message.replace(/Content-Length: \d+/i, 'Content-Length: -1')),
  },
  {
    name: 'space-before-colon',
    about: 'A 404 has a space between the name of a header and its colon.',
    onReply: rewriteStatus(404, (message) => message.replace('Content-Type:', 'Content-Type :')),
  },
  {
    name: 'bare-cr',
    about: 'A header of the list contains a CR without LF.',
    onReply: rewriteAnswer('listStatuses', (message) => message.replace('Date:', 'X-Node: a\rb\r\nDate:')),
  },
  {
    name: 'line-feeds-only',
    about: 'The lines of the results end with LF alone.',
    onReply: rewriteAnswer('getResults', (message) => {
      const { head, body } = splitMessage(message);
      return head.replaceAll('\r', '') + body;
    }),
  },
  {
    name: 'folded-header',
    about: 'A header of a 401 continues on the next line.',
    onReply: rewriteStatus(401, (message) => message.replace('Date:', 'X-Policy: a,\r\n  b\r\nDate:')),
  },
  {
    name: 'nul-in-a-header',
    about: 'A header of the single status contains a NUL character.',
    onReply: rewriteAnswer('getStatus', (message) => message.replace('Date:', 'X-Node: a\0b\r\nDate:')),
  },
  {
    name: 'http-2-as-text',
    about: 'The status line of a 404 names HTTP/2.',
    onReply: rewriteStatus(404, (message) => message.replace('HTTP/1.1', 'HTTP/2')),
  },
  {
    name: 'chunk-too-small',
    about: 'A chunk of the single status is longer than its size.',
    onReply: rewriteAnswer(
      'getStatus',
      reframe('Transfer-Encoding: chunked', (body) => toChunk(body).replace(/^\w+/, '1')),
    ),
  },
  {
    name: 'last-chunk-missing',
    about: 'The list in chunks has no last chunk.',
    onReply: rewriteAnswer('listStatuses', reframe('Transfer-Encoding: chunked', toChunk)),
  },
  {
    name: 'length-too-long',
    about: 'The Content-Length of results is one byte too large.',
    onReply: rewriteAnswer('getResults', changeLength(1)),
  },
  {
    name: 'length-lacks-a-byte',
    about: 'The Content-Length of a 404 is one byte too small.',
    onReply: rewriteStatus(404, changeLength(-1)),
  },
  {
    name: 'bytes-after-the-end',
    about: 'A line break follows the single status.',
    onReply: rewriteAnswer(
      'getStatus',
      reframe('$&', (body) => `${body}\r\n`),
    ),
  },
  {
    name: 'body-after-204',
    about: 'OPTIONS returns 204 with a body.',
    onReply: sendNoContent,
  },
  {
    name: 'gzip-by-name',
    about: 'The list names gzip as its encoding, but is not compressed.',
    onReply: mutateAnswer('listStatuses', 200, (reply) => replaceHeader(reply, 'Content-Encoding', 'gzip')),
  },
] as const satisfies readonly Mutant[];
