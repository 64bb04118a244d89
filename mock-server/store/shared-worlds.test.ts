// Several processes on one store: what one of them does, all see at once, at one time.
import { duration, instant } from '../../time/time.ts';
import type { World } from '../domain/world.ts';
import { type EngineUnderTest, engineUnderTest } from '../testing/engine-under-test.ts';
import { createPeople } from '../testing/people.ts';
import { start } from '../testing/shipped.ts';
import { createSharedMemory } from './testing/shared-memory.ts';

const submit = 'POST /api/v1/enrichment/submit/';
const list = 'GET /api/v1/enrichment/status/';

/** Mocks on one store, each with a wrong clock. */
function startProcesses({ count = 2, idle = duration(864_000_000) } = {}) {
  let now = start;
  const shared = createSharedMemory<World>(() => now, idle);
  const processes = Array.from({ length: count }, (_any, index) =>
    engineUnderTest(
      { store: shared.connect(), process: `${index}-`, idle },
      instant(start + (index - 1) * 86_400_000),
    ),
  );
  const wait = (length: number): void => {
    now = instant(now + length);
  };
  return { shared, processes: processes as [EngineUnderTest, EngineUnderTest], wait };
}

const getStatus = (answer: string): number => Number(answer.split('\n')[0]);
const getBody = (answer: string): unknown => JSON.parse(answer.split('\n').at(-1) ?? '');
const getJob = (answer: string): string => (getBody(answer) as { readonly job_id: string }).job_id;

test('a job that one process accepted is there in the others at once, with the same words', async () => {
  const { processes, wait } = startProcesses();
  const [first, second] = processes;
  const job = getJob(await first.ask(submit, 'alice-token', createPeople(2)));
  for (const length of [0, 90_000, 3_600_000]) {
    wait(length);
    const answers = await Promise.all(
      processes.map(async ({ ask }) => ask(`GET /api/v1/enrichment/status/${job}/`, 'alice-token')),
    );
    expect(answers[0]).toContain(job);
    expect(answers[1]).toBe(answers[0]);
  }
  expect(await second.ask(list, 'alice-token')).toBe(await first.ask(list, 'alice-token'));
});

test('jobs move with the clock of the store, whatever the clocks of the processes', async () => {
  const { processes, wait } = startProcesses();
  const [first, second] = processes;
  const job = getJob(await first.ask(submit, 'alice-token', createPeople(2)));
  second.wait(duration(864_000_000));
  const read = async ({ ask }: EngineUnderTest) =>
    (getBody(await ask(`GET /api/v1/enrichment/status/${job}/`, 'alice-token')) as { status: string }).status;
  expect(await read(second)).toBe(await read(first));
  wait(86_400_000);
  expect([await read(first), await read(second)]).toEqual(['completed', 'completed']);
});

test('a world that both begin at the same time begins once', async () => {
  const { processes } = startProcesses();
  const answers = await Promise.all(
    processes.map(async ({ ask }) => ask(submit, 'alice-token~both', createPeople(1))),
  );
  expect(answers.map(getStatus)).toEqual([201, 201]);
  const [jobs, others] = await Promise.all(processes.map(async ({ ask }) => ask(list, 'alice-token~both')));
  expect(others).toBe(jobs);
  for (const answer of answers) expect(jobs).toContain(getJob(answer));
});

test('credits are spent once, although all processes get a submission at the same time', async () => {
  const { processes } = startProcesses({ count: 3 });
  const [first] = processes;
  const answers = await Promise.all(
    Array.from({ length: 30 }, async (_any, index) =>
      (processes[index % 3] ?? first).ask(submit, 'alice-token~shop', createPeople(60)),
    ),
  );
  const accepted = answers.filter((answer) => getStatus(answer) === 201).length;
  const { jobs } = { jobs: new Set(answers.filter((one) => getStatus(one) === 201).map(getJob)) };
  expect(jobs.size).toBe(accepted);
  const balances = await Promise.all(
    processes.map(async ({ control }) => (await control('GET', '/worlds/shop/users'))[1]),
  );
  expect(balances[1]).toEqual(balances[0]);
  expect(balances[2]).toEqual(balances[0]);
});

test('a world that one process removed is gone for the others, and begins again', async () => {
  const { processes } = startProcesses();
  const [first, second] = processes;
  const job = getJob(await first.ask(submit, 'alice-token~shop', createPeople(1)));
  expect(getStatus(await second.ask(`GET /api/v1/enrichment/status/${job}/`, 'alice-token~shop'))).toBe(200);
  await first.control('DELETE', '/worlds/shop');
  expect(getStatus(await second.ask(`GET /api/v1/enrichment/status/${job}/`, 'alice-token~shop'))).toBe(404);
  // Again as many entries as before, so that the positions alone do not tell the two worlds apart.
  await first.control('DELETE', '/worlds/shop');
  const other = getJob(await first.ask(submit, 'bob-token~shop', createPeople(1)));
  expect(getStatus(await second.ask(`GET /api/v1/enrichment/status/${other}/`, 'bob-token~shop'))).toBe(200);
});

test('a world that nobody uses goes, in every process', async () => {
  const { processes, wait } = startProcesses({ idle: duration(3_600_000) });
  const [first, second] = processes;
  const job = getJob(await first.ask(submit, 'alice-token~shop', createPeople(1)));
  await second.ask(list, 'alice-token~shop');
  wait(3_600_001);
  for (const { ask } of processes)
    expect(getStatus(await ask(`GET /api/v1/enrichment/status/${job}/`, 'alice-token~shop'))).toBe(404);
});

test('the control API of every process shows and changes the same world', async () => {
  const { processes } = startProcesses();
  const [first, second] = processes;
  await first.control('POST', '/worlds/shop/clock', { frozen: true, advance: '2h' });
  await second.control('POST', '/worlds/shop/snapshots', { name: 'early' });
  await second.control('POST', '/worlds/shop/faults', { effect: 'error', problem: 'serverError', next: 1 });
  expect(await first.control('GET', '/worlds/shop/clock')).toEqual(
    await second.control('GET', '/worlds/shop/clock'),
  );
  expect(await first.control('GET', '/worlds/shop/snapshots')).toEqual(
    await second.control('GET', '/worlds/shop/snapshots'),
  );
  const answers = await Promise.all(processes.map(async ({ ask }) => ask(list, 'alice-token~shop')));
  expect(answers.map(getStatus).toSorted((a, b) => a - b)).toEqual([200, 500]);
  expect((await first.control('GET', '/worlds'))[1]).toEqual(['shop']);
  expect((await second.control('GET', '/health'))[1]).toMatchObject({ worlds: 1 });
});

test('while the store is down nothing is done, and everything is as before when it is up again', async () => {
  const { shared, processes } = startProcesses();
  const [first, second] = processes;
  const before = await first.ask(list, 'alice-token~shop');
  shared.breakDown(true);
  expect(getStatus(await second.ask(submit, 'alice-token~shop', createPeople(1)))).toBe(503);
  expect((await first.control('POST', '/worlds/shop/clock', { advance: '1h' }))[0]).toBe(503);
  shared.breakDown(false);
  expect(await second.ask(list, 'alice-token~shop')).toBe(before);
});

test('with a fault that could undo it, the response is that to what a submission came to, not to its preview', async () => {
  const { processes } = startProcesses();
  const [first] = processes;
  // It matches submissions, and touches none of their responses.
  await first.control('POST', '/worlds/shop/faults', {
    effect: 'mutant',
    mutant: 'lists-foreign-jobs',
    done: false,
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_any, index) =>
      (processes[index % 2] ?? first).ask(submit, 'alice-token~shop', createPeople(1)),
    ),
  );
  expect(answers.map(getStatus)).toEqual(answers.map(() => 201));
  expect(new Set(answers.map(getJob)).size).toBe(answers.length);
});

test('a quota holds for all processes together', async () => {
  const { processes } = startProcesses();
  const [first] = processes;
  const limited = first.engine.worlds.fixture.users.find(({ quota = 0 }) => quota > 0);
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_any, index) =>
      (processes[index % 2] ?? first).ask(submit, `${limited?.token ?? ''}~shop`, createPeople(1)),
    ),
  );
  expect(answers.filter((answer) => getStatus(answer) === 201)).toHaveLength(limited?.quota ?? 0);
  expect(answers.find((answer) => getStatus(answer) === 429)).toMatch(
    /Retry-After: \d+[^]*Request was throttled/i,
  );
});
