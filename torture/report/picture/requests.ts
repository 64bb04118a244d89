/** The requests of a life as items of a picture: in lanes, with what came back. */
import type { LifeRequest } from '../../life/life.ts';
import { formatTime } from '../../life/format-time.ts';
import { createItem, createMore, type SceneItem, shorten } from './item.ts';
import type { Poll } from './select-polls.ts';

/** Requests that overlap in lanes one below the other. */
export function packPolls(
  polls: readonly Poll[],
  marked: ReadonlySet<number>,
  end: number,
): readonly (readonly SceneItem[])[] {
  const lanes: SceneItem[][] = [];
  for (const poll of polls) {
    const drawn = 'count' in poll ? createMore(poll.count, poll.from, poll.to) : toItem(poll, marked, end);
    const free = lanes.find((lane) => (lane.at(-1)?.to ?? 0) <= drawn.from);
    if (free === undefined) lanes.push([drawn]);
    else free.push(drawn);
  }
  return lanes;
}

function toItem(request: LifeRequest, marked: ReadonlySet<number>, end: number): SceneItem {
  const { number, sentAt, arrivedAt = end, outcome, status } = request;
  const start = `${marked.has(number) ? '*' : ''}${number}`;
  const isGood = outcome === 'response' && status !== undefined && status < 400;
  return createItem(sentAt, Math.max(sentAt, arrivedAt), start, {
    kind: 'request',
    end: formatOutcome(request),
    head: start.length,
    isMarked: marked.has(number),
    tone: isGood ? 'plain' : 'bad',
  });
}

const slowing: ReadonlySet<string> = new Set(['latency', 'drip']);
const followedOperations: ReadonlySet<string | undefined> = new Set(['getStatus']);

/** What reached the client: `▸200`, `▸429 wait 30s`, `✗reset`. */
function formatOutcome({ outcome, status, operation, faults, retryAfter, method }: LifeRequest): string {
  if (outcome === undefined) return '▸…';
  const subject = followedOperations.has(operation) ? '' : ` ${operationNames[operation ?? ''] ?? method}`;
  if (outcome !== 'response') return `✗${outcome}${subject}`;
  const wait = retryAfter === undefined ? '' : ` wait ${formatTime(retryAfter)}`;
  const changed = (status ?? 0) < 400 ? faults.filter((fault) => !slowing.has(fault)).slice(0, 1) : [];
  return `▸${status ?? '?'}${subject}${wait}${changed.map((fault) => ` ${shorten(fault)}`).join('')}`;
}

const operationNames: Readonly<Record<string, string>> = {
  getResults: 'results',
  listStatuses: 'list',
  submitEnrichment: 'submit',
  controlEnrichment: 'control',
};
