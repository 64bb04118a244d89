/** Entry point of `enrichment-sandbox`. */
export { connect } from './connect.ts';
export type { ConnectOptions } from './connect.ts';
export { AdviceError, ControlError } from './control-error.ts';
export type { Mock } from './mock.ts';
export type * from './operations.ts';
export { startMock } from './start.ts';
export type { StartOptions } from './start-options.ts';
export type { Length, World, WorldClock, WorldFaults, WorldJobs, WorldJournal } from './world.ts';
