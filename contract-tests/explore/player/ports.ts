/** What an exploration needs of its surroundings: the time, and connections to the target. */
import type { HttpClient } from '../../traffic/client.ts';

export interface PlayerPorts {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** One connection for each call that is sent at the same time. */
  readonly lanes: readonly HttpClient[];
  /** Whether the user wants the run to end. */
  readonly isStopped: () => boolean;
}
