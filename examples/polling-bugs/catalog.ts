/** All bugs and all sound clients, by the names of their files. */
import type { Bug, Sound } from './api.ts';
import { bug as dateInRetryAfter } from './bugs/date-in-retry-after.ts';
import { bug as deadSession } from './bugs/dead-session.ts';
import { bug as deadlineByTwoClocks } from './bugs/deadline-by-two-clocks.ts';
import { bug as failedGoesOn } from './bugs/failed-goes-on.ts';
import { bug as failuresAddUp } from './bugs/failures-add-up.ts';
import { bug as firstErrorIsFailure } from './bugs/first-error-is-failure.ts';
import { bug as ignoresRetryAfter } from './bugs/ignores-retry-after.ts';
import { bug as intervalOutlivesPage } from './bugs/interval-outlives-page.ts';
import { bug as missingJobForEver } from './bugs/missing-job-for-ever.ts';
import { bug as oldResponseNewJob } from './bugs/old-response-new-job.ts';
import { bug as overlappingPolls } from './bugs/overlapping-polls.ts';
import { bug as pageInsteadOfJson } from './bugs/page-instead-of-json.ts';
import { bug as pausedGoesOn } from './bugs/paused-goes-on.ts';
import { bug as resultsBeforeTheEnd } from './bugs/results-before-the-end.ts';
import { bug as resultsLost } from './bugs/results-lost.ts';
import { bug as resultsTwice } from './bugs/results-twice.ts';
import { bug as throttledIsFatal } from './bugs/throttled-is-fatal.ts';
import { bug as timersLeftBehind } from './bugs/timers-left-behind.ts';
import { bug as unknownIsAnError } from './bugs/unknown-is-an-error.ts';
import { bug as unknownIsComplete } from './bugs/unknown-is-complete.ts';
import { bug as renderLoop } from './bugs/render-loop.tsx';
import { bug as timerNeverFires } from './bugs/timer-never-fires.tsx';
import { bug as zombiePoll } from './bugs/zombie-poll.tsx';
import { bug as errorHidesStatus } from './bugs/error-hides-status.tsx';
import { bug as firstReadFails } from './bugs/first-read-fails.tsx';
import { bug as onlyWhileRunning } from './bugs/only-while-running.tsx';
import { bug as pollsByStaleData } from './bugs/polls-by-stale-data.tsx';
import { bug as previousJobAsPlaceholder } from './bugs/previous-job-as-placeholder.tsx';
import { bug as swrIntervalStartsAtZero } from './bugs/swr-interval-starts-at-zero.tsx';
import { bug as swrNeverThrows } from './bugs/swr-never-throws.tsx';
import { bug as swrOneKeyForAll } from './bugs/swr-one-key-for-all.tsx';
import { bug as swrPollsFinishedJob } from './bugs/swr-polls-finished-job.tsx';
import { bug as swrRetriesEverything } from './bugs/swr-retries-everything.tsx';
import { bug as rxErrorEndsStream } from './bugs/rx-error-ends-stream.ts';
import { bug as rxInnerTimer } from './bugs/rx-inner-timer.ts';
import { bug as rxLastValueMissing } from './bugs/rx-last-value-missing.ts';
import { bug as rxOuterCatch } from './bugs/rx-outer-catch.ts';
import { bug as rxRetryAtOnce } from './bugs/rx-retry-at-once.ts';
import { bug as rxSwitchMap } from './bugs/rx-switch-map.ts';
import { bug as axios401Loop } from './bugs/axios-401-loop.ts';
import { bug as axios429FixedDelay } from './bugs/axios-429-fixed-delay.ts';
import { bug as axiosIntervalsAddUp } from './bugs/axios-intervals-add-up.tsx';
import { bug as axiosPollsAfter4xx } from './bugs/axios-polls-after-4xx.ts';
import { bug as pRetryAsPoll } from './bugs/p-retry-as-poll.ts';
import { bug as pRetryCancellation } from './bugs/p-retry-cancellation.ts';
import { bug as pRetryMissingJob } from './bugs/p-retry-missing-job.ts';
import { sound as soundFetchLoop } from './sound/fetch-loop.ts';
import { sound as soundFollowJob } from './sound/follow-job.ts';
import { sound as soundReactEffect } from './sound/react-effect.tsx';
import { sound as soundTanstackQuery } from './sound/tanstack-query.tsx';
import { sound as soundSwr } from './sound/swr.tsx';
import { sound as soundRxExhaustMap } from './sound/rx-exhaust-map.ts';
import { sound as soundRxRepeat } from './sound/rx-repeat.ts';
import { sound as soundAxios } from './sound/axios.ts';
import { sound as soundPRetry } from './sound/p-retry.ts';
import { sound as soundPython } from './sound/python.ts';

export const bugs: Readonly<Record<string, Bug>> = {
  'date-in-retry-after': dateInRetryAfter,
  'dead-session': deadSession,
  'deadline-by-two-clocks': deadlineByTwoClocks,
  'failed-goes-on': failedGoesOn,
  'failures-add-up': failuresAddUp,
  'first-error-is-failure': firstErrorIsFailure,
  'ignores-retry-after': ignoresRetryAfter,
  'interval-outlives-page': intervalOutlivesPage,
  'missing-job-for-ever': missingJobForEver,
  'old-response-new-job': oldResponseNewJob,
  'overlapping-polls': overlappingPolls,
  'page-instead-of-json': pageInsteadOfJson,
  'paused-goes-on': pausedGoesOn,
  'results-before-the-end': resultsBeforeTheEnd,
  'results-lost': resultsLost,
  'results-twice': resultsTwice,
  'throttled-is-fatal': throttledIsFatal,
  'timers-left-behind': timersLeftBehind,
  'unknown-is-an-error': unknownIsAnError,
  'unknown-is-complete': unknownIsComplete,
  'render-loop': renderLoop,
  'timer-never-fires': timerNeverFires,
  'zombie-poll': zombiePoll,
  'error-hides-status': errorHidesStatus,
  'first-read-fails': firstReadFails,
  'only-while-running': onlyWhileRunning,
  'polls-by-stale-data': pollsByStaleData,
  'previous-job-as-placeholder': previousJobAsPlaceholder,
  'swr-interval-starts-at-zero': swrIntervalStartsAtZero,
  'swr-never-throws': swrNeverThrows,
  'swr-one-key-for-all': swrOneKeyForAll,
  'swr-polls-finished-job': swrPollsFinishedJob,
  'swr-retries-everything': swrRetriesEverything,
  'rx-error-ends-stream': rxErrorEndsStream,
  'rx-inner-timer': rxInnerTimer,
  'rx-last-value-missing': rxLastValueMissing,
  'rx-outer-catch': rxOuterCatch,
  'rx-retry-at-once': rxRetryAtOnce,
  'rx-switch-map': rxSwitchMap,
  'axios-401-loop': axios401Loop,
  'axios-429-fixed-delay': axios429FixedDelay,
  'axios-intervals-add-up': axiosIntervalsAddUp,
  'axios-polls-after-4xx': axiosPollsAfter4xx,
  'p-retry-as-poll': pRetryAsPoll,
  'p-retry-cancellation': pRetryCancellation,
  'p-retry-missing-job': pRetryMissingJob,
};

export const soundClients: Readonly<Record<string, Sound>> = {
  'fetch-loop': soundFetchLoop,
  'follow-job': soundFollowJob,
  'react-effect': soundReactEffect,
  'tanstack-query': soundTanstackQuery,
  swr: soundSwr,
  'rx-exhaust-map': soundRxExhaustMap,
  'rx-repeat': soundRxRepeat,
  axios: soundAxios,
  'p-retry': soundPRetry,
  python: soundPython,
};
