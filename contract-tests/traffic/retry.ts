/** Sends a request again where chance may have spoken, and says what was chance. */
import { isStrange } from '../evidence/availability.ts';
import { getHeader, isUnavailable } from '../evidence/exchange.ts';
import type { HttpClient, SendOutcome } from './client.ts';
import { NothingToJudge } from './nothing-to-judge.ts';

export interface RetryPorts {
  readonly client: HttpClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly onProgress?: (work: string, detail: string) => void;
}

/** What came of one request, and when. */
export interface Attempt {
  readonly sent: SendOutcome;
  readonly startedMs: number;
  readonly tookMs: number;
}

export interface RetryResult {
  /** What counts. */
  readonly final: Attempt;
  /** Server errors that did not come again. */
  readonly byChance: readonly Attempt[];
  /** What came instead of an answer of the API, each try by itself: a status, or a reason. */
  readonly faults: readonly string[];
}

/**
 * @param operationId when it is down, as two questions have shown, the next is believed at once
 * @param tag questions of the same kind crash alike: when one has crashed each time, the next is believed at once
 * @param mayTake counts a request; false when no more may be sent
 */
export type RetryingSender = (
  ask: Parameters<HttpClient['send']>[0],
  { operationId, tag }: { readonly operationId: string; readonly tag: string },
  mayTake: () => boolean,
) => Promise<RetryResult>;

/** Waits before the second and the third try, in milliseconds. */
const retryDelays = [300, 1500] as const;
/** By these a server says that it has not even looked at the request. */
const unprocessedStatuses: ReadonlySet<number> = new Set([429, 503]);
/** A `Retry-After` is obeyed up to here; a target that wants more time is not asked again. */
const maxPauseMs = 30_000;
/** After so many kinds of questions that fail each time, failing is its habit. */
const maxHabits = 2;
/** After so many questions in a row that an operation did not answer, it is down. */
const maxDown = 2;
/** After so many requests in a row that were not answered in time, nothing more is asked. */
const maxSilent = 6;

export function createRetryingSender({ client, now, wait, onProgress }: RetryPorts): RetryingSender {
  const habits = new Set<string>();
  /** How many questions in a row an operation did not answer, however often they were asked. */
  const down = new Map<string, number>();
  let [silent, mayHang] = [0, false];

  const send = async (ask: Parameters<HttpClient['send']>[0]): Promise<Attempt> => {
    const startedMs = now();
    const sent = await client.send(ask);
    const isSilent = sent.kind === 'no-response' && sent.timedOut === true;
    silent = isSilent ? silent + 1 : 0;
    if (!isSilent) mayHang = true;
    if (silent >= maxSilent && sent.kind === 'no-response')
      throw new NothingToJudge(
        `The target stopped responding: ${silent} requests in a row failed (${sent.reason}).`,
        'unreachable',
      );
    return { sent, startedMs, tookMs: now() - startedMs };
  };

  /** Whether the next try may go better. */
  const mayPass = (sent: SendOutcome, operationId: string, kind: string): boolean => {
    if (sent.kind === 'response' && isCrash(sent)) return !habits.has(kind) && habits.size < maxHabits;
    if ((down.get(operationId) ?? 0) >= maxDown) return false;
    if (sent.kind === 'response') return isUnavailable(sent);
    if (sent.timedOut !== true) return sent.mayPass;
    // One that never answered is not waited for twice.
    return mayHang && silent === 1;
  };

  return async (ask, { operationId, tag }, mayTake) => {
    const kind = `${operationId} ${tag}`;
    if (!mayTake()) throw new Error('The budget was spent and yet a question came.');
    let last = await send(ask);
    const all = [last];
    for (const pause of retryDelays) {
      const { sent } = last;
      if (ask.method === 'POST' && !(sent.kind === 'response' && unprocessedStatuses.has(sent.status))) break;
      const wanted = parseRetryAfterMs(sent, now());
      if (!mayPass(sent, operationId, kind) || wanted > maxPauseMs || !mayTake()) break;
      const delay = Math.max(pause, wanted);
      onProgress?.('retrying', `${getFault(sent)}; retrying in ${delay / 1000} s`);
      await wait(delay);
      last = await send(ask);
      all.push(last);
    }
    const isDown = last.sent.kind === 'no-response' || isUnavailable(last.sent);
    down.set(operationId, isDown ? (down.get(operationId) ?? 0) + 1 : 0);
    return toRetryResult(all, tag, () => habits.add(kind));
  };
}

function toRetryResult(all: readonly Attempt[], tag: string, addHabit: () => unknown): RetryResult {
  const last = all.at(-1);
  const first = all[0];
  if (first === undefined || last === undefined) throw new Error('Nothing was sent.');
  const crashes = all.filter(({ sent }) => isCrash(sent));
  const stays = isCrash(last.sent);
  if (stays && crashes.length === all.length && all.length > 1) addHabit();
  const faults = all
    .filter(
      ({ sent }) =>
        sent.kind === 'no-response' || isUnavailable(sent) || (isCrash(sent) && (!stays || !isStrange(tag))),
    )
    .map(({ sent }) => getFault(sent));
  const final = {
    ...last,
    startedMs: first.startedMs,
    tookMs: last.startedMs + last.tookMs - first.startedMs,
  };
  // The time of the last try alone is that of an answer which came after others.
  return { final: crashes.length > 0 && !stays ? last : final, byChance: stays ? [] : crashes, faults };
}

/** A 500, or another error of the server that says nothing of waiting. */
function isCrash(sent: SendOutcome): boolean {
  return sent.kind === 'response' && sent.status >= 500 && !isUnavailable(sent);
}

function getFault(sent: SendOutcome): string {
  return sent.kind === 'response' ? String(sent.status) : sent.reason.replace(/^\S+: /, '');
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3); 0 when there is none that can be read. */
function parseRetryAfterMs(sent: SendOutcome, now: number): number {
  const value = sent.kind === 'response' ? (getHeader(sent, 'retry-after') ?? '').trim() : '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
