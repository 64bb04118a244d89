// A quota per minute: of one process, and of several that count it together.
import { instant } from '../../time/time.ts';
import { createQuotas } from '../store/quotas.ts';
import { createQuota, createSharedQuota } from './quota.ts';

const at = (seconds: number) => instant(1_800_000_000_000 + seconds * 1000);

test('a minute’s worth can be taken at once, then as much as comes in', () => {
  const { take } = createQuota(60);
  const taken = Array.from({ length: 60 }, () => take(at(0)));
  expect(new Set(taken)).toEqual(new Set([0]));
  expect([take(at(0)), take(at(0.5)), take(at(1)), take(at(1))]).toEqual([1000, 500, 0, 1000]);
});

test('what is refused costs nothing, and no more than a minute’s worth is saved', () => {
  const { take } = createQuota(2);
  expect([0, 0, 0, 0, 29, 30, 30].map((second) => take(at(second)) === 0)).toEqual([
    true,
    true,
    false,
    false,
    false,
    true,
    false,
  ]);
  expect([1000, 1000, 1000].map((second) => take(at(second)) === 0)).toEqual([true, true, false]);
});

test('a clock that is set back gives nothing', () => {
  const { take } = createQuota(1);
  expect([100, 0, 10, 89, 91].map((second) => take(at(second)) === 0)).toEqual([
    true,
    false,
    false,
    false,
    true,
  ]);
});

/** Processes that count a quota together, over a store that answers after a millisecond. Time passes when the test wants it. */
function createProcesses(count: number, perMinute: number) {
  let now = 0;
  let isDown = false;
  let calls = 0;
  const timers: { readonly due: number; readonly ring: () => void }[] = [];
  const wait = (milliseconds: number) =>
    new Promise<void>((ring) => {
      timers.push({ due: now + milliseconds, ring });
    });
  const store = createQuotas(() => now);
  const quotas = Array.from({ length: count }, () =>
    createSharedQuota({
      name: 'acme/requests',
      perMinute,
      steady: () => now,
      wait,
      charge: async (name, charge) => {
        calls += 1;
        await wait(1);
        if (isDown) throw new Error('down');
        return store.charge(name, charge);
      },
    }),
  );
  const pass = async (milliseconds: number) => {
    for (let step = 0; step < milliseconds; step += 1) {
      now += 1;
      for (const timer of timers.splice(0)) {
        if (timer.due <= now) timer.ring();
        else timers.push(timer);
      }
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
    }
  };
  let admitted = 0;
  return {
    pass,
    calls: () => calls,
    admitted: () => admitted,
    breakDown: (down: boolean) => {
      isDown = down;
    },
    /** Sends requests to each process. @returns what those waited for that were answered at once */
    ask: (requests: number) =>
      quotas.flatMap(({ take }) =>
        Array.from({ length: requests }, () => {
          const taken = take(at(now / 1000));
          if (typeof taken === 'number') {
            if (taken === 0) admitted += 1;
            return taken;
          }
          void taken.then((ms) => {
            if (ms === 0) admitted += 1;
          });
          return undefined;
        }),
      ),
  };
}

describe('a quota that processes count together', () => {
  test.each([
    [2, 6000],
    [3, 600],
    [8, 1200],
    [4, 90],
    [3, 2],
  ])(
    '%i processes that are flooded admit no more than a tenth above %i a minute',
    async (count, perMinute) => {
      const processes = createProcesses(count, perMinute);
      const seconds = 20;
      for (let step = 0; step < seconds * 10; step += 1) {
        processes.ask(Math.ceil(perMinute / 10));
        await processes.pass(100);
      }
      const due = perMinute * (1 + seconds / 60);
      expect(processes.admitted()).toBeGreaterThanOrEqual(Math.floor(due * 0.98));
      expect(processes.admitted()).toBeLessThanOrEqual(perMinute * 1.1 + (perMinute * seconds) / 60);
    },
  );

  test('what one process uses is missing for the others, and comes back in time', async () => {
    const processes = createProcesses(2, 600);
    for (let step = 0; step < 100; step += 1) {
      processes.ask(6);
      await processes.pass(2);
    }
    const [refused] = processes.ask(1);
    expect(refused).toBeGreaterThan(0);
    const before = processes.admitted();
    await processes.pass(30_000);
    processes.ask(3);
    await processes.pass(200);
    expect(processes.admitted()).toBe(before + 6);
  });

  test('a polite team never waits for the store, which is asked a few times a second', async () => {
    const processes = createProcesses(1, 6000);
    const waits: unknown[] = [];
    for (let step = 0; step < 100; step += 1) {
      waits.push(...processes.ask(1));
      await processes.pass(10);
    }
    expect(new Set(waits)).toEqual(new Set([0]));
    expect(processes.calls()).toBeLessThanOrEqual(20);
  });

  test('while the store is down, each process counts for itself', async () => {
    const processes = createProcesses(2, 100);
    processes.breakDown(true);
    for (let step = 0; step < 300; step += 1) {
      processes.ask(1);
      await processes.pass(2);
    }
    expect(processes.admitted()).toBeGreaterThanOrEqual(200);
    expect(processes.admitted()).toBeLessThanOrEqual(206);
    processes.breakDown(false);
    await processes.pass(2000);
    for (let step = 0; step < 300; step += 1) {
      processes.ask(1);
      await processes.pass(2);
    }
    expect(processes.admitted()).toBeLessThanOrEqual(312);
  });
});
