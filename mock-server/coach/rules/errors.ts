/** The rules about errors: the reaction to a 401, a 404, a 5xx and a Retry-After. */
import type { Instant } from '../../../time/time.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import {
  addLook,
  causes,
  countRepeats,
  findMaker,
  formatRepeats,
  getEntryNumbers,
  isJittered,
  type Look,
  measureMaker,
} from '../repetition.ts';
import {
  createWatch,
  formatSeconds,
  getEnd,
  measureWait,
  type Moment,
  type Observation,
  type Offence,
  pushLatest,
  type Rule,
  sliceLatest,
  sum,
} from '../rule.ts';
import { inCode } from './in-code.ts';

interface RepeatedMemory {
  readonly looks: Look[];
  /** When the latest response was sent. */
  reported?: Instant | undefined;
}

/** Watches for repeated requests after a given response. */
function watchRepeats(
  status: number,
  describe: (request: string, repeats: string, entry: JournalEntry) => string,
) {
  const see = (memory: RepeatedMemory, observation: Observation): Offence | undefined => {
    const { entry, guide } = observation;
    const { looks, reported } = memory;
    if (entry.aborted) return undefined;
    if (entry.status !== status) {
      looks.length = 0;
      memory.reported = undefined;
      return undefined;
    }
    // A request that was already on its way does not count.
    if (reported !== undefined && entry.began < reported) return undefined;
    memory.reported = entry.ended;
    addLook(looks, observation, guide.settings.repeatSeconds);
    const maker = findMaker(looks, guide.settings.repeats, guide.settings);
    if (maker === undefined) return undefined;
    const seen = describe(`${entry.method} ${entry.path}`, formatRepeats(countRepeats(looks)), entry);
    return { describe: () => seen, entries: getEntryNumbers(looks), job: entry.job, ...causes[maker] };
  };
  return createWatch<RepeatedMemory>({
    begins: ({ entry }) => entry.status === status,
    createMemory: () => ({ looks: [] }),
    see,
  });
}

const tokenPhrases = {
  none: 'without a token',
  unknown: 'with the same unknown token',
  unreadable: 'with the same header, which contains no bearer token',
} as const;

export const after401: Rule = {
  id: 'after-401',
  level: 'warning',
  title: 'The client continues after a 401.',
  why: 'A request that was rejected because of its token is rejected again with the same token.',
  ground: { kind: 'standard', name: 'RFC 9110, 15.5.2' },
  remedy: 'Stop polling after a 401, and continue when the user has provided another token.',
  inCode: inCode['after-401'],
  per: 'thing',
  watch: watchRepeats(
    401,
    (what, count, { user, stranger }) =>
      `${what} received a 401, and the client sent ${count} more ${user === undefined ? tokenPhrases[stranger?.kind ?? 'none'] : 'with a token of the same user'}.`,
  ),
};

export const after404: Rule = {
  id: 'after-404',
  level: 'warning',
  title: 'The client keeps requesting something that does not exist.',
  why: 'A job that is not found belongs to another user or never existed; it will not appear later.',
  ground: { kind: 'page', page: 'status', section: 'Error Responses' },
  remedy: 'Treat 404 as final: stop, and tell the user that the job does not exist.',
  inCode: inCode['after-404'],
  per: 'thing',
  watch: watchRepeats(404, (what, count) => `${what} received a 404, and the client sent ${count} more.`),
};

interface FailureMemory {
  last?: Moment | undefined;
  /** The first two gaps between failures, and the latest ones. */
  readonly first: number[];
  readonly latest: number[];
  readonly entries: number[];
}

const maxFailures = 100;

function checkBackoff(memory: FailureMemory, { entry, begin, guide }: Observation): Offence | undefined {
  const { settings, lifeCycle } = guide;
  const { last, first, latest, entries } = memory;
  const isLost = entry.status === 0 && entry.faults.length > 0;
  if (entry.aborted && !isLost) return undefined;
  // A client that received Retry-After is judged by that.
  if ((entry.status < 500 && !isLost) || entry.retryAfter !== undefined) {
    if (last !== undefined) forgetFailures(memory);
    return undefined;
  }
  memory.last = begin;
  pushLatest(entries, entry.number, maxFailures);
  if (last === undefined) return undefined;
  const gap = measureWait(last, begin);
  if (first.length < 2) first.push(gap);
  else pushLatest(latest, gap, settings.backoffGaps);
  if (entries.length < settings.failures || latest.length < 3) return undefined;
  const average = sum(latest) / latest.length;
  const isSlow = average >= lifeCycle.polling.smallJobs['to-seconds'] * 1000;
  if (isSlow || Math.max(...latest) >= settings.growth * Math.max(...first)) return undefined;
  const seen = `${entry.method} ${entry.path} failed ${entries.length} times in a row, and the client still sent it every ${formatSeconds(average)}.`;
  const maker = isJittered(latest, settings) ? 'timer' : measureMaker(latest, settings.backoffGaps, settings);
  return { describe: () => seen, entries: sliceLatest(entries), job: entry.job, ...causes[maker] };
}

function forgetFailures(memory: FailureMemory): void {
  memory.last = undefined;
  for (const list of [memory.first, memory.latest, memory.entries]) list.length = 0;
}

export const noBackoff: Rule = {
  id: 'no-backoff',
  level: 'warning',
  title: 'The client does not slow down while the server fails.',
  why: 'A failing server is often overloaded; clients that do not slow down keep it overloaded.',
  ground: {
    kind: 'assumed',
    reason:
      'The status page mentions the 500, but not how to react to it; slowing down is good practice for any server.',
  },
  remedy:
    'Double the interval after each failure, up to a minute, with some jitter. Return to the normal interval after a success.',
  inCode: inCode['no-backoff'],
  per: 'thing',
  watch: createWatch<FailureMemory>({
    begins: ({ entry }) => entry.status >= 500 || entry.status === 0,
    createMemory: () => ({ first: [], latest: [], entries: [] }),
    see: checkBackoff,
  }),
};

interface RetryMemory {
  wait?: { readonly from: Moment; readonly seconds: number; readonly entry: number } | undefined;
  /** Requests that came too early. */
  readonly early: number[];
  /** The time between the previous response and each request. */
  readonly pauses: number[];
}

const maxEarly = 100;

function checkRetryAfter(
  memory: RetryMemory,
  { entry, begin, guide: { settings } }: Observation,
): Offence | undefined {
  const { wait, early, pauses } = memory;
  const seconds = entry.aborted ? undefined : entry.retryAfter;
  const next = seconds === undefined ? undefined : { from: getEnd(entry), seconds, entry: entry.number };
  if (next !== undefined) memory.wait = next;
  if (wait === undefined || entry.began < wait.from.real) return undefined;
  const length = measureWait(wait.from, begin);
  if (length + settings.retryAfterSlack >= wait.seconds * 1000) {
    memory.wait = next;
    early.length = 0;
    pauses.length = 0;
    return undefined;
  }
  pushLatest(early, entry.number, maxEarly);
  pushLatest(pauses, length, maxEarly);
  if (early.length <= settings.earlyRetries) return undefined;
  const seen = `The response to ${entry.method} ${entry.path} said to wait ${wait.seconds} s, but the client sent it again after ${formatSeconds(length)}; ${early.length} requests in a row came too early.`;
  return {
    describe: () => seen,
    entries: sliceLatest([wait.entry, ...early]),
    job: entry.job,
    ...(measureMaker(pauses, settings.retryGaps, settings) === 'page' ? { cause: retriesCause } : {}),
  };
}

const retriesCause =
  'The intervals are irregular, so these are probably default retries, or a page was reloaded or focused again. TanStack Query and SWR ignore Retry-After. Read it in retryDelay, or in your own onErrorRetry, and set refetchOnWindowFocus: false or revalidateOnFocus: false in the meantime.';

export const ignoresRetryAfter: Rule = {
  id: 'ignores-retry-after',
  level: 'warning',
  title: 'Requests are sent before the time given in Retry-After.',
  why: 'With 429 and 503 the server says when to try again; until then it rejects every request, and may count it.',
  ground: { kind: 'standard', name: 'RFC 9110, 10.2.3' },
  remedy: 'Read Retry-After, and do not repeat the request before that many seconds have passed.',
  inCode: inCode['ignores-retry-after'],
  per: 'thing',
  watch: createWatch<RetryMemory>({
    begins: ({ entry }) => entry.retryAfter !== undefined,
    createMemory: () => ({ early: [], pauses: [] }),
    see: checkRetryAfter,
  }),
};
