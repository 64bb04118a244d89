/** What a picture of a life cannot show, in sentences and in a table of the requests that broke the rule. */
import type { Life, LifeRequest } from '../life/life.ts';
import type { Violation } from '../rules/rule.ts';
import { formatTime } from '../life/format-time.ts';

/** Requests in the table. */
const maxRows = 4;
const fewRows = 3;
const maxReasonLength = 200;

/** A line for each request that shows the violation. */
export function describeRequests(life: Life, { requests = [] }: Violation): readonly string[] {
  const guilty = life.requests.filter(({ number }) => requests.includes(number));
  const shown = guilty.length <= maxRows ? guilty : [...guilty.slice(0, fewRows - 1), ...guilty.slice(-1)];
  const rows = shown.map((request) => [
    `*${request.number}`,
    `${request.method} ${formatTarget(request, life)}`,
    formatTimes(request),
    formatResponse(request, life),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  const hidden = guilty.length - shown.length;
  return hidden === 0
    ? lines
    : [...lines.slice(0, -1), `  ... ${hidden} more requests like these`, ...lines.slice(-1)];
}

/** In place of its id. */
export const nameJob = (index: number, count: number): string => (count > 1 ? `JOB${index + 1}` : 'JOB');

const prefix = /^(?:\/backend)?\/api\/v1/;

function formatTarget({ target, job }: LifeRequest, { jobs }: Life): string {
  const id = job === undefined ? undefined : jobs[job]?.id;
  const path = target.replace(prefix, '');
  const short = id === undefined || job === undefined ? path : path.replace(id, nameJob(job, jobs.length));
  return short.length > 60 ? `${short.slice(0, 60)}...` : short;
}

function formatTimes({ sentAt, arrivedAt }: LifeRequest): string {
  if (arrivedAt === undefined) return `${formatTime(sentAt)}, no response yet`;
  return `${formatTime(sentAt)}, took ${formatTime(arrivedAt - sentAt)}`;
}

function formatResponse({ outcome, status, shown, faults, retryAfter }: LifeRequest, { jobs }: Life): string {
  const what =
    outcome === undefined
      ? ''
      : outcome === 'response'
        ? [
            `${status ?? ''}`,
            ...shown
              .slice(0, 3)
              .map((one) => `${one.status}${jobs.length > 1 ? ` (job ${one.job + 1})` : ''}`),
          ].join(' ')
        : endings[outcome];
  const wait = retryAfter === undefined ? '' : `, Retry-After ${formatTime(retryAfter)}`;
  const fault = faults.length === 0 ? '' : ` (fault: ${faults.slice(0, 3).join(', ')})`;
  return `${what}${wait}${fault}`;
}

const endings = {
  reset: 'connection reset',
  cut: 'body cut off',
  aborted: 'aborted by the client',
} as const satisfies Record<Exclude<NonNullable<LifeRequest['outcome']>, 'response'>, string>;

/** Sentences on unknown requests, clock, faults, end and timers, where there is something to say. */
export function describeLife(life: Life): readonly string[] {
  const { plan, endings: ends, leakedTimers, endedAt, endedBy, requests } = life;
  const many = ends.length > 1;
  const threw = ends.flatMap((ending, run) =>
    ending?.kind === 'threw'
      ? [`Client${many ? ` ${run + 1}` : ''} threw at ${formatTime(ending.at)}: ${shorten(ending.reason)}`]
      : [],
  );
  const running = ends.filter((ending) => ending === undefined).length;
  const skew =
    plan.skew === 0
      ? []
      : [
          `The clock of the client is ${formatTime(Math.abs(plan.skew))} ${plan.skew > 0 ? 'ahead' : 'behind'}.`,
        ];
  const credits = plan.isOutOfCredits ? ['The user has no credits.'] : [];
  const dates = plan.retryAfterAsDate === true ? ['Retry-After is a date.'] : [];
  const over =
    endedBy === 'requests'
      ? [`The life was stopped after ${requests.length.toLocaleString('en')} requests.`]
      : endedBy === 'timers'
        ? [`The life was stopped at ${formatTime(endedAt)}, because the client had set too many timers.`]
        : running > 0
          ? [`The life was over at ${formatTime(endedAt)}, and the client was still running.`]
          : [];
  const [timer] = leakedTimers.toSorted((one, other) => one.due - other.due);
  const timers =
    timer === undefined
      ? []
      : [
          `${leakedTimers.length === 1 ? 'A timer' : `${leakedTimers.length} timers`} of the client were still set at the end; the next would fire at ${formatTime(timer.due)}.`,
        ];
  return [...describeUnknown(requests), ...threw, ...skew, ...credits, ...dates, ...over, ...timers];
}

/** A client with a mistyped path breaks some rule or other; here is why. */
function describeUnknown(requests: Life['requests']): readonly string[] {
  const wrong = requests.filter(({ hint }) => hint !== undefined);
  const [first] = wrong;
  if (first?.hint === undefined) return [];
  const others = wrong.length === 1 ? '' : `, like ${wrong.length - 1} more,`;
  return [`Request ${first.number}${others} fits no operation of the API. ${first.hint}`];
}

const shorten = (text: string): string =>
  text.length > maxReasonLength ? `${text.slice(0, maxReasonLength)}...` : text;
