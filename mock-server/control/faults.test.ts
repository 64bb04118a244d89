// Faults over the control API: valid requests, errors, and conformance to the document.
import fc from 'fast-check';

import { findViolations } from '../../openapi/conformance.ts';
import { getControlChecks, listControlOperations } from '../../openapi/shipped.ts';
import { readFaultFlags } from './fault-flags.ts';
import { flattenFault } from '../faults/flat-fault.ts';
import { ownJob, queued, unauthorized } from '../testing/answers.ts';
import { type FaultyMock, faultyMock, formatReply } from '../testing/faulty-mock.ts';
import { sendRequest, type HttpReply } from '../testing/http-client.ts';
import { fixture, ownJobId, spec } from '../testing/shipped.ts';
import { someFault } from '../testing/some-faults.ts';

let mock: FaultyMock;
beforeEach(async () => {
  mock = await faultyMock();
});
afterEach(async () => {
  await mock.stop();
});

const world = () => `${mock.url}/__mock__/api/worlds/default`;
const detail = ({ status, body }: HttpReply) =>
  `${status} ${String((JSON.parse(body) as Readonly<Record<string, unknown>>)['detail'])}`;

/** All differences between a response and the responses that the control document allows for the operation. */
const violations = async (id: string, { status, headers, body }: HttpReply) => {
  const operation = listControlOperations().find((one) => one.id === id);
  if (operation === undefined) throw new Error(`The control document has no operation "${id}".`);
  const header = (name: string) => String(headers[name] ?? '');
  return findViolations(operation, { status, header, body }, getControlChecks());
};

test('a fault is returned as requested, with its defaults, its id and its counts', async () => {
  const reply = await mock.post({
    effect: 'latency',
    latency: '100ms to 2s',
    job: ownJobId.toUpperCase(),
    next: 2,
    expires_in: '5m',
  });
  expect([reply.status, await violations('addFault', reply)]).toEqual([201, []]);
  expect(JSON.parse(reply.body)).toEqual({
    id: 'fault-1',
    effect: 'latency',
    latency: '100ms to 2s',
    job: ownJobId,
    next: 2,
    done: true,
    expires_at: '2026-05-06T14:30:42.000Z',
    matched: 0,
    applied: 0,
  });
});

test('faults are listed in order with their counts, and deleted one by one or all at once', async () => {
  for (const next of [1, 2, 3])
    await mock.addFault({ effect: 'latency', latency: '1ms', operation: 'getStatus', next });
  await mock.ask(ownJob);
  await mock.ask(ownJob, 'bob-token');
  const list = await sendRequest(`${world()}/faults`);
  expect(await violations('listFaults', list)).toEqual([]);
  expect((await mock.listFaults()).map(({ id, matched, applied }) => [id, matched, applied])).toEqual([
    ['fault-1', 2, 1],
    ['fault-2', 2, 2],
    ['fault-3', 2, 2],
  ]);
  const removed = await sendRequest(`${world()}/faults/fault-2`, { method: 'DELETE' });
  expect([removed.status, removed.body, (await mock.listFaults()).length]).toEqual([204, '', 2]);
  const cleared = await sendRequest(`${world()}/faults`, { method: 'DELETE' });
  expect([cleared.status, await mock.listFaults()]).toEqual([204, []]);
  expect(formatReply(await mock.ask(ownJob))).toBe(queued);
});

test('an unknown fault cannot be deleted', async () => {
  await mock.addFault({ effect: 'reset', user: 'bob' });
  const reply = await sendRequest(`${world()}/faults/fault-9`, { method: 'DELETE' });
  expect(detail(reply)).toBe('404 World "default" has no fault "fault-9"; it has "fault-1".');
  expect(await violations('removeFault', reply)).toEqual([]);
});

test.each([
  ['an empty body', '', '400 Invalid request for addFault: "effect" is missing'],
  ['a list', '[]', '400 Invalid request for addFault: the body is []; it must be an object with "effect".'],
  ['half of JSON', '{"effect"', '400 Invalid request for addFault: the body is not valid JSON'],
  [
    'an unknown effect',
    '{"effect": "lag"}',
    '400 Invalid request for addFault: "effect" is "lag"; it must be "error", "expired-token",',
  ],
  [
    'several mistakes of form',
    '{"effect": "error", "problm": "x", "next": "2", "bytes": -1}',
    '400 Invalid request for addFault: "next" is "2"; it must be a whole number, 1 or more; "bytes" is -1; it must be a whole number, 0 or more; there is no key "problm"; did you mean "problem"?',
  ],
  [
    'several mistakes of meaning',
    '{"effect": "error", "bytes": 1, "user": "alise"}',
    '400 Invalid fault: the effect "error" needs "problem": the name of an error of the mock, such as serverError or tooManyRequests; "bytes" belongs to the effect "cut", not to "error"; there is no user "alise"; allowed: ',
  ],
  ['a form', 'effect=reset&next=1&every=2', '400 Invalid fault: "next" and "every" cannot go together'],
])('%s is rejected with the allowed values', async (_, body, want) => {
  const reply = await mock.post(body);
  expect(detail(reply)).toContain(want);
  expect(await violations('addFault', reply)).toEqual([]);
});

test('every fault that the document allows is accepted', async () => {
  const operation = listControlOperations().find(({ id }) => id === 'addFault');
  const check = getControlChecks()(operation?.requestBody['application/json'] ?? '');
  fc.assert(
    fc.property(someFault({ user: 'alice' }), (rule) => {
      expect(check(flattenFault(rule))).toBe(true);
    }),
  );
  const wrong = [{}, { effect: 'x' }, { effect: 'cut', bytes: -1 }, { effect: 'reset', nxt: 1 }];
  expect(wrong.map((one) => check(one))).toEqual([false, false, false, false]);
});

test('a world has a limited number of faults', async () => {
  for (let count = 0; count < 100; count += 1) await mock.addFault({ effect: 'reset', user: 'bob' });
  const reply = await mock.post({ effect: 'reset' });
  expect(detail(reply)).toBe('409 World "default" has reached its limit of 100 faults. Remove some first.');
  expect(await violations('addFault', reply)).toEqual([]);
});

test("a fault expires at its time in the world's clock", async () => {
  await mock.addFault({ effect: 'expired-token', expires_in: '5m' });
  expect(formatReply(await mock.ask(ownJob))).toBe(unauthorized);
  await sendRequest(`${world()}/clock`, { method: 'POST', body: 'advance=4m59s' });
  expect((await mock.ask(ownJob)).status).toBe(401);
  await sendRequest(`${world()}/clock`, { method: 'POST', body: 'advance=1s' });
  expect((await mock.ask(ownJob)).status).toBe(200);
});

test('faults of one world do not apply in another', async () => {
  await mock.addFault({ effect: 'expired-token' }, 'one');
  const answers = await Promise.all(
    ['alice-token~one', 'alice-token~two', 'alice-token'].map((token) => mock.ask(ownJob, token)),
  );
  expect(answers.map(({ status }) => status)).toEqual([401, 200, 200]);
});

test('a reset world has the faults of the command line again, and no others', async () => {
  const { rules } = readFaultFlags(['empty,operation=getStatus,next=1'], fixture, spec, getControlChecks());
  const faulted = await faultyMock({ faults: rules });
  await faulted.addFault({ effect: 'reset' });
  const readBody = async (token?: string) => (await faulted.ask(ownJob, token)).body;
  await sendRequest(`${faulted.url}/__mock__/api/worlds/default/reset`, { method: 'POST' });
  const seen = [
    await readBody(),
    await readBody(),
    await readBody('alice-token~other'),
    (await faulted.listFaults()).length,
  ];
  await faulted.stop();
  expect(seen).toEqual(['', queued.slice(4), '', 1]);
});
