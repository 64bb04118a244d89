/** The thresholds of the coach, and whether the documentation gives them or we assume them. */
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
    about: 'Rows from which on a job is large.',
    reason:
      'The page speaks of small and large jobs and draws no line; from about here on they take minutes.',
  },
  paceShare: {
    value: 2 / 3,
    about: 'The share of the shortest documented interval that polls may take on average.',
    reason: 'Timers are not exact.',
  },
  paceGaps: {
    value: 6,
    about: 'Intervals over which the average is taken.',
    reason: 'A client may look twice in a row; one that does so six times polls so.',
  },
  repeats: {
    value: 2,
    about: 'How often a request may be repeated although its answer was final: an ended job, a 401, a 404.',
    reason: 'One repeat may be a second tab, and the next a page that was loaded again.',
  },
  repeatSeconds: {
    value: 60,
    about: 'Seconds after which a request is no repetition of the one before.',
    reason: 'It is twice the longest interval of the page; who comes later does not poll.',
  },
  steadyShare: {
    value: 1.25,
    about:
      'How many times as long as the shortest the longest interval of requests may be, when a timer makes them.',
    reason: 'A person loads a page again at odd times; that is no polling.',
  },
  unevenMilliseconds: {
    value: 100,
    about: 'Milliseconds by which it may be longer besides.',
    reason: 'A timer has to wait for the thread, and the next one for an answer.',
  },
  steadyGaps: {
    value: 6,
    about: 'Latest intervals that must be so, where there are as many.',
    reason: 'Three at odd times are alike by chance once in a while; six are not.',
  },
  tabs: {
    value: 2,
    about: 'Clients of a user that may ask for the same at once; then the requests come unevenly.',
    reason: 'Two windows at the right pace are asking twice as often as one, and neither knows of the other.',
  },
  unsteadyRepeats: {
    value: 4,
    about: 'How many times as many repeats are too many, steady or not.',
    reason: 'Several timers at once are not steady; what else comes so often is worth a notice.',
  },
  timers: {
    value: 4,
    about:
      'Requests up to which a round may have that several timers, or one with its retries, make again and again.',
    reason:
      'Two or three tabs, or a poll with three retries, come in the same order each time; a person does not.',
  },
  jitterGaps: {
    value: 20,
    about: 'Intervals in a row that show a timer with chance in it.',
    reason: 'Nobody loads a page again or comes back to it twenty times at about the same interval.',
  },
  jitterShare: {
    value: 3,
    about: 'How many times as long as the shortest of them the longest may be.',
    reason: 'A timer with chance in it waits for half to one and a half of its interval.',
  },
  idleLists: {
    value: 6,
    about: 'How often the list may be asked for in a row while none of its jobs is at work.',
    reason: 'A person may look at the list again, and at first a job may not be in it.',
  },
  window: {
    value: 10,
    about: 'Requests over which redirects and overlapping requests are counted.',
    reason: 'What happens once in ten is chance.',
  },
  windowHits: {
    value: 3,
    about: 'Redirects or overlapping requests in such a window that are too many.',
    reason: 'Two may be two tabs; three are a habit.',
  },
  fetchPolls: {
    value: 5,
    about: 'Polls after the end of a job within which its results may still be fetched.',
    reason: 'Other jobs of the same round may be looked at first.',
  },
  fetchSeconds: {
    value: 60,
    about: 'Seconds after the end of a job within which its results may still be fetched.',
    reason: 'No client that goes on by itself waits so long.',
  },
  manyJobs: {
    value: 4,
    about: 'Jobs polled one by one in a round from which on the list is the better question.',
    reason: 'For two or three jobs a list of all may be more than is wanted.',
  },
  rounds: {
    value: 3,
    about: 'Such rounds in a row that are too many.',
    reason: 'One round may be a page that is loaded; three are polling.',
  },
  burstMilliseconds: {
    value: 250,
    about: 'Milliseconds within which the polls of a round come when they go out in lock step.',
    reason: 'It is more than a network spreads what left at once, and far less than any interval.',
  },
  burstRequests: {
    value: 10,
    about: 'Requests for the same thing within such a moment that are one look at it.',
    reason: 'Several parts of a page may each ask when it is loaded; a loop without a pause asks more often.',
  },
  overlapGaps: {
    value: 5,
    about: 'Even intervals in a row that show a timer which does not wait for answers.',
    reason: 'Two tabs of a slow server overlap too, but not at even intervals.',
  },
  failures: {
    value: 6,
    about: 'Failures (5xx) in a row after which the client must have slowed down.',
    reason: 'With fewer, a backoff with much chance in it cannot be told from none.',
  },
  backoffGaps: {
    value: 5,
    about: 'Latest intervals between failures in which one must be longer than the first.',
    reason: 'Many clients try three times with a growing interval, and begin anew at their next poll.',
  },
  growth: {
    value: 1.2,
    about: 'How many times as long the later intervals between failures must be as the first.',
    reason: 'Every usual backoff grows by half or more.',
  },
  retryAfterSlack: {
    value: 250,
    about: 'Milliseconds by which Retry-After may be missed.',
    reason: 'It counts whole seconds, and clocks and networks are not exact.',
  },
  earlyRetries: {
    value: 1,
    about: 'Requests before the end of Retry-After that are forgiven.',
    reason: 'A second tab does not know what the first was told.',
  },
  retryGaps: {
    value: 8,
    about: 'Early requests in a row that show a timer with chance in it, when their intervals are alike.',
    reason: 'Two rounds of the usual three retries are no more than that, and are not alike.',
  },
  tinyPage: {
    value: 10,
    about: 'Records in a page of results up to which it is tiny.',
    reason: 'It is a fifth of the page that comes without asking.',
  },
  tinyPages: {
    value: 10,
    about: 'Tiny pages of one job in a row that are too many.',
    reason: 'A preview shows one or two.',
  },
  turnSeconds: {
    value: 1,
    about: 'Seconds between two pages from which on a person turns them.',
    reason: 'A loop asks for the next page when it has the one before; a person looks at it first.',
  },
} as const satisfies Readonly<Record<string, AssumedSetting>>;

export type CoachSettings = Readonly<Record<keyof typeof assumed, number>>;

/** What the coach judges by. */
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

/** The pace that the document gives a job of so many rows. */
export function getPace(rows: number, { settings, lifeCycle: { polling } }: Guide): Pace {
  return rows < settings.largeRows ? polling.smallJobs : polling.largeJobs;
}

/** The average interval below which polls at this pace come too fast. */
export function computeMinAverage(pace: Pace, { settings }: Guide): Duration {
  return duration(pace['from-seconds'] * settings.paceShare * 1000);
}
