/** The thresholds of the coach, each from the documentation or an assumption with a reason. */
import type { Pace } from '../../openapi/document.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Spec } from '../../openapi/spec.ts';
import { type Duration, duration } from '../../time/time.ts';

export interface AssumedSetting {
  readonly value: number;
  readonly about: string;
  /** Why it is so, since no page says it. */
  readonly reason: string;
}

/** All that no page says. What a page says is read from the document: see `guideOf`. */
export const assumed = {
  largeRows: {
    value: 1000,
    about: 'Number of rows from which a job counts as large.',
    reason:
      'The page distinguishes small and large jobs but gives no number; from about this size on they take minutes.',
  },
  paceShare: {
    value: 2 / 3,
    about: 'Fraction of the shortest documented interval that polls may take on average.',
    reason: 'Timers are not exact.',
  },
  paceGaps: {
    value: 6,
    about: 'Number of intervals in the average.',
    reason: 'A user may refresh twice in a row; six times in a row is polling.',
  },
  repeats: {
    value: 2,
    about: 'How often a request may be repeated although its response was final: an ended job, a 401, a 404.',
    reason: 'One repeat may come from a second tab, and another from a page reload.',
  },
  repeatSeconds: {
    value: 60,
    about: 'Seconds after which a request no longer counts as a repetition of the previous one.',
    reason: 'This is twice the longest documented interval; a slower client is not polling.',
  },
  steadyShare: {
    value: 1.25,
    about: 'Maximum ratio of the longest to the shortest interval for requests that a timer sends.',
    reason: 'A person reloads a page at irregular times; that is not polling.',
  },
  unevenMilliseconds: {
    value: 100,
    about: 'Milliseconds by which the longest interval may exceed that ratio.',
    reason: 'A timer waits for the thread, and the next one for a response.',
  },
  steadyGaps: {
    value: 6,
    about: 'Number of most recent intervals that must be regular, if there are that many.',
    reason: 'Three irregular intervals are sometimes similar by chance; six are not.',
  },
  tabs: {
    value: 2,
    about:
      'Number of clients of one user that may poll at the same time; their requests together are irregular.',
    reason:
      'Two windows at the correct interval together send twice as many requests, and do not know about each other.',
  },
  unsteadyRepeats: {
    value: 4,
    about: 'Factor by which repetitions may exceed the limit before they count even if they are irregular.',
    reason: 'Several timers at once are irregular; anything else that is this frequent deserves a notice.',
  },
  timers: {
    value: 4,
    about:
      'Maximum number of requests in a round that several timers, or one timer with its retries, repeat.',
    reason:
      'Two or three tabs, or a poll with three retries, repeat the same order each time; a person does not.',
  },
  jitterGaps: {
    value: 20,
    about: 'Number of intervals in a row that indicate a timer with jitter.',
    reason: 'No user reloads or revisits a page twenty times at about the same interval.',
  },
  jitterShare: {
    value: 3,
    about: 'Maximum ratio of the longest to the shortest of these intervals.',
    reason: 'A timer with jitter waits for half to one and a half of its interval.',
  },
  idleLists: {
    value: 6,
    about: 'How often the list may be requested in a row while none of its jobs is running.',
    reason: 'A person may open the list again, and a new job may be missing from it at first.',
  },
  window: {
    value: 10,
    about: 'Number of requests within which redirects and overlapping requests are counted.',
    reason: 'One in ten happens by chance.',
  },
  windowHits: {
    value: 3,
    about: 'Number of redirects or overlapping requests among these that counts as too many.',
    reason: 'Two may come from two tabs; three are a habit.',
  },
  fetchPolls: {
    value: 5,
    about: 'Number of polls after the end of a job within which the client may still fetch its results.',
    reason: 'The client may poll other jobs of the same round first.',
  },
  fetchSeconds: {
    value: 60,
    about: 'Seconds after the end of a job within which the client may still fetch its results.',
    reason: 'No automatic client waits that long.',
  },
  manyJobs: {
    value: 4,
    about: 'Number of jobs polled one by one in a round from which the list is the better request.',
    reason: 'For two or three jobs, a list of all jobs may be more than the client needs.',
  },
  rounds: {
    value: 3,
    about: 'Number of such rounds in a row that counts as too many.',
    reason: 'One round may be a page load; three are polling.',
  },
  burstMilliseconds: {
    value: 250,
    about: 'Milliseconds within which the polls of a round arrive if they are sent in lock step.',
    reason: 'A network spreads simultaneous requests by less, and any polling interval is far longer.',
  },
  burstRequests: {
    value: 10,
    about: 'Number of requests for the same thing within that time that count as one.',
    reason:
      'Several parts of a page may send the same request when it loads; a loop without a pause sends more.',
  },
  overlapGaps: {
    value: 5,
    about: 'Number of regular intervals in a row that indicate a timer which does not wait for responses.',
    reason: 'Two tabs that poll a slow server overlap too, but not at regular intervals.',
  },
  failures: {
    value: 6,
    about: 'Number of failures (5xx) in a row after which the client must have slowed down.',
    reason: 'With fewer, a backoff with much jitter looks the same as no backoff.',
  },
  backoffGaps: {
    value: 5,
    about: 'Number of most recent intervals between failures in which one must be longer than the first.',
    reason: 'Many clients try three times with a growing interval, and start again at their next poll.',
  },
  growth: {
    value: 1.2,
    about: 'Minimum ratio of the later intervals between failures to the first.',
    reason: 'Every common backoff grows by half or more.',
  },
  retryAfterSlack: {
    value: 250,
    about: 'Milliseconds by which a request may come before the end of Retry-After.',
    reason: 'Retry-After counts whole seconds, and clocks and networks are not exact.',
  },
  earlyRetries: {
    value: 1,
    about: 'Number of requests before the end of Retry-After that are tolerated.',
    reason: 'A second tab does not know the response that the first one received.',
  },
  retryGaps: {
    value: 8,
    about:
      'Number of early requests in a row that indicate a timer with jitter, if their intervals are similar.',
    reason: 'Two rounds of the usual three retries stay below that, and their intervals differ.',
  },
  tinyPage: {
    value: 10,
    about: 'Number of records up to which a page of results is tiny.',
    reason: 'This is a fifth of the default page size.',
  },
  tinyPages: {
    value: 10,
    about: 'Number of tiny pages of one job in a row that counts as too many.',
    reason: 'A preview needs one or two.',
  },
  turnSeconds: {
    value: 1,
    about: 'Seconds between two pages from which a person is turning them.',
    reason: 'A loop requests the next page when it has the previous one; a person reads it first.',
  },
} as const satisfies Readonly<Record<string, AssumedSetting>>;

export type CoachSettings = Readonly<Record<keyof typeof assumed, number>>;

/** The settings of the coach. */
export interface Guide {
  readonly settings: CoachSettings;
  readonly lifeCycle: LifeCycle;
}

/** @param overrides thresholds in place of the assumed ones */
export function createGuide({ lifeCycle }: Spec, overrides: Partial<CoachSettings> = {}): Guide {
  const defaults = Object.fromEntries(Object.entries(assumed).map(([name, { value }]) => [name, value]));
  // The entries are those of the table.
  return { lifeCycle, settings: { ...(defaults as CoachSettings), ...overrides } };
}

/** The recommended interval for a job with this many rows. */
export function getPace(rows: number, { settings, lifeCycle: { polling } }: Guide): Pace {
  return rows < settings.largeRows ? polling.smallJobs : polling.largeJobs;
}

/** The average interval below which polls at this pace come too fast. */
export function computeMinAverage(pace: Pace, { settings }: Guide): Duration {
  return duration(pace['from-seconds'] * settings.paceShare * 1000);
}
