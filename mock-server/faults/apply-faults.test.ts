// Single responses without a port: the faults that changed them, and their form.
import type { FaultEffect, FaultRule } from '../domain/fault.ts';
import { base, ownJob, ownJobId, queued } from '../testing/answers.ts';
import { type MockUnderTest, mockUnderTest, type MockRequest } from '../testing/mock-under-test.ts';
import { spec, start } from '../testing/shipped.ts';
import { findEffect } from './effects/index.ts';

const addFaults = ({ worlds }: MockUnderTest, effect: FaultEffect, others: Partial<FaultRule> = {}) => {
  const rule = {
    effect,
    where: {},
    when: { kind: 'always' },
    done: findEffect(effect.kind)?.isDone ?? true,
    ...others,
  } as const;
  void worlds.commit('default', { kind: 'add-fault', rule }, start);
};
/** One response that these faults changed. */
const askUnderFaults = async (
  effects: readonly FaultEffect[],
  line = `GET ${ownJob}`,
  sent: MockRequest = {},
) => {
  const mock = mockUnderTest();
  for (const effect of effects) addFaults(mock, effect);
  return mock.ask(line, sent);
};
const latency = (length: number): FaultEffect => ({
  kind: 'latency',
  latency: `${length}ms`,
});

test.each<[string, FaultEffect, number]>([
  ['an error', { kind: 'error', problem: 'serverError' }, 500],
  ['an expired token', { kind: 'expired-token' }, 401],
  ['maintenance', { kind: 'maintenance', status: 502 }, 502],
  ['a reset, which sends no response', { kind: 'reset' }, 0],
  ['an empty body', { kind: 'empty' }, 200],
  ['invalid JSON', { kind: 'invalid-json' }, 200],
  ['a drip', { kind: 'drip', rate: 5 }, 200],
  ['a cut', { kind: 'cut' }, 200],
  ['lateness', latency(5), 200],
  ['an unknown status', { kind: 'unknown-status' }, 200],
  ['an additional field', { kind: 'extra-field' }, 200],
  ['a null', { kind: 'null-field' }, 200],
  ['a mutant', { kind: 'mutant', mutant: 'capital-status' }, 200],
])('%s is entered in the journal with the id of the fault', async (_, effect, want) => {
  const { status, faults } = await askUnderFaults([effect]);
  expect([status, faults]).toEqual([want, ['fault-1']]);
});

test('latencies add up to at most a minute; the shortest cut and the slowest drip win', async () => {
  const ways: readonly FaultEffect[] = [
    latency(40_000),
    latency(500),
    { kind: 'cut', bytes: 50 },
    { kind: 'cut', bytes: 7 },
    { kind: 'drip', rate: 9 },
    { kind: 'drip', rate: 3 },
  ];
  const { delivery, faults } = await askUnderFaults(ways);
  expect([delivery, faults.length]).toEqual([{ delay: 40_500, cutAt: 7, rate: 3 }, 6]);
  expect((await askUnderFaults([latency(40_000), latency(40_000)])).delivery).toEqual({ delay: 60_000 });
});

test('a reset response is neither cut nor throttled, but can be delayed', async () => {
  const { delivery, faults } = await askUnderFaults([
    { kind: 'cut' },
    { kind: 'drip', rate: 1 },
    { kind: 'reset' },
    latency(9),
  ]);
  expect([delivery, faults]).toEqual([{ delay: 9, reset: true }, ['fault-3', 'fault-4']]);
});

test('the first of several replacements applies', async () => {
  const error: FaultEffect = { kind: 'error', problem: 'noSuchJob' };
  const page: FaultEffect = { kind: 'maintenance', status: 503 };
  expect((await askUnderFaults([error, page])).faults).toEqual(['fault-1']);
  expect((await askUnderFaults([page, error, { kind: 'reset' }])).faults).toEqual(['fault-1']);
  expect((await askUnderFaults([error, page], `GET ${base}/nothing/`)).faults).toEqual(['fault-2']);
});

test('the effect expired-token has no effect on a rejected token', async () => {
  for (const token of [null, 'nobody-token', 'expired-token', 'dave-token'])
    expect(await askUnderFaults([{ kind: 'expired-token' }], `GET ${ownJob}`, { token })).toMatchObject({
      status: 401,
      faults: [],
    });
});

test('a token that expires after the request took effect is still rejected', async () => {
  const mock = mockUnderTest();
  addFaults(mock, { kind: 'expired-token' }, { done: true, where: { operation: 'submitEnrichment' } });
  const sent = { token: 'carol-token', body: { records: [{ first_name: 'Ada' }] } };
  expect((await mock.ask(`POST ${base}/submit/`, sent)).status).toBe(401);
  expect(JSON.parse((await mock.ask(`GET ${base}/status/`, { token: 'carol-token' })).body)).toHaveLength(1);
});

test('neither drills nor mutants apply to a replacement', async () => {
  const effects: readonly FaultEffect[] = [
    { kind: 'mutant', mutant: 'capital-status' },
    { kind: 'extra-field' },
    { kind: 'error', problem: 'noSuchJob' },
  ];
  expect(await askUnderFaults(effects)).toMatchObject({
    line: '404 {"detail":"Not found."}',
    faults: ['fault-3'],
  });
});

test('an indented body stays indented', async () => {
  const headers = { accept: 'application/json; indent=2' };
  const { body } = await askUnderFaults([{ kind: 'extra-field' }], `GET ${ownJob}`, { headers });
  expect(body).toBe(
    JSON.stringify({ ...(JSON.parse(queued.slice(4)) as object), priority: 'normal' }, undefined, 2),
  );
});

test.each<[FaultEffect, string]>([
  [{ kind: 'extra-field' }, '161'],
  [{ kind: 'invalid-json' }, '140'],
  [{ kind: 'mutant', mutant: 'capital-status' }, '141'],
  [{ kind: 'error', problem: 'noSuchJob' }, '23'],
])('HEAD has the headers of GET with %j, and no body', async (effect, length) => {
  const { body, headers, faults } = await askUnderFaults([effect], `HEAD ${ownJob}`);
  expect([body, headers['content-length'], faults]).toEqual(['', length, ['fault-1']]);
});

test.each(['cut', 'drip', 'empty'])('%s has no effect on the response to HEAD', async (kind) => {
  const effect = (kind === 'drip' ? { kind, rate: 1 } : { kind }) as FaultEffect;
  const alone = await askUnderFaults([effect], `HEAD ${ownJob}`);
  expect([alone.faults, alone.delivery]).toEqual([[], undefined]);
  const { faults, delivery } = await askUnderFaults(
    [effect, { kind: 'mutant', mutant: 'capital-status' }],
    `HEAD ${ownJob}`,
  );
  expect([faults, delivery]).toEqual([['fault-2'], undefined]);
});

test('an HTML page is not treated as JSON', async () => {
  const headers = { accept: 'text/html' };
  const effects: readonly FaultEffect[] = [{ kind: 'invalid-json' }, { kind: 'unknown-status' }];
  const mock = mockUnderTest({ readings: { renderers: 'browsable' } });
  for (const effect of effects) addFaults(mock, effect);
  expect((await mock.ask(`GET ${ownJob}`, { headers })).faults).toEqual([]);
});

test('every field except the id becomes null at some time, and every job of a list is drilled', async () => {
  const mock = mockUnderTest();
  addFaults(mock, { kind: 'null-field' }, { where: { operation: 'getStatus' } });
  addFaults(mock, { kind: 'unknown-status' }, { where: { operation: 'listStatuses' } });
  const nulls = new Set<string>();
  const odd = new Set<number>();
  for (let times = 0; times < 60; times += 1) {
    const one = JSON.parse((await mock.ask(`GET ${ownJob}`)).body) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(one)) if (value === null) nulls.add(name);
    const token = 'bob-token';
    const list = JSON.parse((await mock.ask(`GET ${base}/status/`, { token })).body) as { status: string }[];
    for (const [index, { status }] of list.entries()) if (status === 'archived') odd.add(index);
  }
  expect([...nulls].toSorted()).toEqual(['status', 'submitted_at', 'updated_at']);
  expect(odd.size).toBe(4);
});

test.each(['bare-array', 'page-number', 'total-pages'])(
  'a list as %s is drilled inside',
  async (envelope) => {
    const mock = mockUnderTest({ readings: { 'list-envelope': envelope } });
    addFaults(mock, { kind: 'unknown-status' });
    const { body, faults } = await mock.ask(`GET ${base}/status/`);
    expect([body.split('"archived"').length, faults]).toEqual([2, ['fault-1']]);
  },
);

test('a page of results gets nulls only in fields that are never null', async () => {
  const mock = mockUnderTest();
  addFaults(mock, { kind: 'null-field' });
  mock.wait(7200);
  const seen = new Set<string>();
  for (let times = 0; times < 40; times += 1) {
    const { body } = await mock.ask(`GET ${base}/result/${ownJobId}/?page_size=2`);
    const page = JSON.parse(body) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(page)) if (value === null) seen.add(name);
  }
  expect([...seen].toSorted()).toEqual(['data', 'page', 'page_size', 'total_records']);
  expect(spec.lifeCycle.apiStatuses).not.toContain('archived');
});

test('the error for missing credits contains plausible numbers', async () => {
  const { body } = await askUnderFaults([{ kind: 'error', problem: 'paymentRequired' }]);
  const { required, balance } = JSON.parse(body) as { required: number; balance: number };
  expect(required).toBeGreaterThan(balance);
});
