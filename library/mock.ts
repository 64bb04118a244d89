/** A mock as a test holds it, wherever it runs. */
import type { Call, Health, Scenario } from './operations.ts';
import type { World } from './world.ts';

export interface Mock {
  /** Without a trailing slash, e.g. `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly version: string;
  /** How the open questions of the documentation are read. */
  readonly readings: Health['readings'];
  /**
   * A population of users with jobs, clock, faults and journal of its own; made when it is first used.
   * @param name a fresh one when it is left out
   */
  readonly world: (name?: string) => World;
  /** The names of the worlds that exist at present. */
  readonly worlds: () => Promise<readonly string[]>;
  readonly scenarios: () => Promise<readonly Scenario[]>;
  /** Any operation of the control API by its id; what it takes and answers is typed from its document. */
  readonly call: Call;
  /** Ends the mock when it was started here; one that was only connected to goes on. */
  readonly stop: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}
