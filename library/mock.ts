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
   * An isolated set of users with its jobs, clock, faults and journal; created at its first use.
   * @param name default: a new unique name
   */
  readonly world: (name?: string) => World;
  /** The names of the worlds that exist at present. */
  readonly worlds: () => Promise<readonly string[]>;
  readonly scenarios: () => Promise<readonly Scenario[]>;
  /** Calls any operation of the control API by its id. Input and output types come from its document. */
  readonly call: Call;
  /** Stops the mock if it was started here; a mock that was only connected to keeps running. */
  readonly stop: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}
