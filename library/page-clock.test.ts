// The clock of a page under test: what is short happens by itself, what is long waits until the test lets time pass.
import { createClock, noon } from './testing/simulated-clock.ts';

describe('while nobody lets time pass', () => {
  test('a timer of nothing fires at once, and the clock stands where it stood', async () => {
    const { clock, log, say, wait } = createClock();
    clock.set(say('notification'), 0);
    await wait(1);
    expect(log).toEqual(['notification at 0']);
  });

  test.each([1, 50, 300, 1000])(
    'a timer of %i ms fires after as many, and the clock went with it',
    async (length) => {
      const { clock, log, say, wait } = createClock();
      clock.set(say('timer'), length);
      await wait(length - 1);
      expect(log).toEqual([]);
      await wait(1);
      expect(log).toEqual([`timer at ${length}`]);
    },
  );

  test.each([1001, 3000, 86_400_000])('a timer of %i ms waits for the test', async (length) => {
    const { clock, log, say, wait } = createClock();
    clock.set(say('timer'), length);
    await wait(5000);
    expect(log).toEqual([]);
    expect(clock.now()).toBe(noon);
    await clock.runTo(noon + length);
    expect(log).toEqual([`timer at ${length}`]);
  });

  test('how short is short can be chosen', async () => {
    const { clock, log, say, wait } = createClock({ maxShort: 5000 });
    clock.set(say('redirect'), 5000);
    await wait(5000);
    expect(log).toEqual(['redirect at 5000']);
  });

  test('the ticker of a page, an interval of a second, lets the clock rest; a quicker one runs', async () => {
    const { clock, log, say, wait } = createClock();
    clock.set(say('ticker'), 1000, 'interval');
    await wait(5000);
    expect(log).toEqual([]);
    const spinner = clock.set(say('spinner'), 250, 'interval');
    await wait(600);
    expect([clock.clear(spinner), clock.clear(spinner)]).toEqual([true, false]);
    expect(log).toEqual(['spinner at 250', 'spinner at 500']);
  });

  test('what is typed quickly is looked for once, by a debounce with timers', async () => {
    const { clock, log, say, wait } = createClock();
    let timer = 0;
    for (let keys = 0; keys < 5; keys += 1) {
      clock.clear(timer);
      timer = clock.set(say('search'), 300);
      await wait(200);
    }
    await wait(200);
    expect(log).toEqual(['search at 1100']);
  });

  test('and once by a debounce that looks at the time, as that of lodash does', async () => {
    const { clock, log, say, wait } = createClock();
    let called = 0;
    let isWaiting = false;
    const look = () => {
      const left = called + 300 - clock.now();
      isWaiting = left > 0;
      if (isWaiting) clock.set(look, left);
      else say('search')();
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

  test.each([undefined, 10])('a loop that waits for the time ends; a timer is set for %p', (length) => {
    const { clock, spend, say } = createClock();
    if (length !== undefined) clock.set(say('timer'), length);
    const begun = clock.now();
    let turns = 0;
    for (; clock.now() - begun < 50 && turns < 5000; turns += 1) spend(1);
    expect(turns).toBeLessThan(5000);
  });

  test('a machine that is slow makes no timer later than it was set for', () => {
    const { clock, say, spend } = createClock();
    clock.set(say('timer'), 10);
    spend(500);
    expect(clock.now()).toBe(noon + 10);
  });

  test('a timer of more than 24 days fires at once, as in any browser', async () => {
    const { clock, log, say, wait } = createClock();
    clock.set(say('timer'), 2 ** 31);
    await wait(1);
    expect(log).toEqual(['timer at 0']);
  });

  test('what a person does is never at the same time as what was there before', () => {
    const { clock } = createClock();
    const before = clock.now();
    clock.nudge();
    expect(clock.now()).toBeGreaterThan(before);
  });
});

describe('when time passes', () => {
  test('timers fire in their order, each at its own time', async () => {
    const { clock, log, say } = createClock();
    clock.set(say('third'), 3000);
    clock.set(say('first'), 20);
    clock.set(say('second'), 1000, 'interval');
    expect(await clock.runTo(noon + 3000)).toEqual({ now: noon + 3000, due: 1000 });
    expect(log).toEqual([
      'first at 20',
      'second at 1000',
      'second at 2000',
      'third at 3000',
      'second at 3000',
    ]);
  });

  test('a chain of timers goes on, and each link takes its time', async () => {
    const { clock, log, say } = createClock();
    const link = () => {
      say('link')();
      clock.set(link, 2000);
    };
    clock.set(link, 2000);
    await clock.runTo(noon + 6500);
    expect(log).toEqual(['link at 2000', 'link at 4000', 'link at 6000']);
  });

  test('a timer that sets itself again at once ends with the time that passes', async () => {
    const { clock } = createClock();
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

  test('what is cleared on the way does not fire', async () => {
    const { clock, log, say } = createClock();
    const timeout = clock.set(say('timeout'), 2000);
    clock.set(() => clock.clear(timeout), 1999);
    await clock.runTo(noon + 3000);
    expect(log).toEqual([]);
  });

  test('what a timer sets off later comes before the next timer', async () => {
    const { clock, log, say } = createClock();
    clock.set(() => setImmediate(() => clock.set(say('after it'), 500)), 1000);
    clock.set(say('next'), 2000);
    await clock.runTo(noon + 2000);
    expect(log).toEqual(['after it at 1500', 'next at 2000']);
  });

  test('a callback that throws is reported, and the others fire', async () => {
    const { clock, log, say, errors } = createClock();
    clock.set(() => {
      throw new Error('broken');
    }, 1000);
    clock.set(say('other'), 1000);
    await clock.runTo(noon + 1000);
    expect(errors).toEqual([new Error('broken')]);
    expect(log).toEqual(['other at 1000']);
  });

  test('frames are drawn once at its end, and no step is made for them', async () => {
    const { clock, log, say } = createClock();
    const draw = () => {
      say('frame')();
      clock.set(draw, 16, 'frame');
    };
    clock.set(draw, 16, 'frame');
    clock.set(() => clock.clear(cancelled), 16, 'frame');
    const cancelled = clock.set(say('cancelled'), 16, 'frame');
    expect(clock.time().due).toBeUndefined();
    await clock.runTo(noon + 60_000);
    expect(log).toEqual(['frame at 60000']);
  });

  test('it never goes back', async () => {
    const { clock } = createClock();
    await clock.runTo(noon + 1000);
    expect(await clock.runTo(noon + 500)).toEqual({ now: noon + 1000, due: undefined });
  });

  test('a clock that is set fires nothing, and timers keep what they have left', async () => {
    const { clock, log, say } = createClock();
    clock.set(say('poll'), 3000);
    expect(clock.moveBy(3_600_000)).toEqual({ now: noon + 3_600_000, due: 3000 });
    expect(log).toEqual([]);
    await clock.runTo(noon + 3_603_000);
    expect(log).toEqual(['poll at 3603000']);
    expect(clock.setTo(noon)).toEqual({ now: noon, due: undefined });
  });
});

describe('at rest', () => {
  test('what an answer sets off within a moment has been done, and the next timer is known', async () => {
    const { clock, log, say } = createClock();
    clock.set(() => {
      say('render')();
      clock.set(say('paint'), 16, 'frame');
      clock.set(say('poll'), 3000);
    }, 0);
    expect(await clock.rest(0)).toMatchObject({ due: expect.any(Number) });
    expect(log).toEqual(['render at 0', 'paint at 16']);
  });

  test('a page that draws without end comes to rest', async () => {
    const { clock } = createClock();
    const draw = () => void clock.set(draw, 16, 'frame');
    draw();
    const { now } = await clock.rest(0);
    expect(now - noon).toBeLessThan(1000);
  });
});
