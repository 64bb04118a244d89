// Where the mock and the reference server may differ, each with its reason.
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
    why: 'What is no HTTP never reaches Django: Node refuses it, with other words than gunicorn.',
    holds: (_, ours, theirs) =>
      (ours.status === 400 && !ours.headers.has('content-type')) ||
      theirs.body.includes('<h1><p>Bad Request</p></h1>'),
  },
  {
    why: 'The reference keeps CSRF cookies, of no use to an API with bearer tokens; it renews one that is malformed.',
    holds: ({ headers }) =>
      headers.some(([name, value]) => name === 'Cookie' && value.includes('csrftoken=')),
  },
  {
    why: 'Which hosts a server answers to is set where it is deployed; the mock is asked under any name.',
    holds: ({ headers }) =>
      headers.some(([name, value]) => name === 'Host' && !/^[a-z0-9.-]+(:\d+)?$/.test(value)),
  },
  {
    why: 'Of the two thousand names that HTML has for characters the mock knows the commonest.',
    holds: ({ body }) => /filename="&(eacute|notit);/.test(body),
  },
  {
    why: 'JavaScript puts keys that are numbers before all others, which shows where an error repeats a whole map.',
    holds: ({ body }) => body.includes('{"b":1,"a":2,"1":3}'),
  },
  {
    why: 'The mock repeats only the beginning of a very long value in an error.',
    holds: ({ body }, ours, theirs) =>
      body.length > 1_000_000 &&
      theirs.body.startsWith(ours.body.slice(0, 5000)) &&
      theirs.body.length > ours.body.length,
  },
  {
    why: 'The mock decodes only so much in another charset than UTF-8, so that nobody else waits.',
    holds: (_, ours) => ours.body.includes('Send it in UTF-8.'),
  },
  {
    why: 'Of what codecs make of bytes the mock reads UTF-8 alone; it decodes no part in the codec that refuses everything.',
    holds: ({ headers }) =>
      headers.some(([, value]) => /charset="?(quopri|base64|hex|uu|undefined)/i.test(value)),
  },
  {
    why: 'The mock takes no part of a path from a header, as gunicorn does with this one.',
    holds: ({ headers }) => headers.some(([name]) => name === 'SCRIPT_NAME'),
  },
  {
    why: 'The mock does not know these encodings, or only their common characters.',
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
