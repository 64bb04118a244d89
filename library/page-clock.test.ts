// The clock of a page under test: short timers fire automatically, long ones wait until the test moves the
// time.
import { createSimulatedClock, noon } from './testing/simulated-clock.ts';

describe('while the test does not advance time', () => {
  test('a timer of 0 ms fires at once, and the clock does not move', async () => {
    const { clock, log, recordAs, wait } = createSimulatedClock();
    clock.set(recordAs('notification'), 0);
    await wait(1);
    expect(log).toEqual(['notification at 0']);
  });

  test.each([1, 50, 300, 1000])(
    'a timer of %i ms fires after that time, and the clock moves with it',
    async (length) => {
      const { clock, log, recordAs, wait } = createSimulatedClock();
      clock.set(recordAs('timer'), length);
      await wait(length - 1);
      expect(log).toEqual([]);
      await wait(1);
      expect(log).toEqual([`timer at ${length}`]);
    },
  );

  test.each([1001, 3000, 86_400_000])('a timer of %i ms waits for the test', async (length) => {
    const { clock, log, recordAs, wait } = createSimulatedClock();
    clock.set(recordAs('timer'), length);
    await wait(5000);
    expect(log).toEqual([]);
    expect(clock.now()).toBe(noon);
    await clock.runTo(noon + length);
    expect(log).toEqual([`timer at ${length}`]);
  });

  test('the limit for short timers can be set', async () => {
    const { clock, log, recordAs, wait } = createSimulatedClock({ maxShort: 5000 });
    clock.set(recordAs('redirect'), 5000);
    await wait(5000);
    expect(log).toEqual(['redirect at 5000']);
  });

  test('a one-second interval of a page does not move the clock; a shorter one does', async () => {
    const { clock, log, recordAs, wait } = createSimulatedClock();
    clock.set(recordAs('ticker'), 1000, 'interval');
    await wait(5000);
    expect(log).toEqual([]);
    const spinner = clock.set(recordAs('spinner'), 250, 'interval');
    await wait(600);
    expect([clock.clear(spinner), clock.clear(spinner)]).toEqual([true, false]);
    expect(log).toEqual(['spinner at 250', 'spinner at 500']);
  });

  test('a debounced search with timers runs once', async () => {
    const { clock, log, recordAs, wait } = createSimulatedClock();
    let timer = 0;
    for (let keys = 0; keys < 5; keys += 1) {
      clock.clear(timer);
      timer = clock.set(recordAs('search'), 300);
      await wait(200);
    }
    await wait(200);
    expect(log).toEqual(['search at 1100']);
  });

  test('a debounced search that reads the time runs once, as in lodash', async () => {
    const { clock, log, recordAs, wait } = createSimulatedClock();
    let called = 0;
    let isWaiting = false;
    const look = () => {
      const left = called + 300 - clock.now();
      isWaiting = left > 0;
      if (isWaiting) clock.set(look, left);
      else recordAs('search')();
    };
    for (let keys = 0; keys < 5; keys += 1) {
      called = clock.now();
      if (!isWaiting) clock.set(look, 300);
      isWaiting = true;
      await wait(200);
    }
    await wait(500);
    expect(log).toEqual(['search at 1100']);
  });

  test.each([undefined, 10])('a loop that waits for the time ends when a timer of %p is set', (length) => {
    const { clock, addElapsed, recordAs } = createSimulatedClock();
    if (length !== undefined) clock.set(recordAs('timer'), length);
    const began = clock.now();
    let turns = 0;
    for (; clock.now() - began < 50 && turns < 5000; turns += 1) addElapsed(1);
    expect(turns).toBeLessThan(5000);
  });

  test('a slow machine fires no timer late', () => {
    const { clock, recordAs, addElapsed } = createSimulatedClock();
    clock.set(recordAs('timer'), 10);
    addElapsed(500);
    expect(clock.now()).toBe(noon + 10);
  });

  test('a timer of more than 24 days fires at once, as in browsers', async () => {
    const { clock, log, recordAs, wait } = createSimulatedClock();
    clock.set(recordAs('timer'), 2 ** 31);
    await wait(1);
    expect(log).toEqual(['timer at 0']);
  });

  test('a user action has a later time than everything before it', () => {
    const { clock } = createSimulatedClock();
    const before = clock.now();
    clock.nudge();
    expect(clock.now()).toBeGreaterThan(before);
  });
});

describe('when time advances', () => {
  test('timers fire in order, each at its own time', async () => {
    const { clock, log, recordAs } = createSimulatedClock();
    clock.set(recordAs('third'), 3000);
    clock.set(recordAs('first'), 20);
    clock.set(recordAs('second'), 1000, 'interval');
    expect(await clock.runTo(noon + 3000)).toEqual({ now: noon + 3000, due: 1000 });
    expect(log).toEqual([
      'first at 20',
      'second at 1000',
      'second at 2000',
      'third at 3000',
      'second at 3000',
    ]);
  });

  test('a chain of timers continues, and each link takes its time', async () => {
    const { clock, log, recordAs } = createSimulatedClock();
    const link = () => {
      recordAs('link')();
      clock.set(link, 2000);
    };
    clock.set(link, 2000);
    await clock.runTo(noon + 6500);
    expect(log).toEqual(['link at 2000', 'link at 4000', 'link at 6000']);
  });

  test('a timer that sets itself again at once ends with the advance', async () => {
    const { clock } = createSimulatedClock();
    let fired = 0;
    const again = async () => {
      fired += 1;
      await Promise.resolve();
      clock.set(() => void again(), 0);
    };
    clock.set(() => void again(), 0);
    await clock.runTo(noon + 100);
    expect(fired).toBe(101);
  });

  test('a timer that is cleared during the advance does not fire', async () => {
    const { clock, log, recordAs } = createSimulatedClock();
    const timeout = clock.set(recordAs('timeout'), 2000);
    clock.set(() => clock.clear(timeout), 1999);
    await clock.runTo(noon + 3000);
    expect(log).toEqual([]);
  });

  test('a timer set by another timer fires before the next later one', async () => {
    const { clock, log, recordAs } = createSimulatedClock();
    clock.set(() => setImmediate(() => clock.set(recordAs('after it'), 500)), 1000);
    clock.set(recordAs('next'), 2000);
    await clock.runTo(noon + 2000);
    expect(log).toEqual(['after it at 1500', 'next at 2000']);
  });

  test('a callback that throws is reported, and the others still fire', async () => {
    const { clock, log, recordAs, errors } = createSimulatedClock();
    clock.set(() => {
      throw new Error('broken');
    }, 1000);
    clock.set(recordAs('other'), 1000);
    await clock.runTo(noon + 1000);
    expect(errors).toEqual([new Error('broken')]);
    expect(log).toEqual(['other at 1000']);
  });

  test('frames are drawn once at the end, without extra steps', async () => {
    const { clock, log, recordAs } = createSimulatedClock();
    const draw = () => {
      recordAs('frame')();
      clock.set(draw, 16, 'frame');
    };
    clock.set(draw, 16, 'frame');
    clock.set(() => clock.clear(cancelled), 16, 'frame');
    const cancelled = clock.set(recordAs('cancelled'), 16, 'frame');
    expect(clock.time().due).toBeUndefined();
    await clock.runTo(noon + 60_000);
    expect(log).toEqual(['frame at 60000']);
  });

  test('the clock never goes back', async () => {
    const { clock } = createSimulatedClock();
    await clock.runTo(noon + 1000);
    expect(await clock.runTo(noon + 500)).toEqual({ now: noon + 1000, due: undefined });
  });

  test('setting the clock fires nothing, and timers keep their remaining time', async () => {
    const { clock, log, recordAs } = createSimulatedClock();
    clock.set(recordAs('poll'), 3000);
    expect(clock.moveBy(3_600_000)).toEqual({ now: noon + 3_600_000, due: 3000 });
    expect(log).toEqual([]);
    await clock.runTo(noon + 3_603_000);
    expect(log).toEqual(['poll at 3603000']);
    expect(clock.setTo(noon)).toEqual({ now: noon, due: undefined });
  });
});

describe('settling', () => {
  test('waits for what a response causes at once, and knows the next timer', async () => {
    const { clock, log, recordAs } = createSimulatedClock();
    clock.set(() => {
      recordAs('render')();
      clock.set(recordAs('paint'), 16, 'frame');
      clock.set(recordAs('poll'), 3000);
    }, 0);
    expect(await clock.rest(0)).toMatchObject({ due: expect.any(Number) });
    expect(log).toEqual(['render at 0', 'paint at 16']);
  });

  test('ends even for a page that draws forever', async () => {
    const { clock } = createSimulatedClock();
    const draw = () => void clock.set(draw, 16, 'frame');
    draw();
    const { now } = await clock.rest(0);
    expect(now - noon).toBeLessThan(1000);
  });
});
