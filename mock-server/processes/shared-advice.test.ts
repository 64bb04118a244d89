// The coach's advice on a client whose requests a load balancer spreads over processes with one store.
import type { components } from '../../openapi/generated/control.ts';
import { createSharedEngines, type SharedEngines } from '../testing/shared-engines.ts';
import { duration } from '../../time/time.ts';
import { type EngineUnderTest, engineUnderTest } from '../testing/engine-under-test.ts';
import { start } from '../testing/shipped.ts';

type Advice = components['schemas']['Advice'];

const base = '/api/v1/enrichment';

let shared: SharedEngines;
let turn = 0;
beforeEach(() => {
  shared = createSharedEngines([0, 3_600_000, -7000]);
  turn = 0;
});

/** Sends a request to the next process, as a load balancer does. */
const send = async (line: string, body?: unknown) => {
  turn += 1;
  const engine = shared.engines.at(turn % Math.min(3, shared.engines.length)) as EngineUnderTest;
  return engine.ask(line, 'carol-token', body);
};
const submit = async (): Promise<string> => {
  const reply = await send(`POST ${base}/submit/`, { records: [{ company_name: 'scenario:small' }] });
  return (JSON.parse(reply.split('\n').at(-1) ?? '') as { job_id: string }).job_id;
};
const pollToTheEnd = async (job: string, seconds: number) => {
  for (let count = 0; count < 60; count += 1) {
    await shared.pass(seconds * 1000);
    if (/"completed"/.test(await send(`GET ${base}/status/${job}/`))) return;
  }
};
const listAdvice = async ({ control }: EngineUnderTest) =>
  (await control('GET', '/worlds/default/advice'))[1] as readonly Advice[];
const listIds = async (engine: EngineUnderTest) => (await listAdvice(engine)).map(({ id }) => id);

test('a client that polls too fast is advised, although each process sees it seldom', async () => {
  const job = await submit();
  for (let count = 0; count < 30; count += 1) {
    await shared.pass(1000);
    await send(`GET ${base}/status/${job}/`);
  }
  for (const engine of shared.engines) expect(await listIds(engine)).toContain('too-fast');
  // One that began later knows by the others that nothing is missing.
  expect(await listIds(shared.add())).toContain('too-fast');
  const [advice] = await listAdvice(shared.engines[0] as EngineUnderTest);
  expect(advice?.seen).toContain('was polled every 1 s on average');
  const [, world] = await (shared.engines[1] as EngineUnderTest).control('GET', '/worlds/default');
  expect(world).toMatchObject({ advice: { warning: 1 } });
});

test('a client that does everything right is not accused, although no process has seen all of it', async () => {
  const job = await submit();
  await pollToTheEnd(job, 20);
  await send(`GET ${base}/result/${job}/`);
  await shared.pass(3_600_000);
  for (const engine of shared.engines) expect(await listIds(engine)).toEqual([]);
});

test('results that are not fetched are noticed', async () => {
  await pollToTheEnd(await submit(), 20);
  await shared.pass(3_600_000);
  for (const engine of shared.engines) expect(await listIds(engine)).toEqual(['results-not-fetched']);
});

test('what a process took with it when it stopped accuses nobody', async () => {
  const [first, second, third] = shared.engines as [EngineUnderTest, EngineUnderTest, EngineUnderTest];
  const job = await submit();
  await pollToTheEnd(job, 20);
  // Only this process knows that the results were fetched.
  await third.ask(`GET ${base}/result/${job}/`, 'carol-token');
  third.engine.leave();
  await shared.pass(3_600_000);
  expect([await listIds(first), await listIds(second)]).toEqual([[], []]);
  // Nor does one that began later, and knows of it only by the others.
  expect(await listIds(shared.add())).toEqual([]);
});

test('while a process does not answer, the advice is that of before', async () => {
  const [first, , third] = shared.engines as [EngineUnderTest, EngineUnderTest, EngineUnderTest];
  const job = await submit();
  await pollToTheEnd(job, 20);
  expect(await listIds(first)).toEqual([]);
  await third.ask(`GET ${base}/result/${job}/`, 'carol-token');
  shared.cut(third);
  await shared.pass(3_600_000);
  const asked = first.engine.control({
    method: 'GET',
    target: '/__mock__/api/worlds/default/advice',
    body: '',
  });
  expect(await shared.passUntil(asked)).toMatchObject({ missing: 1, body: [] });
  expect(await shared.passUntil(listIds(first))).toEqual([]);
});

test('a process that was killed before another began is missed by it too', async () => {
  const third = shared.engines[2] as EngineUnderTest;
  const job = await submit();
  await pollToTheEnd(job, 20);
  await third.ask(`GET ${base}/result/${job}/`, 'carol-token');
  shared.cut(third);
  await shared.pass(3_600_000);
  const { engine } = shared.add();
  const ask = async () =>
    engine.control({ method: 'GET', target: '/__mock__/api/worlds/default/advice', body: '' });
  // Whether the others have noticed it yet or not.
  expect(await shared.passUntil(ask())).toMatchObject({ body: [] });
  expect(await shared.passUntil(ask())).toMatchObject({ missing: 0, body: [] });
});

/** What a careless client does: it polls too fast, asks for results too early, goes on after the end, and never fetches them. */
const beCareless = async () => {
  const job = await submit();
  for (let count = 0; count < 130; count += 1) {
    await shared.pass(1000);
    await send(`GET ${base}/${count % 7 === 3 ? 'result' : 'status'}/${job}/`);
  }
  await shared.pass(3_600_000);
  await send(`GET ${base}/status/`);
  await shared.pass(1000);
  await shared.pass(1000);
};
/** A mock that shares its store with no other. */
const createOneEngine = () => {
  const said: string[] = [];
  const engine = engineUnderTest({}, start, undefined, (sentence) => void said.push(sentence));
  return {
    ...shared,
    engine,
    engines: [engine],
    said,
    pass: async (length: number) => engine.wait(duration(length)),
  };
};
const withoutNumbers = (advice: readonly Advice[]) =>
  advice.map(({ entries, ...rest }) => [entries.length, rest]);

const hideJobs = (text: string) => text.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'JOB');

test('the advice, and what is said of it, is that of one process that saw all requests', async () => {
  await beCareless();
  const advice = await Promise.all(shared.engines.map(listAdvice));
  const { said } = shared;
  const one = createOneEngine();
  shared = one;
  await beCareless();
  const alone = await listAdvice(one.engine);
  expect(alone).toHaveLength(3);
  const show = (some: readonly Advice[]) => hideJobs(JSON.stringify(withoutNumbers(some), undefined, 1));
  for (const some of advice) expect(show(some)).toBe(show(alone));
  expect(said.map(hideJobs)).toEqual(one.said.map(hideJobs));
  expect(said.length).toBeGreaterThanOrEqual(alone.length);
});

test('advice stays, and is said once, whichever processes come and end', async () => {
  const job = await submit();
  const poll = async (count: number) => {
    for (let sent = 0; sent < count; sent += 1) {
      await shared.pass(1000);
      await send(`GET ${base}/status/${job}/`);
    }
    await shared.pass(1000);
  };
  const listSaid = () => shared.said.filter((sentence) => sentence.includes('(too-fast)'));
  await poll(20);
  const [first, second] = shared.engines as [EngineUnderTest, EngineUnderTest];
  expect(listSaid()).toHaveLength(1);
  for (const engine of [shared.add(), shared.add(), first, second]) {
    engine.engine.leave();
    await poll(20);
  }
  expect(listSaid()).toHaveLength(1);
  expect(await shared.passUntil(listIds(shared.engines[2] as EngineUnderTest))).toContain('too-fast');
});

test('advice stays when the process that gave it is killed', async () => {
  const job = await submit();
  for (let count = 0; count < 20; count += 1) {
    await shared.pass(1000);
    await send(`GET ${base}/status/${job}/`);
  }
  await shared.pass(1000);
  const before = await listAdvice(shared.engines[0] as EngineUnderTest);
  for (const killed of shared.engines) {
    const others = shared.engines.filter((engine) => engine !== killed);
    shared.cut(killed);
    for (const one of others) expect(await shared.passUntil(listAdvice(one))).toEqual(before);
    shared.cut(killed, false);
    await send(`GET ${base}/status/${job}/`);
    await shared.pass(6000);
  }
});

test('advice that is dismissed at one process is dismissed at all', async () => {
  await pollToTheEnd(await submit(), 20);
  await shared.pass(3_600_000);
  const [first, second, third] = shared.engines as [EngineUnderTest, EngineUnderTest, EngineUnderTest];
  expect(await listIds(first)).toHaveLength(1);
  await second.control('DELETE', '/worlds/default/advice');
  for (const engine of [first, second, third]) expect(await listIds(engine)).toEqual([]);
});

test.each([
  ['reset', async ({ control }: EngineUnderTest) => control('POST', '/worlds/default/reset', {})],
  ['deleted', async ({ control }: EngineUnderTest) => control('DELETE', '/worlds/default')],
])('when the world is %s, the advice is gone', async (_, act) => {
  await pollToTheEnd(await submit(), 20);
  await shared.pass(3_600_000);
  const [first, second] = shared.engines as [EngineUnderTest, EngineUnderTest];
  expect(await listIds(first)).toHaveLength(1);
  await act(second);
  for (const engine of shared.engines) expect(await listIds(engine)).toEqual([]);
});
