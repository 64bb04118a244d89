import type { ClientRun } from '../life/client.ts';
import { get } from 'node:http';
import { setTimeout as waitReally } from 'node:timers/promises';

import { createPlayer } from './create-player.ts';
import { askStatus, type Job, patient, sleep } from './testing/clients.ts';
import { createPlan, play, takes } from './testing/plays.ts';

test('a client follows a job to its end and gets its results, in no real time', async () => {
  const life = await play(patient, { jobs: [takes(60)] });
  expect(life.endedBy).toBe('client');
  expect(life.endings).toEqual([{ kind: 'returned', at: 60_700, status: 'completed' }]);
  expect(life.jobs[0]?.statuses.map(({ at, status }) => `${at / 1000} ${status}`)).toEqual([
    '0 queued',
    '1 queued',
    '59 in-progress',
    '60 completed',
    '61 completed',
  ]);
  expect(life.requests).toHaveLength(14);
  expect(life.requests.at(-1)).toMatchObject({
    operation: 'getResults',
    job: 0,
    status: 200,
    outcome: 'response',
  });
  expect(life.reports.at(-1)).toMatchObject({
    run: 0,
    status: 'completed',
    updatedAt: '2026-05-06T14:24:11Z',
  });
  expect(life.results).toEqual([{ at: 60_700, run: 0, jobs: [0], rows: 3 }]);
  expect(life.endedAt).toBe(60_700 + 600_000);
});

test('the same plan gives the same life, to the letter', async () => {
  const plan = createPlan({
    jobs: [{ scenario: 'anything-goes', rows: 120 }, takes(20)],
    latencies: [30, 900, 5, 2000],
    sleeps: [{ at: 9000, length: 60_000 }],
    faults: [
      { at: 0, fault: { effect: 'reset', probability: 0.3 } },
      { at: 7000, fault: { effect: 'error', problem: 'tooManyRequests', retry_after: 20, next: 2 } },
    ],
  });
  const player = createPlayer(patient);
  const [first, second] = [await player.play(plan), await player.play(plan)];
  const other = await createPlayer(patient).play(plan);
  expect(JSON.stringify(second.life)).toBe(JSON.stringify(first.life));
  expect(JSON.stringify(other.life)).toBe(JSON.stringify(first.life));
});

test('when the page is left, the life goes on for ten minutes', async () => {
  const life = await play(
    async (run) => {
      for (;;) {
        await sleep(60_000);
        await askStatus(run, {});
      }
    },
    { unmountAt: 90_000 },
  );
  expect([life.unmountedAt, life.endedAt, life.endedBy]).toEqual([90_000, 690_000, 'client']);
  expect(life.requests).toHaveLength(11);
  expect(life.leakedTimers).toMatchObject([{ kind: 'timeout', delay: 60_000 }]);
});

test('a client that can turns to the second job; another one is unmounted', async () => {
  const plan = { jobs: [takes(60), takes(30)], switchAt: 7000 };
  const able = await play(async (run) => {
    let { jobId } = run;
    run.onSwitch((next) => {
      jobId = next;
    });
    for (let status = ''; status !== 'completed'; await sleep(5000)) {
      const job = (await (await askStatus({ ...run, jobId })).json()) as Job;
      run.onStatus(job);
      ({ status } = job);
    }
  }, plan);
  expect([able.switchedAt, able.unmountedAt, able.endings.length]).toEqual([7000, undefined, 1]);
  expect([...new Set(able.requests.map(({ job }) => job))]).toEqual([0, 1]);
  const unable = await play(patient, plan);
  expect([unable.switchedAt, unable.unmountedAt]).toEqual([undefined, 7000]);
});

test('a report in the millisecond of the switch says which job the client followed', async () => {
  const life = await play(
    async (run) => {
      run.onStatus('before');
      run.onSwitch(() => run.onStatus('after'));
      await sleep(60_000);
    },
    { jobs: [takes(60), takes(30)], switchAt: 0 },
  );
  expect(life.reports).toEqual([
    { at: 0, run: 0, followed: 0, status: 'before' },
    { at: 0, run: 0, followed: 1, status: 'after' },
  ]);
});

test('chance is the same in each life, and that of the program afterwards', async () => {
  const before = Math.random;
  const drawn: number[][] = [];
  for (const life of [0, 1])
    await play(async () => {
      drawn[life] = [Math.random(), Math.random()];
    });
  expect(drawn[0]).toEqual(drawn[1]);
  expect(new Set(drawn.flat()).size).toBe(2);
  expect(Math.random).toBe(before);
});

test('headers of a page that keeps the case of their names arrive', async () => {
  const { prototype } = Headers;
  const own = Object.getOwnPropertyDescriptor(prototype, Symbol.iterator) ?? {};
  Object.defineProperty(prototype, Symbol.iterator, {
    ...own,
    *value(this: Headers) {
      for (const [name, value] of this.entries()) yield [name.toUpperCase(), value];
    },
  });
  try {
    const life = await play(async (run) => askStatus(run, {}));
    expect(life.requests.map(({ status }) => status)).toEqual([200]);
  } finally {
    Object.defineProperty(prototype, Symbol.iterator, own);
  }
});

test('each job has a run, all at once', async () => {
  const life = await play(patient, { jobs: [takes(20), takes(10), { scenario: 'upload-fails', rows: 1 }] });
  expect(life.endings.map((ending) => (ending?.kind === 'returned' ? ending.status : ''))).toEqual([
    'completed',
    'completed',
    'failed',
  ]);
});

test('a timer that goes with the page is no leak', async () => {
  const life = await play(async ({ signal }) => {
    const refresh = setInterval(() => undefined, 45_000);
    signal.addEventListener('abort', () => clearInterval(refresh));
  });
  expect([life.endedBy, life.leakedTimers]).toEqual(['client', []]);
});

test('a timer that fires within ten minutes of the end is no leak, and an interval is', async () => {
  const life = await play(async () => {
    setTimeout(() => undefined, 300_000);
    setInterval(() => undefined, 45_000);
  });
  expect(life.leakedTimers).toEqual([{ kind: 'interval', due: 630_000, delay: 45_000, setAt: 0 }]);
});

test.each([
  ['requests', async (run: ClientRun) => askStatus(run, {})],
  ['requests', async (run: ClientRun) => askStatus(run, { signal: AbortSignal.abort() })],
  ['timers', () => sleep(0)],
] as const)('a client that repeats %s without end is stopped', async (endedBy, act) => {
  const life = await play(async (run) => {
    for (;;) await Promise.resolve(act(run)).catch(() => undefined);
  });
  expect(life.endedBy).toBe(endedBy);
});

test('what nobody catches is noted, and does not end the program', async () => {
  const life = await play(async () => {
    void Promise.reject(new RangeError('Nobody caught it.'));
    setTimeout(() => {
      throw new Error('In a timer.');
    }, 1000);
  });
  expect(life.uncaught).toEqual([
    { at: 0, reason: 'RangeError: Nobody caught it.' },
    { at: 1000, reason: 'Error: In a timer.' },
  ]);
});

test('a client that throws ends its run', async () => {
  const life = await play(() => Promise.reject(new Error('No.')));
  expect(life.endings).toEqual([{ kind: 'threw', at: 0, reason: 'Error: No.' }]);
});

test('nothing of a client goes on after its life, and the globals are back', async () => {
  const names = ['setTimeout', 'setInterval', 'clearTimeout', 'Date', 'fetch', 'AbortSignal'] as const;
  const before = names.map((name) => globalThis[name]);
  let count = 0;
  await play(
    async (run) => {
      setInterval(() => (count += 1), 1000);
      for (;;) await askStatus(run, {}).then(() => (count += 1));
    },
    { latencies: [10_000] },
  );
  const counted = count;
  await play(patient);
  expect(names.map((name) => globalThis[name])).toEqual(before);
  expect(Object.hasOwn(performance, 'now')).toBe(false);
  expect(count).toBe(counted);
});

test('a request to another server is refused with what to do', async () => {
  const life = play(({ fetch }) => fetch('https://api.example/v1/'));
  await expect(life).rejects.toThrow('Use the baseUrl of the run (http://localhost/api/v1).');
});

test('the world of a life is a link', async () => {
  const { createLink } = await createPlayer(patient).play(createPlan({ jobs: [takes(30)] }));
  expect(await createLink()).toMatch(/^world2\./);
});

test('a client with its own connections gets an error that says what to do', async () => {
  const life = play(
    () =>
      new Promise((_, reject) => {
        get('http://127.0.0.1:1/').on('error', reject);
      }),
  );
  await expect(life).rejects.toThrow("for Axios, create it with { adapter: 'fetch' }");
});

test('a client that waits in real time gets an error that says so', async () => {
  const left = new AbortController();
  const life = play(() => waitReally(3_600_000, undefined, { signal: left.signal }).catch(() => undefined));
  await expect(life).rejects.toThrow('Your client waits in real time');
  left.abort();
});
