/** A life as a link: the world at a moment or when the last thing had happened, frozen, with the requests of the client. */
import type { Life } from '../life/life.ts';
import { CommandLog } from '../../mock-server/domain/command-log.ts';
import type { World } from '../../mock-server/domain/world.ts';
import { formatWorldLink } from '../../mock-server/fixtures/world-link.ts';
import type { JournalEntry } from '../../mock-server/journal/entry.ts';
import { type KeptRequest, keepRequests, maxKeptRequests } from '../../mock-server/journal/kept-requests.ts';
import { instant } from '../../time/time.ts';

/** Longer links are cut by some terminals and chats, so that a link with many requests has the latest only. */
const maxLength = 8000;
/** So that the last request is not at the edge. */
const margin = 3000;

export interface LinkedPart {
  /** The instant at which the life started. */
  readonly start: number;
  /** How much of the life is shown, in milliseconds. */
  readonly until: number;
}

type Numbered = readonly [number: number, entry: JournalEntry];

/** @param entries by the numbers of the requests */
export function linkWorld(
  world: World,
  entries: ReadonlyMap<number, JournalEntry>,
  { start, until }: LinkedPart,
): string | undefined {
  const end = instant(start + until);
  const clock = { ...world.clock, world: end, frozen: true };
  const log = CommandLog.from([...world.log].filter(({ at }) => at <= end));
  const past = [...entries].filter(([, { worldTime }]) => worldTime <= end);
  return formatWorldLink({ ...world, clock, log }, end, { requests: keepNumbered(past, end), maxLength });
}

/** @param entries with the numbers of the requests in the life */
function keepNumbered(entries: readonly Numbered[], end: number): readonly KeptRequest[] {
  const sent = entries.toSorted(([one], [other]) => one - other).slice(-maxKeptRequests);
  const last = sent.at(-1)?.[1];
  if (last === undefined) return [];
  const real = instant(last.began + (end - last.worldTime));
  const kept = keepRequests(
    sent.map(([, entry]) => entry),
    { world: instant(end), real },
  );
  return kept.map(({ number: own, ...request }, index) => {
    const number = sent[index]?.[0] ?? own ?? 0;
    const isNext = number === (sent[index - 1]?.[0] ?? 0) + 1;
    return isNext ? request : { ...request, number };
  });
}

/** When the last thing had happened. */
export function findLinkEnd({ plan, requests, reports, results, endings, endedAt, ...life }: Life): number {
  const happened = [
    life.unmountedAt,
    life.switchedAt,
    ...plan.sleeps.map(({ at, length }) => at + length),
    ...requests.slice(-100).map(({ sentAt, arrivedAt }) => arrivedAt ?? sentAt),
    ...[...reports.slice(-1), ...results.slice(-1)].map(({ at }) => at),
    ...endings.map((ending) => ending?.at),
  ];
  return Math.min(endedAt, margin + Math.max(0, ...happened.map((at = 0) => at)));
}
