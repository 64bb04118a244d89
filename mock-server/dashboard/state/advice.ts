/** The coach's advice, which the page gets some time after a request. */
import { type Signal, signal } from '@preact/signals';

import type { FollowDeps } from '../follow/follow-world.ts';
import type { Advice } from './app.ts';
import type { Called } from './control-client.ts';

/** Advice is got this long after a request, in milliseconds, so that many requests cause one. */
const delay = 1000;

export function createAdvice(get: () => Promise<Called>, wait: FollowDeps['wait']) {
  const advice: Signal<readonly Advice[]> = signal([]);
  let isAsked = false;
  const askAdvice = (): void => {
    if (isAsked) return;
    isAsked = true;
    void wait(delay, new AbortController().signal).then(async () => {
      isAsked = false;
      const called = await get();
      if (called.ok && Array.isArray(called.body)) advice.value = called.body as readonly Advice[];
    });
  };
  return { advice, askAdvice };
}
