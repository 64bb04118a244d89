// All ways in which a page reads the time and sets timers use its clock.
import { createContext, runInContext } from 'node:vm';

import { ClockedPage } from './clocked-page.ts';
import { PageClock } from './page-clock.ts';

const noon = Date.parse('2026-05-06T12:00:00Z');
const channels: { close: () => void }[] = [];
afterAll(() => {
  for (const channel of channels) channel.close();
});

/** A page simulated in Node with separate globals. As in a real page, the clock is injected as source text. */
function openPage() {
  class Channel extends MessageChannel {
    constructor() {
      super();
      channels.push(this.port1);
    }
  }
  const cleared: unknown[] = [];
  const listeners = new Map<string, () => void>();
  const page = createContext({
    setTimeout,
    clearTimeout: (id: unknown) => void cleared.push(id),
    setInterval,
    clearInterval,
    requestAnimationFrame: () => 0,
    cancelAnimationFrame: () => undefined,
    requestIdleCallback: () => 0,
    cancelIdleCallback: () => undefined,
    performance: { now: () => 5 },
    AbortSignal: {},
    AbortController,
    DOMException,
    MessageChannel: Channel,
    reportError: () => undefined,
    addEventListener: (type: string, listener: () => void) => void listeners.set(type, listener),
    said: [],
  });
  const [whole, clock] = [ClockedPage, PageClock].map(String);
  runInContext(`globalThis.clock = new (${whole})(globalThis, ${clock}, ${noon}, 1000).clock`, page);
  const run = (code: string) => runInContext(code, page) as unknown;
  const pass = async (milliseconds: number) => {
    await (page['clock'] as PageClock).runTo(noon + milliseconds);
    return [...(page['said'] as string[])];
  };
  return { run, pass, listeners, cleared };
}

test.each([
  ['Date.now()', noon],
  ['new Date().getTime()', noon],
  ['Date()', new Date(noon).toString()],
  ['new Date(5).getTime()', 5],
  ['new Date(2026, 4).getMonth()', 4],
  ['Date.UTC(1970, 0)', 0],
  ['Date.parse("1970-01-01")', 0],
  ['new Date() instanceof Date', true],
  ['new Date().constructor === Date', true],
  ['new Date(new Date().constructor.now()).getTime()', noon],
  ['new (class Day extends Date {})().getTime()', noon],
  ['(class Day extends Date {}).now()', noon],
  ['Date.name', 'Date'],
  ['Object.prototype.toString.call(new Date())', '[object Date]'],
  ['JSON.stringify(new Date())', '"2026-05-06T12:00:00.000Z"'],
  ['new Intl.DateTimeFormat("en", {timeZone: "UTC", year: "numeric"}).format()', '2026'],
  ['new Intl.DateTimeFormat("en", {timeZone: "UTC", year: "numeric"}).format(0)', '1970'],
  ['new Intl.DateTimeFormat("en", {timeZone: "UTC", hour: "numeric"}).formatToParts()[0].value', '12'],
  ['new Intl.DateTimeFormat("en", {timeZone: "UTC", year: "numeric"}).formatToParts(0)[0].value', '1970'],
  ['performance.now()', 0],
  ['performance.timeOrigin', noon],
  ['typeof setTimeout(() => {}, 0)', 'number'],
])('%s', (code, expected) => {
  expect(openPage().run(code)).toBe(expected);
});

test('time continues in all of them', async () => {
  const { run, pass } = openPage();
  await pass(90_000);
  expect(run('[Date.now(), performance.now(), new Date().getUTCMinutes()]')).toMatchObject([
    noon + 90_000,
    90_000,
    1,
  ]);
});

test.each([
  ['setTimeout((...given) => said.push(...given), 2000, "a", "b")', ['a', 'b']],
  ['setTimeout("said.push(`text`)", 2000)', ['text']],
  ['setTimeout(() => said.push("text delay"), "2000")', ['text delay']],
  ['setInterval(() => said.push("again"), 4000)', ['again', 'again']],
  ['clearTimeout(setTimeout(() => said.push("cleared"), 2000))', []],
  ['clearInterval(setTimeout(() => said.push("cleared"), 2000))', []],
  ['clearTimeout(setInterval(() => said.push("cleared"), 2000))', []],
  ['clearTimeout(undefined); clearTimeout(12345); clearTimeout(null)', []],
  ['requestAnimationFrame((at) => said.push(at))', [9000]],
  ['cancelAnimationFrame(requestAnimationFrame((at) => said.push(at)))', []],
  ['requestIdleCallback(({timeRemaining}) => said.push(timeRemaining() > 0))', [true]],
  ['cancelIdleCallback(requestIdleCallback(() => said.push("cancelled")))', []],
  [
    'AbortSignal.timeout(2000).addEventListener("abort", ({target}) => said.push(target.reason.name))',
    ['TimeoutError'],
  ],
  ['setTimeout(() => said.push(Date.now()), 2000)', [noon + 2000]],
])('%s, when nine seconds pass', async (code, expected) => {
  const { run, pass } = openPage();
  run(code);
  expect(await pass(9000)).toEqual(expected);
});

test('a timer that was set before the clock was installed can be cleared', () => {
  const { run, cleared } = openPage();
  run('clearTimeout(setTimeout(() => {}, 2000)); clearTimeout(12345)');
  expect(cleared).toEqual([12345]);
});

test('a click happens later than the rendering before it', () => {
  const { run, listeners } = openPage();
  const rendered = run('Date.now()');
  listeners.get('click')?.();
  expect(run('Date.now()')).toBeGreaterThan(Number(rendered));
});
