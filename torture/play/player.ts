/** The port through which plans are played: in this program, over HTTP, or in a browser. */
import type { Life } from '../life/life.ts';
import type { LifePlan } from '../life/plan.ts';

export interface Player {
  /** Plays a plan with the client and tells what happened. The same plan gives the same life. */
  readonly play: (plan: LifePlan) => Promise<Played>;
}

export interface Played {
  readonly life: Life;
  /**
   * The world with the requests of the client as a link; made only when a failure is reported.
   * @param until milliseconds since the start of the life; without it, until the last thing had happened
   */
  readonly createLink: (until?: number) => Promise<string | undefined>;
}
