/** Entry point of `enrichment-sandbox/fake-timers`, for tests that fake the timers of a client in Node. */
import { type InStep, type Moved, createInStep, type StepOptions } from './in-step.ts';
import { waitUntilIdle } from './requests-in-flight.ts';
import type { World } from './world.ts';

export type { InStep } from './in-step.ts';

type Advance = (milliseconds: number) => unknown;

/** `vi`, `jest`, a clock of @sinonjs/fake-timers, or `mock.timers` of node:test. */
export interface FakeTimers {
  readonly advanceTimersByTimeAsync?: Advance;
  readonly advanceTimersByTime?: Advance;
  readonly tickAsync?: Advance;
  readonly tick?: Advance;
  readonly getTimerCount?: () => number;
  readonly countTimers?: () => number;
}

/**
 * Moves a world together with the timers that `vi.useFakeTimers()` or `jest.useFakeTimers()` faked. Between
 * the steps, responses arrive in real time, so that the client can set its next timer.
 * @param timers `vi`, `jest`, a clock of @sinonjs/fake-timers, or `mock.timers` of node:test
 */
export function inStep(
  world: World,
  timers: FakeTimers,
  { every, settled = waitUntilIdle }: Partial<StepOptions> = {},
): InStep {
  const moved = {
    advanceTimersByTimeAsync: async (milliseconds: number) => advance(timers, milliseconds),
    measure: measureStep,
    ...getCount(timers),
  };
  return createInStep(world, moved, { settled, ...(every === undefined ? {} : { every }) });
}

// The globals as the test has replaced them, not those of Node.
const program = globalThis;

/** Those that wait for promises come first, but for the legacy timers of Jest, which have none. */
async function advance(timers: FakeTimers, milliseconds: number): Promise<void> {
  const { _isMockFunction: isLegacy = false } = program.setTimeout as { _isMockFunction?: boolean };
  if (!isLegacy && timers.advanceTimersByTimeAsync !== undefined)
    await timers.advanceTimersByTimeAsync(milliseconds);
  else if (timers.tickAsync !== undefined) await timers.tickAsync(milliseconds);
  else if (timers.advanceTimersByTime !== undefined) timers.advanceTimersByTime(milliseconds);
  else if (timers.tick !== undefined) timers.tick(milliseconds);
  else
    throw new TypeError(
      'The argument of inStep cannot control timers. Use vi, jest, a clock of @sinonjs/fake-timers, or mock.timers of node:test.',
    );
}

function getCount(timers: FakeTimers): { readonly count?: () => number } {
  if (timers.getTimerCount !== undefined) return { count: () => timers.getTimerCount?.() ?? 0 };
  return timers.countTimers === undefined ? {} : { count: () => timers.countTimers?.() ?? 0 };
}

/** A timer that is set for the end of the step fires in it when it is faked. */
async function measureStep(length: number, step: () => Promise<unknown>): Promise<Moved> {
  const before = Date.now();
  const fired = { setTimeout: false, setInterval: false };
  const timeout = program.setTimeout(() => {
    fired.setTimeout = true;
  }, length);
  const interval = program.setInterval(() => {
    fired.setInterval = true;
  }, length);
  try {
    await step();
    return { ...fired, date: Date.now() - before };
  } finally {
    program.clearTimeout(timeout);
    program.clearInterval(interval);
  }
}
