// `make reference`: sends the same requests to the mock and a real Django REST Framework server, and reports every difference.
// @ts-check
import process from 'node:process';

import { corpus, otherCorpus } from './corpus.mjs';
import { exchange } from './exchange.mjs';
import { expectedDifference } from './expected.mjs';
import { newProgress } from './progress.mjs';
import { table } from './table.mjs';
import { handOver, startMock, startReference, versionOfReference, whatIsMissing } from './servers.mjs';

/**
 * @typedef {import('./exchange.mjs').Answer} Answer
 * @typedef {import('./table.mjs').Asked} Asked
 */

const headers = [
  'allow',
  'www-authenticate',
  'location',
  'vary',
  'x-frame-options',
  'x-content-type-options',
  'cache-control',
  'referrer-policy',
  'content-disposition',
  'retry-after',
  'content-length',
  'content-type',
  'cross-origin-opener-policy',
  'set-cookie',
];

const missing = whatIsMissing();
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}
const only = process.argv[2] ?? '';
// The table is for this version; only the mock knows the responses of others.
const isOfTable = versionOfReference() === '3.14';
let different = 0;
let asked = 0;
const progress = newProgress();
console.error(`Comparing the mock as ${versionOfReference()} with a real server.`);
for (const otherwise of [false, true]) await compare(otherwise);
if (asked === 0) console.error(`No request has a name that starts with "${only}", so nothing was compared.`);
process.exitCode = different === 0 && asked > 0 ? 0 : 1;

/** Compares both servers, in the default readings or in others. @param {boolean} otherwise */
async function compare(otherwise) {
  const mock = await startMock(otherwise);
  /** @type {import('./servers.mjs').Server | undefined} */
  let reference;
  try {
    const jobs = otherwise ? undefined : await handOver(mock);
    reference = await startReference(otherwise);
    const requests = jobs === undefined ? otherCorpus() : [...(await table()), ...corpus(jobs)];
    await compareAll(requests, mock.port, reference.port);
  } finally {
    mock.stop();
    reference?.stop();
  }
}

/** @param {readonly Asked[]} all @param {number} mockPort @param {number} referencePort */
async function compareAll(all, mockPort, referencePort) {
  const wanted = all.filter(({ name }) => name.startsWith(only));
  let expected = 0;
  let found = 0;
  for (const [index, { name, request, want }] of wanted.entries()) {
    progress.step(name.replace(/[: ].*$/s, ''), index + 1, wanted.length);
    const [ours, theirs] = await Promise.all([exchange(mockPort, request), exchange(referencePort, request)]);
    const mistaken = want === undefined || !isOfTable ? undefined : unlike(want, request.method, theirs);
    const lines = [mistaken, ...differences(request.method, ours, theirs)].filter(
      (line) => line !== undefined,
    );
    if (lines.length === 0) continue;
    if (mistaken === undefined && expectedDifference(request, ours, theirs) !== undefined) {
      expected += 1;
      continue;
    }
    found += 1;
    const shown = request.headers.map((pair) => pair.join(': ')).join(' | ');
    const line = `${request.method} ${cut(request.target)} [${cut(shown)}] ${cut(JSON.stringify(request.body))}`;
    progress.clear();
    console.log([`\n${name}: ${line}`, ...lines].join('\n  '));
  }
  progress.clear();
  console.log(
    `\n${wanted.length.toLocaleString('en')} requests: ${found} differ, ${expected} differ as expected.`,
  );
  different += found;
  asked += wanted.length;
}

/** @param {string} method @param {Answer} ours @param {Answer} theirs */
function differences(method, ours, theirs) {
  // gunicorn sends the body of a HEAD too, which no client reads.
  const bodies = method === 'HEAD' ? [] : [reported('body', withoutNewId(ours), withoutNewId(theirs))];
  return [
    reported('status', String(ours.status), String(theirs.status)),
    ...headers.map((name) => reported(name, ours.headers.get(name), theirs.headers.get(name))),
    ...bodies,
  ];
}

/** The part of the table that the reference contradicts. @param {string} want @param {string} method @param {Answer} theirs */
function unlike(want, method, theirs) {
  const body = method === 'HEAD' ? '' : Buffer.from(withoutNewId(theirs), 'latin1').toString();
  return reported('table', want, `${theirs.status} ${theirs.headers.get('location') ?? body}`);
}

/** Each server generates the id of a new job. @param {Answer} answer */
function withoutNewId({ status, body }) {
  return status === 201 ? body.replace(/[0-9a-f-]{36}/, 'ID') : body;
}

/** @param {string} name @param {string | undefined} ours @param {string | undefined} theirs */
function reported(name, ours, theirs) {
  return ours === theirs
    ? undefined
    : `${name}: mock ${cut(JSON.stringify(ours))}, reference ${cut(JSON.stringify(theirs))}`;
}

/** @param {string | undefined} text */
function cut(text = 'nothing') {
  return text.length > 260 ? `${text.slice(0, 260)}... (${text.length})` : text;
}
