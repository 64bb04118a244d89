/** The rules about errors: the reaction to a 401, a 404, a 5xx and a Retry-After. */
import type { Instant } from '../../../time/time.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import {
  addLook,
  causes,
  getEntryNumbers,
  findMaker,
  measureMaker,
  isJittered,
  type Look,
  formatRepeats,
} from '../repetition.ts';
import {
  getBegin,
  getEnd,
  type Moment,
  type Rule,
  type Observation,
  formatSeconds,
  type StepResult,
  sum,
  measureWait,
  createWatch,
} from '../rule.ts';
import { inCode } from './in-code.ts';

interface RepeatedMemory {
  readonly looks: readonly Look[];
  /** When the latest response was sent. */
  readonly reported?: Instant;
}

const notRepeated: RepeatedMemory = { looks: [] };

/** Watches for repeated requests after a given response. */
function watchRepeats(
  status: number,
  describe: (request: string, repeats: string, entry: JournalEntry) => string,
) {
  return createWatch<RepeatedMemory>(notRepeated, (memory, { entry, guide: { settings } }) => {
    if (entry.aborted) return [memory];
    if (entry.status !== status) return [notRepeated];
    // A request that was already on its way does not count.
    if (memory.reported !== undefined && entry.began < memory.reported) return [memory];
    const looks = addLook(memory.looks, entry, settings.repeatSeconds, settings);
    const next = { looks, reported: entry.ended };
    const maker = findMaker(looks, settings.repeats, settings);
    if (maker === undefined) return [next];
    const seen = describe(`${entry.method} ${entry.path}`, formatRepeats(looks), entry);
    return [next, { seen, entries: getEntryNumbers(looks), job: entry.job, ...causes[maker] }];
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
  initialWatch: watchRepeats(
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
  initialWatch: watchRepeats(
    404,
    (what, count) => `${what} received a 404, and the client sent ${count} more.`,
  ),
};

interface FailureMemory {
  readonly last?: Moment;
  /** The first two gaps between failures, and the latest ones. */
  readonly first: readonly number[];
  readonly latest: readonly number[];
  readonly entries: readonly number[];
}

const noFailures: FailureMemory = { first: [], latest: [], entries: [] };

function checkBackoff(memory: FailureMemory, { entry, guide }: Observation): StepResult<FailureMemory> {
  const { settings, lifeCycle } = guide;
  const lost = entry.status === 0 && entry.faults.length > 0;
  if (entry.aborted && !lost) return [memory];
  // A client that received Retry-After is judged by that.
  if ((entry.status < 500 && !lost) || entry.retryAfter !== undefined) return [noFailures];
  const now = getBegin(entry);
  const entries = [...memory.entries, entry.number].slice(-100);
  if (memory.last === undefined) return [{ ...noFailures, last: now, entries }];
  const gap = measureWait(memory.last, now);
  const first = memory.first.length < 2 ? [...memory.first, gap] : memory.first;
  const latest = memory.first.length < 2 ? [] : [...memory.latest, gap].slice(-settings.backoffGaps);
  const next = { last: now, first, latest, entries };
  if (entries.length < settings.failures || latest.length < 3) return [next];
  const average = sum(latest) / latest.length;
  const slow = average >= lifeCycle.polling.smallJobs['to-seconds'] * 1000;
  if (slow || Math.max(...latest) >= settings.growth * Math.max(...first)) return [next];
  const seen = `${entry.method} ${entry.path} failed ${entries.length} times in a row, and the client still sent it every ${formatSeconds(average)}.`;
  const maker = isJittered(latest, settings) ? 'timer' : measureMaker(latest, settings.backoffGaps, settings);
  return [next, { seen, entries, job: entry.job, ...causes[maker] }];
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
  initialWatch: createWatch<FailureMemory>(noFailures, checkBackoff),
};

interface RetryMemory {
  readonly wait?: { readonly from: Moment; readonly seconds: number; readonly entry: number };
  /** Requests that came too early. */
  readonly early: readonly number[];
  /** The time between the previous response and each request. */
  readonly pauses: readonly number[];
}

function checkRetryAfter(
  { wait, early, pauses }: RetryMemory,
  { entry, guide: { settings } }: Observation,
): StepResult<RetryMemory> {
  const reported = entry.retryAfter !== undefined && !entry.aborted;
  const next = reported ? { from: getEnd(entry), seconds: entry.retryAfter, entry: entry.number } : undefined;
  if (wait === undefined || entry.began < wait.from.real)
    return [
      { early, pauses, ...(next === undefined ? (wait === undefined ? {} : { wait }) : { wait: next }) },
    ];
  const length = measureWait(wait.from, getBegin(entry));
  if (length + settings.retryAfterSlack >= wait.seconds * 1000)
    return [{ ...noEarlyRequests, ...(next === undefined ? {} : { wait: next }) }];
  const all = [...early, entry.number].slice(-100);
  const lengths = [...pauses, length].slice(-100);
  const memory = { wait: next ?? wait, early: all, pauses: lengths };
  if (all.length <= settings.earlyRetries) return [memory];
  const seen = `The response to ${entry.method} ${entry.path} said to wait ${wait.seconds} s, but the client sent it again after ${formatSeconds(length)}; ${all.length} requests in a row came too early.`;
  return [
    memory,
    {
      seen,
      entries: [wait.entry, ...all],
      job: entry.job,
      ...(measureMaker(lengths, settings.retryGaps, settings) === 'page' ? { cause: retriesCause } : {}),
    },
  ];
}

const noEarlyRequests = { early: [], pauses: [] } as const;

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
  initialWatch: createWatch<RetryMemory>(noEarlyRequests, checkRetryAfter),
};
