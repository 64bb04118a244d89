/** The coach's advice, which the page gets some time after a request. */
import { type Signal, signal } from '@preact/signals';

import type { FollowDeps } from '../follow/follow-world.ts';
import type { Advice } from './app.ts';
import type { Called } from './control-client.ts';

/** After advice was got, the next is got this much later, in milliseconds, so that many requests cause one. */
const pause = 1000;

export function createAdvice(get: () => Promise<Called>, wait: FollowDeps['wait']) {
  const advice: Signal<readonly Advice[]> = signal([]);
  let isBusy = false;
  let isWanted = false;
  const askAdvice = (): void => {
    isWanted = true;
    if (!isBusy) void run();
  };
  const run = async (): Promise<void> => {
    isBusy = true;
    while (isWanted) {
      isWanted = false;
      const called = await get();
      if (called.ok && Array.isArray(called.body)) advice.value = called.body as readonly Advice[];
      await wait(pause, new AbortController().signal);
    }
    isBusy = false;
  };
  return { advice, askAdvice };
}
