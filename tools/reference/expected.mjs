// Lists the allowed differences between the mock and the reference server, each with its reason.
// @ts-check

/**
 * @typedef {import('./exchange.mjs').Request} Request
 * @typedef {import('./exchange.mjs').Answer} Answer
 */

/** @type {readonly { why: string, holds: (request: Request, ours: Answer, theirs: Answer) => boolean }[]} */
const expected = [
  {
    why: 'A browser that opens the mock itself gets a page that says where it is; the real server has nothing there.',
    holds: ({ target, headers }) =>
      target.split('?')[0] === '/' &&
      headers.some(([name, value]) => name === 'Accept' && value.includes('text/html')),
  },
  {
    why: 'Invalid HTTP never reaches Django. Node rejects it with a different text than gunicorn.',
    holds: (_, ours, theirs) =>
      (ours.status === 400 && !ours.headers.has('content-type')) ||
      theirs.body.includes('<h1><p>Bad Request</p></h1>'),
  },
  {
    why: 'The reference server renews a malformed CSRF cookie. An API with bearer tokens does not use these cookies.',
    holds: ({ headers }) =>
      headers.some(([name, value]) => name === 'Cookie' && value.includes('csrftoken=')),
  },
  {
    why: 'A deployment restricts the host names that it answers to. The mock answers to any name.',
    holds: ({ headers }) =>
      headers.some(([name, value]) => name === 'Host' && !/^[a-z0-9.-]+(:\d+)?$/.test(value)),
  },
  {
    why: 'HTML has two thousand named characters. The mock knows only the most common ones.',
    holds: ({ body }) => /filename="&(eacute|notit);/.test(body),
  },
  {
    why: 'JavaScript sorts numeric keys before all others, which is visible when an error repeats a whole object.',
    holds: ({ body }) => body.includes('{"b":1,"a":2,"1":3}'),
  },
  {
    why: 'The mock repeats only the start of a very long value in an error.',
    holds: ({ body }, ours, theirs) =>
      body.length > 1_000_000 &&
      theirs.body.startsWith(ours.body.slice(0, 5000)) &&
      theirs.body.length > ours.body.length,
  },
  {
    why: 'The mock limits how much it decodes in charsets other than UTF-8, so that other requests do not wait.',
    holds: (_, ours) => ours.body.includes('Send it in UTF-8.'),
  },
  {
    why: 'The mock reads the output of byte codecs only as UTF-8. It decodes no part with the codec that rejects everything.',
    holds: ({ headers }) =>
      headers.some(([, value]) => /charset="?(quopri|base64|hex|uu|undefined)/i.test(value)),
  },
  {
    why: 'gunicorn takes part of the path from this header. The mock does not.',
    holds: ({ headers }) => headers.some(([name]) => name === 'SCRIPT_NAME'),
  },
  {
    why: 'The mock does not support these encodings, or only their common characters.',
    holds: ({ headers }) =>
      headers.some(([, value]) =>
        /charset="?(hz|iso-?2022|johab|punycode|idna|big5-?hkscs|shift_?jis[_x]|euc_?jis)/i.test(value),
      ),
  },
];

/** The reason why the two may differ here. @param {Request} request @param {Answer} ours @param {Answer} theirs */
export function expectedDifference(request, ours, theirs) {
  return expected.find(({ holds }) => holds(request, ours, theirs))?.why;
}
