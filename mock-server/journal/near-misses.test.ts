// A request that matched nothing gets an explanation, which is kept in the journal and printed once.
import { base, ownJob, ownJobId } from '../testing/answers.ts';
import { type ControlClient, createControlClient } from '../testing/control-client.ts';
import { sendRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

let mock: MockOnPort;
let client: ControlClient;
const log: string[] = [];
beforeEach(async () => {
  log.length = 0;
  mock = await runningMock({ log: (line) => log.push(line), quietCoach: true });
  client = createControlClient(mock);
});
afterEach(async () => {
  await mock.stop();
});

const list = `${base}/status/`;
const journal = async (count: number, world = 'default') =>
  (await client.call('waitForRequests', `/worlds/${world}/requests/wait?count=${count}`)).body;
/** Status code and near misses of a request. */
const missed = async (path: string, method: string, headers: Readonly<Record<string, string>>) => {
  await sendRequest(`${mock.url}${path}`, { method, headers, ...(method === 'POST' ? { body: 'x' } : {}) });
  const [entry] = (await journal(1)).slice(-1);
  return [entry?.status, ...(entry?.near_misses ?? [])];
};

const takes = 'the API expects "Authorization: Bearer TOKEN"';
const who = 'For the users of world "default" and their tokens, see GET /__mock__/api/worlds/default/users.';

test.each<[string, string | undefined, string]>([
  ['no header', undefined, `The Authorization header is missing; ${takes}.`],
  ['an empty one', '', `The Authorization header is empty; ${takes}.`],
  ['another scheme', 'Token alice-token', `The scheme is "Token", not "Bearer"; ${takes}.`],
  ['a password', 'Basic YWxpY2U6cHc=', `The scheme is "Basic", not "Bearer"; ${takes}.`],
  ['no scheme', 'alice-token', `The token has no scheme before it; ${takes}.`],
  ['no scheme, and a world', 'alice-token~one', `The token has no scheme before it; ${takes}.`],
  [
    'text of another tool',
    'hunter2 hunter2',
    `The Authorization header does not begin with "Bearer"; ${takes}.`,
  ],
  ['no token', 'Bearer', `The token after "Bearer" is missing; ${takes}.`],
  ['a colon', 'Bearer: alice-token', `One space, and no other character, must follow "Bearer"; ${takes}.`],
  ['the scheme twice', 'Bearer Bearer alice-token', `More than one word follows "Bearer"; ${takes}.`],
  [
    'the header twice',
    'Bearer alice-token, Bearer alice-token',
    `The Authorization header was sent more than once; ${takes}.`,
  ],
  ['a typo', 'Bearer alice-tokn', `The token is unknown; did you mean the one of "alice"? ${who}`],
  ['an unknown token', 'Bearer 0123456789abcdef', `The token is unknown. ${who}`],
  [
    'a variable without a value',
    'Bearer undefined',
    `The token is "undefined"; a variable is probably not set. ${who}`,
  ],
  ['quotation marks', 'Bearer "alice-token"', `The token is in quotation marks or brackets. ${who}`],
  ['an expired token', 'Bearer expired-token', 'The token belongs to "erin" and has expired.'],
  ['an inactive account', 'Bearer dave-token', 'The token belongs to "dave", whose account is inactive.'],
  [
    'an invalid world name',
    'Bearer alice-token~-one',
    'The text after "~" in the token is not a valid world name; a name is a letter or digit, then at most 63 letters, digits, dots, dashes or underscores.',
  ],
])('401 for %s is explained', async (_, authorization, sentence) => {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  expect(await missed(list, 'GET', headers)).toEqual([401, sentence]);
});

test('for a token in the query or in another header, the correct place is named', async () => {
  expect(await missed(`${list}?token=alice-token`, 'GET', {})).toEqual([
    401,
    `The token is in the query, where the API ignores it; ${takes}.`,
  ]);
  await client.call('clearRequests', '/worlds/default/requests');
  expect(await missed(list, 'GET', { 'X-Api-Key': 'alice-token' })).toEqual([
    401,
    `The API ignores the header x-api-key; ${takes}.`,
  ]);
});

const alice = { Authorization: 'Bearer alice-token' };
test.each<[string, string, Readonly<Record<string, string>>, number, string]>([
  [
    'GET',
    `${base}/status/${ownJobId}`,
    alice,
    301,
    'The trailing slash is missing, so the response is a redirect; each request is sent twice.',
  ],
  [
    'POST',
    `${base}/submit`,
    alice,
    301,
    'The trailing slash is missing, so the response is a redirect; clients follow it with GET, and the body is lost.',
  ],
  [
    'GET',
    `${base}/results/${ownJobId}/`,
    alice,
    404,
    `The document has GET ${base}/result/{job_id}/: "result", not "results".`,
  ],
  ['PUT', list, alice, 405, `${list} accepts GET, not PUT.`],
  [
    'GET',
    list,
    { ...alice, Accept: 'text/xml' },
    406,
    'The Accept header excludes application/json, but the API returns nothing else.',
  ],
  [
    'POST',
    `${base}/submit/`,
    { ...alice, 'Content-Type': 'text/plain' },
    415,
    'Content-Type must be application/json, multipart/form-data or application/x-www-form-urlencoded, to match the body.',
  ],
  [
    'GET',
    ownJob,
    { Authorization: 'Bearer bob-token' },
    404,
    'The job belongs to "alice", but the token belongs to "bob".',
  ],
  [
    'GET',
    `${base}/status/00000000-0000-4000-8000-000000000000/`,
    alice,
    404,
    'World "default" has no job with this id, and neither does any other world. Submitted jobs are lost when a world is reset.',
  ],
])('%s %s with %j: %i is explained', async (method, path, headers, status, sentence) => {
  expect(await missed(path, method, headers)).toEqual([status, sentence]);
});

test('for a job of another world, that world is named', async () => {
  const added = await client.call('addJob', '/worlds/checkout/jobs', {
    user: 'alice',
  });
  await client.ask(`${list}${added.body.id}/`);
  expect((await journal(1))[0]?.near_misses).toEqual([
    'The job is in world "checkout", but the request is for world "default"; a token for the other world has "~checkout" after it.',
  ]);
});

test('an action for a job that the caller does not own is explained as well', async () => {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ csv_file_id: ownJobId, action: 'pause' });
  await client.ask(`${base}-control/`, 'bob-token', { method: 'POST', headers, body });
  expect((await journal(1))[0]?.near_misses).toEqual([
    'The job belongs to "alice", but the token belongs to "bob".',
  ]);
});

test('neither a success nor a self-explanatory error has near misses', async () => {
  await client.ask(ownJob);
  await client.ask(`${base}/result/${ownJobId}/`);
  await client.ask(`${list}?page=x`);
  await client.ask(list, 'alice-token', { method: 'OPTIONS' });
  expect((await journal(4)).flatMap((entry) => entry.near_misses ?? [])).toEqual([]);
  expect(log).toEqual([]);
});

test('the log contains each sentence once per world, and never a token', async () => {
  await client.ask(`${base}/results/${ownJobId}/?token=alice-token`);
  await client.ask(`${base}/results/00000000-0000-4000-8000-000000000000/`);
  await client.ask(`${base}/results/${ownJobId}/`, 'alice-token~one');
  await client.ask(list, 'secret-of-mine');
  await journal(3);
  await journal(1, 'one');
  const says = `404. The document has GET ${base}/result/{job_id}/: "result", not "results".`;
  expect(log).toEqual([
    `GET ${base}/results/${ownJobId}/: ${says}`,
    `GET ${base}/results/${ownJobId}/ in world "one": ${says}`,
    `GET ${list}: 401. The token is unknown. ${who}`,
  ]);
});
