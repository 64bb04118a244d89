/** Retries a request after a possible random fault, and reports which faults did not repeat. */
import { isStrange } from '../evidence/availability.ts';
import { getHeader, isUnavailable } from '../evidence/exchange.ts';
import { type HttpClient, safeMethods, type SendOutcome } from './client.ts';
import { NothingToJudge } from './nothing-to-judge.ts';

export interface RetryPorts {
  readonly client: HttpClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly onProgress?: (work: string, detail: string) => void;
}

/** The outcome of one request, and its times. */
export interface Attempt {
  readonly sent: SendOutcome;
  readonly startedMs: number;
  readonly tookMs: number;
}

export interface RetryResult {
  /** The outcome that counts. */
  readonly final: Attempt;
  /** How often the request was sent. */
  readonly tries: number;
  /** Server errors that did not repeat. */
  readonly byChance: readonly Attempt[];
  /** The failure of each attempt: a status, or a reason. */
  readonly faults: readonly string[];
}

/**
 * @param operationId if two requests have shown that it is down, the next failure counts at once
 * @param hasAnswered whether the operation has responded before, so that its silence says something about the target
 * @param tag requests of the same kind crash alike: after one has crashed each time, the next crash counts at once
 * @param mayTake counts a request; false if no more may be sent
 */
export type RetryingSender = (
  ask: Parameters<HttpClient['send']>[0],
  {
    operationId,
    tag,
    hasAnswered,
  }: { readonly operationId: string; readonly tag: string; readonly hasAnswered?: boolean },
  mayTake: () => boolean,
) => Promise<RetryResult>;

/** The delays before the second and the third attempt, in milliseconds. */
const retryDelays = [300, 1500] as const;
/** With these statuses a server says that it has not handled the request. */
const unprocessedStatuses: ReadonlySet<number> = new Set([429, 503]);
/** The longest accepted `Retry-After`; a target that wants more time gets no retry. */
const maxPauseMs = 30_000;
/** After this many kinds of requests that always fail, failures are taken as permanent. */
const maxHabits = 2;
/** After this many requests in a row without a response, an operation counts as down. */
const maxDown = 2;
/** After this many timeouts in a row, the last for an operation that has responded before, the run sends no more requests. */
const maxSilent = 6;
/** The same, whatever has responded before. */
const maxSilentInAll = 12;

export function createRetryingSender({ client, now, wait, onProgress }: RetryPorts): RetryingSender {
  /** The kinds of requests that crash each time, and whether that is their id's fault. */
  const habits = new Map<string, boolean>();
  /** How many requests had a response that was cut off each time. */
  let cut = 0;
  /** How many requests in a row an operation did not answer, each with its retries. */
  const down = new Map<string, number>();
  let [silent, mayHang] = [0, false];

  const send = async (ask: Parameters<HttpClient['send']>[0], isKnown: boolean): Promise<Attempt> => {
    const startedMs = now();
    const sent = await client.send(ask);
    const isSilent = sent.kind === 'no-response' && sent.timedOut === true;
    silent = isSilent ? silent + 1 : 0;
    if (!isSilent) mayHang = true;
    if (silent >= (isKnown ? maxSilent : maxSilentInAll) && sent.kind === 'no-response')
      throw new NothingToJudge(
        `The target stopped responding: ${silent} requests in a row failed (${sent.reason}).`,
        'unreachable',
      );
    return { sent, startedMs, tookMs: now() - startedMs };
  };

  /** Whether a retry may succeed. */
  const mayPass = (sent: SendOutcome, operationId: string, kind: string): boolean => {
    if (sent.kind === 'response' && isCrash(sent))
      return !habits.has(kind) && [...habits.values()].filter((one) => !one).length < maxHabits;
    if ((down.get(operationId) ?? 0) >= maxDown) return false;
    if (sent.kind === 'no-response' && sent.partial !== undefined && cut >= maxHabits) return false;
    if (sent.kind === 'response') return isUnavailable(sent);
    if (sent.timedOut !== true) return sent.mayPass;
    // A target that has never responded is not waited for twice.
    return mayHang && silent === 1;
  };

  return async (ask, { operationId, tag, hasAnswered = true }, mayTake) => {
    const kind = `${operationId} ${tag}`;
    if (!mayTake()) throw new Error('The budget was spent and yet a question came.');
    let last = await send(ask, hasAnswered);
    const all = [last];
    for (const pause of retryDelays) {
      const { sent } = last;
      if (!safeMethods.has(ask.method) && !(sent.kind === 'response' && unprocessedStatuses.has(sent.status)))
        break;
      const wanted = parseRetryAfterMs(sent, now());
      if (!mayPass(sent, operationId, kind) || wanted > maxPauseMs || !mayTake()) break;
      const delay = Math.max(pause, wanted);
      onProgress?.('retrying', `${getFault(sent)}; retrying in ${delay / 1000} s`);
      await wait(delay);
      last = await send(ask, hasAnswered);
      all.push(last);
    }
    if (last.sent.kind === 'no-response' && last.sent.partial !== undefined) cut += 1;
    const isDown = last.sent.kind === 'no-response' || isUnavailable(last.sent);
    down.set(operationId, isDown ? (down.get(operationId) ?? 0) + 1 : 0);
    return toRetryResult(all, tag, () => habits.set(kind, isStrange(tag)));
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
    sent: readPartly(last.sent),
    startedMs: first.startedMs,
    tookMs: last.startedMs + last.tookMs - first.startedMs,
  };
  // A late response has the time of its last attempt alone.
  return {
    final: crashes.length > 0 && !stays ? last : final,
    tries: all.length,
    byChance: stays ? [] : crashes,
    faults,
  };
}

/** What arrived of a response that was never complete is better than nothing. */
function readPartly(sent: SendOutcome): SendOutcome {
  return sent.kind === 'no-response' && sent.partial !== undefined ? sent.partial : sent;
}

/** A 500, or another server error that does not ask to wait. */
function isCrash(sent: SendOutcome): boolean {
  return sent.kind === 'response' && sent.status >= 500 && !isUnavailable(sent);
}

function getFault(sent: SendOutcome): string {
  return sent.kind === 'response' ? String(sent.status) : sent.reason.replace(/^\S+: /, '');
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3); 0 if there is none or it is invalid. */
function parseRetryAfterMs(sent: SendOutcome, now: number): number {
  const value = sent.kind === 'response' ? (getHeader(sent, 'retry-after') ?? '').trim() : '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
