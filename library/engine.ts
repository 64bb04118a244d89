/** Entry point of `enrichment-sandbox/engine`: the mock without a server, in pages, workers, service workers and Node. */
export { AdviceError, ControlError } from './control-error.ts';
export { createMock, type EmbeddedMock } from './embedded-mock.ts';
export type { EmbeddedOptions } from './embedded-options.ts';
export type { Mock } from './mock.ts';
export type * from './operations.ts';
export type { Length, World, WorldClock, WorldFaults, WorldJobs, WorldJournal } from './world.ts';
