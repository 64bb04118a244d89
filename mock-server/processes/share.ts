/** What a mock needs to show the requests to all processes that share its store, and the advice on them. */
import type { Share } from '../coach/share.ts';
import { createSharedAdvice, type SharedAdvice } from './shared-advice.ts';
import { createSharedRequests } from './shared-requests.ts';

export const shareRequests: Share = (deps) => {
  const requests = createSharedRequests({
    ...deps,
    keep: async (world) => advice.keep(world),
    listAdvice: async ({ world, now }) => advice.listKept(world, now),
  });
  const advice: SharedAdvice = createSharedAdvice({ ...deps, requests });
  const { note, leave } = requests;
  return {
    requests,
    advice,
    note,
    reset: (world) => {
      requests.reset(world);
      advice.forget(world);
    },
    drop: (world) => {
      requests.drop(world);
      advice.forget(world);
    },
    leave,
  };
};
