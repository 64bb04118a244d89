/** Moves the time of a world and the clocks of all pages of a browser context together. */
import type { BrowserContext, Frame, Request } from '@playwright/test';

import { ClockedPage } from './clocked-page.ts';
import { type InStep, toMilliseconds, createTimeError } from './in-step.ts';
import { PageClock, type PageTime } from './page-clock.ts';
import type { Length, World } from './world.ts';

export interface PageStepOptions {
  /** The shortest step; the pages see the time of the world no finer. A second when left out. */
  readonly every?: Length;
  /** Longest delay of page timers that still fire automatically. Default: one second. */
  readonly shortTimers?: Length;
}

/** The results of all pages, each with its time. */
interface ClockedPages {
  readonly times: () => Promise<readonly PageTime[]>;
  readonly runTo: (time: number) => Promise<readonly PageTime[]>;
  readonly moveBy: (milliseconds: number) => Promise<readonly PageTime[]>;
  /** Resolves when the pages are idle; checks at intervals of this many real milliseconds. */
  readonly rest: (gap: number) => Promise<readonly PageTime[]>;
  /** The time in pages that are opened later. */
  readonly openAt: (time: number) => Promise<void>;
}

const aDay = '1d';

/** Maximum waiting time, in real milliseconds, for an endless request such as a stream. */
const patienceMs = 5000;

/** Real milliseconds between two checks of a page that has just received a response. */
const readingMs = 1;

/** Where a page keeps its clock. */
const key = 'enrichment-sandbox.clock';

/**
 * Stops the time of the world and of all pages that are opened later; both only pass through the result. The
 * fixture `time` is this for the test's own context. For other contexts, such as a second user's, call it
 * before their pages are opened.
 */
export async function inStep(
  world: World,
  context: BrowserContext,
  { every = 1000, shortTimers = 1000 }: PageStepOptions = {},
): Promise<InStep> {
  const minStep = toMilliseconds(every);
  if (minStep === 0) throw new RangeError('"every" is zero; it must be at least one millisecond.');
  let stands = Date.parse((await world.clock.freeze()).now);
  const pages = await installClocks(context, stands, toMilliseconds(shortTimers));
  const settled = createSettled(context, pages);

  const moveWorld = async (by: number) => {
    stands += by;
    await Promise.all([world.clock.advance(by), pages.openAt(stands)]);
  };

  /**
   * Pages can be ahead, because of timers that fired automatically; the world can be ahead, because a test
   * moved it separately.
   */
  const align = async () => {
    const { now, frozen } = await world.clock.read();
    if (!frozen) await world.clock.freeze();
    const moved = Date.parse(now) - stands;
    const times = await pages.times();
    if (moved !== 0) {
      stands += moved;
      await pages.openAt(stands);
      await pages.moveBy(moved);
    }
    const lead = Math.max(0, ...times.map((time) => time.now + moved - stands));
    if (lead > 0) await moveWorld(lead);
    await pages.runTo(stands);
    return settled();
  };

  /** @returns whether it ended because `enough` said so */
  const pass = async (by: number, stepWhenIdle: number, enough: () => boolean): Promise<boolean> => {
    let times = await align();
    for (let left = by; left > 0 && !enough(); ) {
      const due = Math.min(...times.map((time) => time.due ?? stepWhenIdle));
      // Moves directly to the next timer, so that it fires at its time and gets its response before the next
      // one.
      const step = Math.min(left, Math.max(minStep, Math.ceil(due === Infinity ? stepWhenIdle : due)));
      await moveWorld(step);
      await pages.runTo(stands);
      times = await settled();
      left -= step;
    }
    return enough();
  };

  return {
    advance: async (by) => {
      const length = toMilliseconds(by);
      await pass(length, length, () => false);
    },
    until: async (promise, atMost = aDay) => {
      let ended = false;
      const end = () => {
        ended = true;
      };
      promise.then(end, end);
      const limit = toMilliseconds(atMost);
      if (await pass(limit, minStep, () => ended)) return promise;
      throw createTimeError(world, limit);
    },
  };
}

/** The clocks in all frames of all pages; a frame that disappears meanwhile is skipped. */
async function installClocks(context: BrowserContext, now: number, maxShort: number): Promise<ClockedPages> {
  const slot = `globalThis[Symbol.for(${JSON.stringify(key)})]`;
  const [whole, clock] = [ClockedPage, PageClock].map(String);
  const install = `${slot} ??= new (${whole})(globalThis, ${clock}, ${now}, ${maxShort}).clock`;
  await context.addInitScript({ content: `${install};` });
  let opening: Partial<AsyncDisposable> | undefined;
  const listFrames = () => context.pages().flatMap((page) => page.frames());
  await Promise.all(listFrames().map((frame) => getAnswer(frame.evaluate(`${install}, 0`))));

  const ask = async (what: string): Promise<readonly PageTime[]> => {
    const asked = listFrames().map((frame: Frame) => getAnswer(frame.evaluate<PageTime>(`${slot}?.${what}`)));
    return (await Promise.all(asked)).filter((time) => time !== undefined);
  };
  return {
    times: () => ask('time()'),
    runTo: (time: number) => ask(`runTo(${time})`),
    moveBy: (by: number) => ask(`moveBy(${by})`),
    rest: (gap: number) => ask(`rest(${gap})`),
    openAt: async (time: number) => {
      const before = opening;
      opening = await context.addInitScript({ content: `${slot}?.setTo(${time});` });
      // Older versions of Playwright cannot take one back; the latest counts.
      await before?.[Symbol.asyncDispose]?.();
    },
  };
}

/** Resolves when all responses have arrived and the pages have handled them. */
function createSettled(context: BrowserContext, pages: ClockedPages): () => Promise<readonly PageTime[]> {
  const waiting = new Set<Request>();
  let asked = 0;
  const end = (request: Request) => waiting.delete(request);
  context.on('request', (request) => {
    asked += 1;
    waiting.add(request);
  });
  context.on('requestfinished', end).on('requestfailed', end);
  return async () => {
    const began = Date.now();
    let times = await pages.rest(0);
    while (asked > 0 && Date.now() - began < patienceMs) {
      asked = 0;
      while (waiting.size > 0 && Date.now() - began < patienceMs) await pause(1);
      times = await pages.rest(readingMs);
    }
    if (Date.now() - began >= patienceMs) waiting.clear();
    return times;
  };
}

/** Undefined without a result: the frame is gone, or is blocked by a dialog or a loop. */
async function getAnswer<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined);
  });
  const answer = await Promise.race([asked.catch(() => undefined), late]);
  clearTimeout(timer);
  return answer;
}

function pause(length: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, length);
  });
}
