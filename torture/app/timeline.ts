/** What happened in the life of an app, in the order of time: for the terminal and for the report. */
import { formatTime } from '../life/format-time.ts';
import type { AppLife, AppRequest } from './app-life.ts';
import { momentTexts } from './app-plan.ts';

export interface TimelineRow {
  readonly at: number;
  readonly kind: 'job' | 'user' | 'fault' | 'request' | 'shown' | 'error' | 'rule' | 'load';
  /** The tab in which it happened; absent for what concerns all. */
  readonly tab?: number;
  readonly text: string;
  /** The true status of the job then. */
  readonly truth: string;
  readonly isWrong?: boolean;
  /** How many requests it represents. */
  readonly requests?: number;
}

/** @param brokenAt when the rule was broken. @param message how */
export function listTimeline(life: AppLife, brokenAt?: number, message = ''): readonly TimelineRow[] {
  const { documents, job, moments, plan } = life;
  const truthAt = (at: number) => job.statuses.findLast((change) => change.at <= at)?.status ?? '';
  const row = (at: number, kind: TimelineRow['kind'], text: string, tab?: number): TimelineRow => ({
    at,
    kind,
    text,
    truth: truthAt(at),
    ...(tab === undefined ? {} : { tab }),
  });
  const changes = job.statuses.filter(({ status }, index) => job.statuses[index - 1]?.status !== status);
  const rows = [
    ...changes.map(({ at, status }) => row(at, 'job', `the job is ${status}`)),
    ...moments.map(({ at, moment }) => row(at, 'user', momentTexts[moment], 0)),
    ...plan.faults.map(({ at, fault }) => row(at, 'fault', describeFault(fault))),
    ...(plan.tokenExpiresAt === undefined ? [] : [row(plan.tokenExpiresAt, 'fault', 'the token expires')]),
    ...documents.flatMap(({ tab, shown, errors }) => [
      ...shown.map(({ at, text, status }) => ({
        ...row(at, 'shown', text === '' ? 'the page shows no status' : `the page shows "${text}"`, tab),
        isWrong: status !== undefined && status !== truthAt(at),
      })),
      ...errors.map(({ at, message: reason }) => row(at, 'error', reason, tab)),
    ]),
    ...listRequests(life).map(({ at, text, tab, count }) => ({
      ...row(at, 'request', text, tab),
      requests: Math.max(1, count),
    })),
    ...(brokenAt === undefined ? [] : [row(Math.max(brokenAt, 0), 'rule', message)]),
  ];
  return rows.toSorted((a, b) => a.at - b.at);
}

/** Requests that went well are counted, and the others are named. */
function listRequests({ requests, documents, moments, job }: AppLife) {
  const breaks = [...moments.map(({ at }) => at), ...job.statuses.map(({ at }) => at)];
  const rows: { at: number; text: string; tab: number; count: number; until: number }[] = [];
  for (const request of requests) {
    const tab = documents[request.document]?.tab ?? 0;
    const last = rows.at(-1);
    const isGood = request.status !== undefined && request.status < 300 && request.faults.length === 0;
    const isSame =
      last !== undefined &&
      isGood &&
      last.count > 0 &&
      last.tab === tab &&
      !breaks.some((at) => at > last.until && at <= request.sentAt);
    if (isSame) {
      last.count += 1;
      last.until = request.sentAt;
      last.text = `${last.count} requests went well, until ${formatTime(request.sentAt)}`;
    } else
      rows.push({
        at: request.sentAt,
        text: describeRequest(request),
        tab,
        count: isGood ? 1 : 0,
        until: request.sentAt,
      });
  }
  return rows;
}

const uuid = /([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const maxTarget = 90;

export function describeRequest({
  method,
  target,
  status,
  outcome,
  faults,
  arrivedAt,
  sentAt,
}: AppRequest): string {
  const path = target.replaceAll(uuid, '$1…').slice(0, maxTarget);
  const what =
    outcome === 'reset'
      ? 'no connection'
      : outcome === 'cut'
        ? 'the connection broke in the body'
        : outcome === 'aborted'
          ? 'the page gave up waiting'
          : status === undefined
            ? 'no response yet'
            : String(status);
  const time = arrivedAt === undefined ? '' : ` after ${formatTime(arrivedAt - sentAt)}`;
  return `${method} ${path}: ${what}${time}${faults.length === 0 ? '' : ` (${faults.join(', ')})`}`;
}

/** A fault in words, such as `the next 2 requests: error serverError`. */
function describeFault(fault: AppLife['plan']['faults'][number]['fault']): string {
  const { effect, next, every, from, expires_in: length, operation, ...others } = fault;
  const which =
    next !== undefined
      ? `the next ${next === 1 ? 'request' : `${next} requests`}`
      : every !== undefined
        ? `every ${every}th request`
        : from !== undefined
          ? `each request from the ${from}th on`
          : 'each request';
  const values = Object.values(others).map(String);
  const details = [
    ...(operation === undefined ? [] : [`to ${operation}`]),
    ...(length === undefined ? [] : [`for ${length}`]),
  ];
  return `from now on, ${[which, ...details].join(' ')}: ${[effect, ...values].join(' ')}`;
}
