/** Plays the past of a world again: moves the moment that is shown from its beginning, or from where it is, to the present. */
import { type ReadonlySignal, signal } from '@preact/signals';

import { instant } from '../../../time/time.ts';
import type { App } from '../state/app.ts';

export interface Replay {
  readonly isRunning: ReadonlySignal<boolean>;
  readonly toggle: () => void;
  readonly stop: () => void;
}

/** The whole past takes this long, in milliseconds. */
const length = 20_000;

/** @param nextFrame calls back with the time in milliseconds when the page is drawn again */
export function createReplay(app: App, nextFrame: (callback: (time: number) => void) => void): Replay {
  const isRunning = signal(false);
  let run = 0;
  const stop = (): void => {
    run += 1;
    isRunning.value = false;
  };
  const start = (): void => {
    const { start: from } = app.history.peek();
    const to = app.readPresent();
    const begin = app.moment.peek() ?? from;
    const rate = Math.max(1, to - from) / length;
    run += 1;
    const own = run;
    isRunning.value = true;
    nextFrame((first) => {
      const step = (time: number): void => {
        if (own !== run) return;
        const at = instant(Math.round(begin + (time - first) * rate));
        if (at >= to) {
          app.show({ at: undefined });
          stop();
          return;
        }
        app.moment.value = at;
        nextFrame(step);
      };
      step(first);
    });
  };
  return { isRunning, stop, toggle: () => (isRunning.peek() ? stop() : start()) };
}
