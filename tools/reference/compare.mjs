// `make reference`: asks the mock and a real Django REST Framework server the same questions and tells every difference.
// @ts-check
import process from 'node:process';

import { corpus } from './corpus.mjs';
import { exchange } from './exchange.mjs';
import { expectedDifference } from './expected.mjs';
import { table } from './table.mjs';
import { startMock, startReference, whatIsMissing } from './servers.mjs';

/** @typedef {import('./exchange.mjs').Answer} Answer */

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
];

const missing = whatIsMissing();
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}
const only = process.argv[2] ?? '';
const mock = await startMock();
/** @type {import('./servers.mjs').Server | undefined} */
let reference;
try {
  reference = await startReference(mock);
  process.exitCode = await compare(mock.port, reference.port);
} finally {
  mock.stop();
  reference?.stop();
}

/** @param {number} mockPort @param {number} referencePort */
async function compare(mockPort, referencePort) {
  const list = await exchange(mockPort, {
    method: 'GET',
    target: '/api/v1/enrichment/status/',
    headers: [['Authorization', 'Bearer alice-token']],
    body: '',
  });
  /** @type {{ job_id: string, status: string }[]} */
  const jobs = JSON.parse(list.body);
  /** @param {string} status */
  const idOf = (status) => jobs.find((job) => job.status === status)?.job_id ?? '';
  let asked = 0;
  let expected = 0;
  let different = 0;
  const generated = corpus({ completed: idOf('completed'), queued: idOf('queued') });
  /** @type {import('./table.mjs').Asked[]} */
  const all = [...(await table()), ...generated];
  for (const { name, request, want } of all) {
    if (!name.startsWith(only)) continue;
    asked += 1;
    const [ours, theirs] = await Promise.all([exchange(mockPort, request), exchange(referencePort, request)]);
    const mistaken = want === undefined ? undefined : unlike(want, request.method, theirs);
    const found = differences(request.method, ours, theirs);
    if (mistaken === undefined && found.length === 0) continue;
    if (mistaken === undefined && expectedDifference(request, ours, theirs) !== undefined) {
      expected += 1;
      continue;
    }
    different += 1;
    const shown = request.headers.map((pair) => pair.join(': ')).join(' | ');
    console.log(
      `\n${name}: ${request.method} ${cut(request.target)} [${cut(shown)}] ${cut(JSON.stringify(request.body))}`,
    );
    for (const line of [mistaken, ...found]) if (line !== undefined) console.log(`  ${line}`);
  }
  console.log(`\n${asked} requests: ${different} differ, ${expected} differ as expected.`);
  return different === 0 ? 0 : 1;
}

/** @param {string} method @param {Answer} ours @param {Answer} theirs */
function differences(method, ours, theirs) {
  // gunicorn sends the body of a HEAD too, which no client reads.
  const bodies = method === 'HEAD' ? [] : [told('body', withoutNewId(ours), withoutNewId(theirs))];
  return [
    told('status', String(ours.status), String(theirs.status)),
    ...headers.map((name) => told(name, ours.headers.get(name), theirs.headers.get(name))),
    ...bodies,
  ].flatMap((line) => line ?? []);
}

/** What the table says and the reference does not. @param {string} want @param {string} method @param {Answer} theirs */
function unlike(want, method, theirs) {
  const body = method === 'HEAD' ? '' : Buffer.from(withoutNewId(theirs), 'latin1').toString();
  return told('table', want, `${theirs.status} ${theirs.headers.get('location') ?? body}`);
}

/** The id of a new job is drawn anew by each server. @param {Answer} answer */
function withoutNewId({ status, body }) {
  return status === 201 ? body.replace(/[0-9a-f-]{36}/, 'ID') : body;
}

/** @param {string} name @param {string | undefined} ours @param {string | undefined} theirs */
function told(name, ours, theirs) {
  return ours === theirs
    ? undefined
    : `${name}: mock ${cut(JSON.stringify(ours))}, reference ${cut(JSON.stringify(theirs))}`;
}

/** @param {string | undefined} text */
function cut(text = 'nothing') {
  return text.length > 260 ? `${text.slice(0, 260)}... (${text.length})` : text;
}
