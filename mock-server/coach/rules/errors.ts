/** The rules about errors: what to do after a 401, a 404, a 5xx, and a Retry-After. */
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
  /** When the latest answer was out. */
  readonly reported?: Instant;
}

const notRepeated: RepeatedMemory = { looks: [] };

/** Watches how often the same thing is asked for again although the answer was this one. */
function watchRepeats(
  status: number,
  describe: (request: string, repeats: string, entry: JournalEntry) => string,
) {
  return createWatch<RepeatedMemory>(notRepeated, (memory, { entry, guide: { settings } }) => {
    if (entry.aborted) return [memory];
    if (entry.status !== status) return [notRepeated];
    // What was on its way already could not know.
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
  unknown: "with the same token, which is nobody's",
  unreadable: 'with the same header, which holds no bearer token',
} as const;

export const after401: Rule = {
  id: 'after-401',
  level: 'warning',
  title: 'The client carries on after 401.',
  why: 'A request that was refused for its token is refused again with the same token.',
  ground: { kind: 'standard', name: 'RFC 9110, 15.5.2' },
  remedy: 'Stop polling at 401, and go on when the user has given another token.',
  inCode: inCode['after-401'],
  per: 'thing',
  initialWatch: watchRepeats(
    401,
    (what, count, { user, stranger }) =>
      `${what} was answered by 401, and sent ${count} more ${user === undefined ? tokenPhrases[stranger?.kind ?? 'none'] : 'with a token of the same user'}.`,
  ),
};

export const after404: Rule = {
  id: 'after-404',
  level: 'warning',
  title: 'The client asks on and on for what is not there.',
  why: "A job that is not found is not the caller's, or was never there; it does not appear later.",
  ground: { kind: 'page', page: 'status', section: 'Error Responses' },
  remedy: 'Take 404 for an answer: stop, and tell the user that there is no such job.',
  inCode: inCode['after-404'],
  per: 'thing',
  initialWatch: watchRepeats(404, (what, count) => `${what} was answered by 404, and sent ${count} more.`),
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
  // Who is told when to come again is judged by that.
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
  const seen = `${entry.method} ${entry.path} failed ${entries.length} times in a row, and was still sent every ${formatSeconds(average)}.`;
  const maker = isJittered(latest, settings) ? 'timer' : measureMaker(latest, settings.backoffGaps, settings);
  return [next, { seen, entries, job: entry.job, ...causes[maker] }];
}

export const noBackoff: Rule = {
  id: 'no-backoff',
  level: 'warning',
  title: 'The client does not slow down while the server fails.',
  why: 'A server that fails is often one that has too much to do; clients that do not slow down keep it there.',
  ground: {
    kind: 'assumed',
    reason:
      'The status page says that a 500 may come, and not what to do then; this is what every server asks for.',
  },
  remedy:
    'Double the interval after each failure, up to a minute, with some chance in it; go back to the usual one after a success.',
  inCode: inCode['no-backoff'],
  per: 'thing',
  initialWatch: createWatch<FailureMemory>(noFailures, checkBackoff),
};

interface RetryMemory {
  readonly wait?: { readonly from: Moment; readonly seconds: number; readonly entry: number };
  /** Requests that came too early. */
  readonly early: readonly number[];
  /** How long each of them came after the answer before. */
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
  const seen = `${entry.method} ${entry.path} was told to wait ${wait.seconds} s, and was sent again after ${formatSeconds(length)}; ${all.length} requests in a row came too early.`;
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
  'They came at odd times, so most likely they are default retries, or a page was loaded or focused again: TanStack Query and SWR know nothing of Retry-After. Read it in retryDelay, or in an onErrorRetry of your own, and set refetchOnWindowFocus: false or revalidateOnFocus: false while it lasts.';

export const ignoresRetryAfter: Rule = {
  id: 'ignores-retry-after',
  level: 'warning',
  title: 'Requests come before the time that Retry-After gives.',
  why: 'With 429 and 503 the server says when to come again; until then every request is refused, and may count.',
  ground: { kind: 'standard', name: 'RFC 9110, 10.2.3' },
  remedy: 'Read Retry-After, and send nothing for the same thing before so many seconds have passed.',
  inCode: inCode['ignores-retry-after'],
  per: 'thing',
  initialWatch: createWatch<RetryMemory>(noEarlyRequests, checkRetryAfter),
};
