// Where the mock and the reference server may differ, each with its reason.
// @ts-check

/**
 * @typedef {import('./exchange.mjs').Request} Request
 * @typedef {import('./exchange.mjs').Answer} Answer
 */

/** @type {{ why: string, holds: (request: Request, ours: Answer, theirs: Answer) => boolean }[]} */
const expected = [
  {
    why: 'What is no HTTP never reaches Django: Node refuses it, with other words than gunicorn.',
    holds: (_, ours, theirs) =>
      (ours.status === 400 && !ours.headers.has('content-type')) ||
      theirs.body.includes('<h1><p>Bad Request</p></h1>'),
  },
  {
    why: "The control API is the mock's own.",
    holds: ({ target }) => target.startsWith('/__mock__'),
  },
];

/** The reason why the two may differ here. @param {Request} request @param {Answer} ours @param {Answer} theirs */
export function expectedDifference(request, ours, theirs) {
  return expected.find(({ holds }) => holds(request, ours, theirs))?.why;
}
