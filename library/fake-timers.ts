/** What `import ... from 'enrichment-sandbox/fake-timers'` has: for tests that fake the timers of a client in Node. */
import { type FakeTimers, type InStep, stepping, type StepOptions } from './in-step.ts';
import { noRequestInFlight } from './requests-in-flight.ts';
import type { World } from './world.ts';

export type { FakeTimers, InStep } from './in-step.ts';

/**
 * A world and the timers that `vi.useFakeTimers()` or `jest.useFakeTimers()` faked, to be moved together. Between the
 * steps the answers that the client waits for come in real time, so that it can set its next timer.
 * @param timers `vi` or `jest`
 */
export function inStep(
  world: World,
  timers: FakeTimers,
  { every, settled = noRequestInFlight }: Partial<StepOptions> = {},
): InStep {
  return stepping(world, timers, { settled, ...(every === undefined ? {} : { every }) });
}
