/** All rules of the coach in the order of their advice: by level, then in this order. */
import type { Rule } from '../rule.ts';
import { idleLists, pollsAfterEnd } from './end-of-polling.ts';
import { after401, after404, ignoresRetryAfter, noBackoff } from './errors.ts';
import { lockStep, singlePolls } from './many-jobs.ts';
import { neverFetched } from './never-fetched.ts';
import { overlaps, tooFast } from './pace.ts';
import { redirectedPolls, tokenInQuery } from './requests.ts';
import { resultsAgain, resultsTooEarly, tinyPages } from './results.ts';

export const rules: readonly Rule[] = [
  tokenInQuery,
  after401,
  tooFast,
  pollsAfterEnd,
  ignoresRetryAfter,
  noBackoff,
  overlaps,
  resultsTooEarly,
  redirectedPolls,
  after404,
  neverFetched,
  idleLists,
  singlePolls,
  lockStep,
  resultsAgain,
  tinyPages,
];
