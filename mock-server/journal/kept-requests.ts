/** The requests of a journal as plain values in a link to a world, and back. They come from anybody, so that each value is checked. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { type Instant, instant } from '../../time/time.ts';
import { findJob, type World } from '../domain/world.ts';
import type { Draft, JournalEntry } from './entry.ts';
import { createShowJobs } from './shown-jobs.ts';

/** A request without what follows from the others, from the world or from its defaults. */
export interface KeptRequest {
  /** Milliseconds of world time to the next request, which may be earlier, or to the end of the world's past. */
  readonly gap: number;
  /** The same in real time, if that is another. */
  readonly real?: number;
  /** Milliseconds until its response was sent. */
  readonly took: number;
  /** Absent: one more than that of the request before. */
  readonly number?: number;
  /** Absent: GET. */
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly user?: string;
  readonly operation?: string;
  readonly job?: string;
  readonly status: number;
  readonly after?: number;
  readonly faults?: readonly string[];
  readonly aborted?: true;
}

/** @param end the present time of the world, and the real time on the clock that nobody sets */
export function keepRequests(
  entries: readonly JournalEntry[],
  end: { readonly world: Instant; readonly real: Instant },
): readonly KeptRequest[] {
  return entries.map((entry, index): KeptRequest => {
    const { began, ended, worldTime, number, method, path, query, user, operation, job, status } = entry;
    const next = entries[index + 1];
    const gap = (next?.worldTime ?? end.world) - worldTime;
    const real = (next?.began ?? end.real) - began;
    const isNext = number === (entries[index - 1]?.number ?? 0) + 1;
    return leaveUnreadable({
      gap,
      ...(real === gap ? {} : { real }),
      took: Math.max(0, ended - began),
      ...(isNext ? {} : { number }),
      ...(method === 'GET' ? {} : { method }),
      path,
      ...(query === undefined ? {} : { query }),
      ...(user === undefined ? {} : { user }),
      ...(operation === undefined ? {} : { operation }),
      ...(job === undefined ? {} : { job }),
      status,
      ...(entry.retryAfter === undefined ? {} : { after: entry.retryAfter }),
      ...(entry.faults.length === 0 ? {} : { faults: entry.faults.slice(0, maxFaults) }),
      ...(entry.aborted ? { aborted: true } : {}),
    });
  });
}

/** Without what nobody could read again: one strange request must not make a whole link useless. */
function leaveUnreadable(request: KeptRequest): KeptRequest {
  const isReadable = ([key, value]: readonly [string, unknown]): boolean =>
    checks[key as keyof KeptRequest](value);
  const readable = Object.fromEntries(Object.entries(request).filter(isReadable));
  return { gap: 0, took: 0, path: '/', status: 0, ...readable };
}

/** As many as a journal keeps by default. */
export const maxKeptRequests = 1000;
const maxNumber = 1e12;
const maxTextLength = 2000;
const maxNameLength = 100;
const maxFaults = 20;

type Check = (value: unknown) => boolean;

const isCount: Check = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxNumber;
const isDistance: Check = (value) =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= maxNumber;
const isText =
  (max: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= max;
const isName = isText(maxNameLength);
const checks: Readonly<Record<keyof KeptRequest, Check>> = {
  gap: isDistance,
  real: isDistance,
  took: isCount,
  number: isCount,
  method: (value) => typeof value === 'string' && /^[\w!#$%&'*+.^`|~-]{1,20}$/.test(value),
  path: (value) => isText(maxTextLength)(value) && /^(?:\/|\*$)/.test(String(value)),
  query: isText(maxTextLength),
  user: isName,
  operation: isName,
  job: isName,
  status: (value) => isCount(value) && Number(value) <= 599,
  after: isCount,
  faults: (value) => Array.isArray(value) && value.length <= maxFaults && value.every(isName),
  aborted: (value) => value === true,
};
const required = ['gap', 'took', 'path', 'status'] as const;

/** Half a sentence on why a value is no list of kept requests; undefined if it is one. */
export function findKeptMistake(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length > maxKeptRequests)
    return `"requests" must be a list of at most ${maxKeptRequests}`;
  for (const [index, one] of value.entries()) {
    const place = `"requests[${index}]`;
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return `${place}" must be an object`;
    const missing = required.find((key) => !Object.hasOwn(one, key));
    if (missing !== undefined) return `${place}.${missing}" is missing`;
    for (const [key, item] of Object.entries(one)) {
      const check = Object.hasOwn(checks, key) ? checks[key as keyof KeptRequest] : undefined;
      if (check?.(item) !== true) return `${place}.${key}" is not allowed or has a wrong value`;
    }
  }
  return undefined;
}

/** The present times at which kept requests become entries again. */
export interface PresentTimes {
  /** Of the world. */
  readonly world: Instant;
  /** The wall clock. */
  readonly now: Instant;
  /** The clock that nobody sets. */
  readonly steady: Instant;
}

/** @param kept without mistakes */
export function restoreRequests(
  kept: readonly KeptRequest[],
  world: World,
  present: PresentTimes,
  lifeCycle: LifeCycle,
): readonly Draft[] {
  const showJobs = createShowJobs(lifeCycle);
  const drafts: Draft[] = [];
  let [past, real] = [0, 0];
  for (const request of kept.toReversed()) {
    past += request.gap;
    real += request.real ?? request.gap;
    const worldTime = instant(present.world - past);
    const job = request.job === undefined ? undefined : findJob(world, request.job);
    const seen = job === undefined || job.submittedAt > worldTime ? [] : showJobs([job], worldTime);
    drafts.push(toDraft(request, { worldTime, at: present.now - real, began: present.steady - real, seen }));
  }
  drafts.reverse();
  for (const [index, draft] of drafts.entries())
    draft.number = kept[index]?.number ?? (drafts[index - 1]?.number ?? 0) + 1;
  return drafts;
}

interface Past {
  readonly worldTime: Instant;
  readonly at: number;
  readonly began: number;
  readonly seen: Draft['shown'];
}

function toDraft(request: KeptRequest, { worldTime, at, began, seen }: Past): Draft {
  const { method = 'GET', path, query, user, operation, job, status, took, faults = [] } = request;
  const isShown = status >= 200 && status < 300;
  return {
    number: 0,
    at: instant(at),
    began: instant(began),
    ended: instant(began + took),
    worldTime,
    speed: 1,
    method,
    path,
    query,
    tokenInQuery: false,
    user,
    stranger: user === undefined ? { kind: 'unknown', fingerprint: 0 } : undefined,
    operation,
    job,
    shown: isShown ? seen : [],
    asked: isShown ? undefined : seen[0],
    status,
    retryAfter: request.after,
    faults,
    nearMisses: [],
    aborted: request.aborted === true,
  };
}
