/** Plays the show while the program runs: looks at the clock of the world several times a second. */
import { setTimeout } from 'node:timers/promises';

import type { Player } from './player/player.ts';
import type { Stage } from './player/stage.ts';
import { actSeconds, showSeconds } from './show/show.ts';

export interface ShowRun {
  readonly player: Player;
  readonly stage: Stage;
  /** Whether it begins again at its end. */
  readonly loops: boolean;
  /** Whether its world begins with a stopped clock. */
  readonly beginsFrozen: boolean;
  /** Called when an act begins, and with `undefined` at the end of the show. */
  readonly onAct: (act: number | undefined) => void;
  readonly stopping: AbortSignal;
}

const lookMs = 100;

/** Settles when it is stopped. */
export async function playShow({
  player,
  stage,
  loops,
  beginsFrozen,
  onAct,
  stopping,
}: ShowRun): Promise<void> {
  let shown: number | undefined = -1;
  let shownRound = 0;
  while (!stopping.aborted) {
    const { seconds, round } = stage.look();
    const act = seconds < showSeconds ? Math.floor(seconds / actSeconds) : undefined;
    if (act !== shown || round !== shownRound) onAct(act);
    [shown, shownRound] = [act, round];
    await player.step();
    if (act === undefined && loops) await beginAgain(stage, beginsFrozen);
    await setTimeout(lookMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** Nobody is asked to start the clock a second time. */
async function beginAgain({ control }: Stage, beginsFrozen: boolean): Promise<void> {
  await control('POST', '/reset');
  if (beginsFrozen) await control('POST', '/clock', { frozen: false });
}
