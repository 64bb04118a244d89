/** What a mock needs to show the requests to all processes that share its store. */
import type { Share } from '../coach/share.ts';
import { createSharedAdvice } from './shared-advice.ts';
import { createSharedRequests } from './shared-requests.ts';

export const shareRequests: Share = (deps) => {
  const requests = createSharedRequests(deps);
  return { requests, advice: createSharedAdvice({ ...deps, requests }) };
};
