// An exported and restored world is the same world: whatever happened in it, now and later.
import fc from 'fast-check';

import { duration, parseInstant } from '../../time/time.ts';
import { readWorld } from '../fixtures/read-world.ts';
import { readWorldLink } from '../fixtures/world-link.ts';
import type { Beginning } from '../domain/history.ts';
import { getJobs } from '../domain/world.ts';
import { type EngineUnderTest, engineUnderTest } from '../testing/engine-under-test.ts';
import { fixture, lifeCycle } from '../testing/shipped.ts';

/** Random in each run; `SEED=n make unit ARGS=export` repeats a run. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const tokens = ['alice-token', 'bob-token', 'carol-token', 'test-token'];
const submit = 'POST /api/v1/enrichment/submit/';
const record = (scenario: string, name: string | null) => ({
  first_name: name,
  last_name: 'Lovelace',
  company_name: scenario,
});

type Act = (mock: EngineUnderTest) => Promise<unknown>;
const submits = fc
  .tuple(
    fc.constantFrom(...tokens),
    fc.constantFrom(...Object.keys(fixture.scenarios).map((name) => `scenario:${name}`), 'Engines'),
    fc.array(fc.option(fc.string({ unit: 'binary', maxLength: 12 })), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('contact', 'account'),
  )
  .map(([token, scenario, names, category]): Act => {
    const records = names.map((name) => record(scenario, name));
    const criteria = category === 'account' ? { criteria: { max_contacts: 2, job_titles: ['CEO'] } } : {};
    return ({ ask }) => ask(submit, token, { records, category, ...criteria });
  });
const orders = fc.tuple(fc.constantFrom(...tokens), fc.nat(30), fc.constantFrom('pause', 'resume')).map(
  ([token, index, action]): Act =>
    async ({ ask, engine }) => {
      const job = getJobs(getWorld(engine))[index]?.id ?? '';
      return ask('POST /api/v1/enrichment-control/', token, { csv_file_id: job, action });
    },
);
/** Actions that only the control API offers. */
const fromBehind = fc
  .tuple(
    fc.nat(30),
    fc.constantFrom('force', 'fail', 'pause', 'delete', 'undelete'),
    fc.constantFrom(...lifeCycle.internalStatuses),
    fc.boolean(),
  )
  .map(
    ([index, kind, status, stays]): Act =>
      async ({ engine, wait, control }) => {
        const job = getJobs(getWorld(engine))[index]?.id;
        wait(duration(1));
        if (job === undefined) return;
        const path = `/worlds/default/jobs/${job}`;
        if (kind === 'delete' || kind === 'undelete') await control('DELETE', path);
        if (kind === 'undelete') await control('POST', `${path}/undelete`);
        if (kind === 'pause') await control('POST', `${path}/pause`);
        if (kind === 'fail') await control('POST', `${path}/fail`, { reason: 'A reason: "why" # it failed' });
        if (kind === 'force')
          await control('POST', `${path}/status`, { internal_status: status, anyway: true, stays });
      },
  );

const waits = fc.integer({ min: 1, max: 200_000 }).map(
  (length): Act =>
    async ({ wait }) =>
      wait(duration(length)),
);
const speeds = fc.constantFrom({ speed: 60 }, { frozen: true }, { frozen: false }, { advance: '1h1ms' }).map(
  (change): Act =>
    ({ control }) =>
      control('POST', '/worlds/default/clock', change),
);
const lives = fc.array(fc.oneof(submits, orders, fromBehind, waits, speeds), { maxLength: 12 });

function getWorld({ worlds }: EngineUnderTest['engine']) {
  const [one] = worlds.all();
  if (one === undefined) throw new Error('There is no world.');
  return one;
}

/** All that the users can see of their world. */
async function seen({ ask, control, engine }: EngineUnderTest): Promise<readonly unknown[]> {
  const answers: unknown[] = [await control('GET', '/worlds/default/users')];
  for (const token of tokens) {
    answers.push(await ask('GET /api/v1/enrichment/status/', token));
    for (const { id } of getJobs(getWorld(engine)).slice(0, 4)) {
      answers.push(await ask(`GET /api/v1/enrichment/status/${id}/`, token));
      answers.push(await ask(`GET /api/v1/enrichment/result/${id}/`, token));
    }
  }
  return answers;
}

async function exported({ control }: EngineUnderTest): Promise<string> {
  const [, text] = await control('GET', '/worlds/default/export');
  return String(text);
}

const parseBeginning = (text: string): Beginning => readWorld(text, 'file', fixture.scenarios, lifeCycle);

/** Applies the same steps to both, and compares the responses after each. */
async function expectAlike(one: EngineUnderTest, other: EngineUnderTest, ahead: readonly number[]) {
  expect(await seen(other)).toEqual(await seen(one));
  for (const minutes of ahead) {
    for (const mock of [one, other]) {
      await mock.control('POST', '/worlds/default/clock', { advance: `${minutes}m` });
      for (const token of tokens)
        await mock.ask(submit, token, { records: [record('scenario:pauses', 'Ada')] });
    }
    expect(await seen(other)).toEqual(await seen(one));
  }
}

test(`a mock that starts with an exported world and a world restored from it send the same bytes (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(lives, fc.array(fc.nat(90), { maxLength: 2 }), async (life, ahead) => {
      const first = engineUnderTest();
      for (const act of life) await act(first);
      await first.control('POST', '/worlds/default/clock', { frozen: true });
      const text = await exported(first);
      const second = engineUnderTest({ ...parseBeginning(text), frozen: true });
      expect(await exported(second)).toBe(text);
      const third = engineUnderTest({ frozen: true });
      expect((await third.control('POST', '/worlds/default/restore', { file: text }))[0]).toBe(200);
      expect(await exported(third)).toBe(text);
      await expectAlike(first, second, ahead);
    }),
    { seed, numRuns: 10 },
  );
});

const faults = fc
  .record({
    effect: fc.constantFrom('empty', 'reset'),
    user: fc.constantFrom('alice', 'bob'),
    every: fc.integer({ min: 1, max: 3 }),
    operation: fc.constantFrom('getStatus', 'getResults'),
  })
  .map(
    (fault): Act =>
      ({ control }) =>
        control('POST', '/worlds/default/faults', fault),
  );

const polls = fc.nat(10).map(
  (index): Act =>
    ({ ask, engine }) =>
      ask(`GET /api/v1/enrichment/status/${getJobs(getWorld(engine))[index]?.id ?? ''}/`, 'alice-token'),
);

test(`a mock that starts with a link and a world restored from it send the same bytes (seed ${seed})`, async () => {
  const linked = fc.array(fc.oneof(submits, orders, fromBehind, waits, speeds, faults, polls), {
    maxLength: 15,
  });
  await fc.assert(
    fc.asyncProperty(linked, fc.array(fc.nat(90), { maxLength: 2 }), async (life, ahead) => {
      const first = engineUnderTest();
      for (const act of life) await act(first);
      const link = String((await first.control('GET', '/worlds/default/link'))[1]);
      const { clock, ...from } = readWorldLink(link, fixture.scenarios, lifeCycle);
      const second = engineUnderTest({ ...from, ...clock });
      const third = engineUnderTest();
      await third.control('POST', '/worlds/default/restore', { link: `https://example.org/#${link}` });
      for (const other of [second, third])
        expect(await other.control('GET', '/worlds/default/link')).toEqual([200, link]);
      for (const mock of [first, second, third]) mock.wait(duration(1500));
      const [own, ...others] = await Promise.all([first, second, third].map(seen));
      for (const other of others) expect(other).toEqual(own);
      await expectAlike(second, third, ahead);

      await first.control('POST', '/worlds/default/clock', { frozen: true, advance: '1s' });
      const [, file] = await first.control('GET', '/worlds/default/log');
      const fourth = engineUnderTest();
      expect(await fourth.control('POST', '/worlds/default/restore', { file })).toMatchObject([200, {}]);
      const links = [first, fourth].map(({ control }) => control('GET', '/worlds/default/link'));
      expect(await links[1]).toEqual(await links[0]);
    }),
    { seed, numRuns: 6 },
  );
});

/** How long ago everything was that happened to its jobs. */
function ages({ engine }: EngineUnderTest) {
  const world = getWorld(engine);
  return getJobs(world).map(({ id, submittedAt, interventions }) => [
    id,
    world.clock.world - submittedAt,
    interventions.map((done) => world.clock.world - done.at),
  ]);
}

test(`in a world imported at another time, all jobs have the same age (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(lives, fc.integer({ min: -1e9, max: 1e9 }), async (life, seconds) => {
      const first = engineUnderTest();
      for (const act of life) await act(first);
      await first.control('POST', '/worlds/default/clock', { frozen: true });
      const from = parseBeginning(await exported(first));
      const moved = (from.history?.now ?? 0) + seconds * 1000;
      const at = parseInstant(new Date(moved).toISOString());
      if (at === undefined) throw new Error('There is no such time.');
      const second = engineUnderTest({ ...from, start: at, frozen: true });
      expect(ages(second)).toEqual(ages(first));
    }),
    { seed, numRuns: 10 },
  );
});
