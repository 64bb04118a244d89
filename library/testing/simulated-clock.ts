/** The clock of a page in a test, with real time that only passes when the test says so. */
import { PageClock, type RealTime } from '../page-clock.ts';

export const noon = Date.parse('2026-05-06T12:00:00Z');

export function createSimulatedClock({ maxShort = 1000 } = {}) {
  let elapsed = 0;
  const waiting = new Map<object, { readonly at: number; readonly call: () => void }>();
  const errors: unknown[] = [];
  const real: RealTime = {
    elapsed: () => elapsed,
    setTimer: (call, milliseconds) => {
      const timer = {};
      waiting.set(timer, { at: elapsed + milliseconds, call });
      return timer;
    },
    clearTimer: (timer) => waiting.delete(timer as object),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    report: (error) => errors.push(error),
  };
  const clock = new PageClock(real, noon, maxShort);
  const log: string[] = [];
  const recordAs = (what: string) => () => void log.push(`${what} at ${clock.now() - noon}`);
  /** Lets real time pass, a millisecond at a time. */
  const wait = async (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += 1) {
      elapsed += 1;
      for (const [timer, { at, call }] of waiting) {
        if (at > elapsed || !waiting.delete(timer)) continue;
        call();
      }
      // Much happens in a millisecond of a page.
      for (let turns = 0; turns < 3; turns += 1) await real.turn();
    }
  };
  const addElapsed = (milliseconds: number) => {
    elapsed += milliseconds;
  };
  return { clock, log, recordAs, wait, addElapsed, errors };
}
