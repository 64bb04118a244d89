/** The client's requests as marks on a lane: what kind they are, and how those that are close together become one. */
import type { components } from '../openapi/generated/control.ts';
import type { PixelRange } from './lane-segments.ts';
import { countUntil, type TimeScale } from './time-scale.ts';

/** A request in the journal, as the control API shows it. */
export type ShownRequest = components['schemas']['Entry'];

/** Classes of responses, the least remarkable first. */
export const pollKinds = ['ok', 'refused', 'limited', 'broken'] as const;
export type PollKind = (typeof pollKinds)[number];

export interface Poll {
  readonly at: number;
  readonly kind: PollKind;
  readonly request: ShownRequest;
}

/** Polls of one kind that are too close to draw each of them. */
export interface PollCluster {
  readonly kind: PollKind;
  /** Of the first and of the last of them, in pixels from the origin. */
  readonly x: number;
  readonly end: number;
  readonly first: Poll;
  readonly last: Poll;
  readonly count: number;
  /** How many of them a fault changed. */
  readonly faults: number;
}

export function getPollKind({ status }: Pick<ShownRequest, 'status'>): PollKind {
  // A fault prevented the response.
  if (status === 0 || status >= 500) return 'broken';
  if (status === 429) return 'limited';
  return status >= 400 ? 'refused' : 'ok';
}

/**
 * The polls of a growing list of requests; only new requests are read.
 * @param accepts requests that are shown
 */
export function createPollReader(
  accepts: (request: ShownRequest) => boolean = () => true,
): (requests: readonly ShownRequest[]) => readonly Poll[] {
  const known = new WeakMap<readonly ShownRequest[], { readonly polls: Poll[]; read: number }>();
  return (requests) => {
    const one = known.get(requests) ?? { polls: [], read: 0 };
    known.set(requests, one);
    const { polls } = one;
    for (const request of requests.slice(one.read).filter(accepts)) {
      // The world's time may be set back, but the marks stay in order.
      const at = Math.max(Date.parse(request.world_time), polls.at(-1)?.at ?? 0);
      polls.push({ at, kind: getPollKind(request), request });
    }
    one.read = requests.length;
    return polls;
  };
}

/** Lines that are closer become one bar, in pixels. */
const lineGap = 3;

/**
 * @param polls in order of time
 * @param since those before are left out, such as polls of a list before the job was in it
 * @param until those after are left out, since they are in the future of what is shown
 * @param size half the width of a mark
 */
export function clusterPolls(
  polls: readonly Poll[],
  scale: TimeScale,
  { origin, from, to }: PixelRange,
  { since, until }: { readonly since: number; readonly until: number },
  size: number,
): readonly PollCluster[] {
  const begin = Math.max(since, scale.toTime(from + origin));
  const end = Math.min(until, scale.toTime(to + origin));
  const open = new Map<PollKind, { -readonly [Key in keyof PollCluster]: PollCluster[Key] }>();
  const clusters: PollCluster[] = [];
  for (let index = countUntil(polls, ({ at }) => at < begin); index < polls.length; index += 1) {
    const poll = polls[index] as Poll;
    if (poll.at > end) break;
    const x = scale.toX(poll.at) - origin;
    const { kind } = poll;
    const fault = poll.request.faults.length > 0 ? 1 : 0;
    const last = open.get(kind);
    // A shape is as wide as its gap; a row of lines grows.
    if (last !== undefined && (kind === 'ok' ? x - last.end < lineGap : x - last.x < 2 * size)) {
      last.end = x;
      last.last = poll;
      last.count += 1;
      last.faults += fault;
    } else {
      const cluster = { kind, x, end: x, first: poll, last: poll, count: 1, faults: fault };
      open.set(kind, cluster);
      clusters.push(cluster);
    }
  }
  return clusters;
}
