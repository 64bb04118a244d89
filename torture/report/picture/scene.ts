/** What a picture of a life shows: lanes with their items, before they have columns. */
import type { NewFault } from '../../../library/operations.ts';
import type { Life } from '../../life/life.ts';
import { createItem, type SceneItem, tones } from './item.ts';
import { listReports } from './reports.ts';
import { packPolls } from './requests.ts';
import { selectPolls } from './select-polls.ts';

export interface SceneLane {
  /** Drawn in front of it; empty if it continues the one above. */
  readonly name: string;
  readonly items: readonly SceneItem[];
}

export interface Scene {
  readonly lanes: readonly SceneLane[];
  /** The moments to name on the axis, the most important first. */
  readonly moments: readonly number[];
  /** When the rule was broken. */
  readonly brokenAt?: number;
}

/** What to mark. */
export interface Marks {
  readonly requests?: readonly number[];
  readonly at?: number;
}

/** @param budget how many requests of a job, and how many reports of a run, are shown */
export function createScene(life: Life, marks: Marks, budget: number): Scene {
  const marked = new Set(marks.requests);
  const end = findEnd(life, marks);
  const indexes = life.jobs.map((_, index) => index);
  const polls = [...indexes, undefined].map((index) => ({
    index,
    polls: selectPolls(
      life.requests.filter(({ job }) => job === index),
      marked,
      budget,
    ),
  }));
  const many = life.jobs.length > 1;
  const requestLanes = (job: number | undefined, name: string): readonly SceneLane[] =>
    packPolls(polls.find(({ index }) => index === job)?.polls ?? [], marked, end).map((items, row) => ({
      name: row === 0 ? name : '',
      items,
    }));
  return {
    lanes: [
      ...indexes.flatMap((index) => [
        { name: many ? `job ${index + 1}` : 'job', items: listStatuses(life, index, end) },
        ...requestLanes(index, 'requests'),
      ]),
      ...requestLanes(undefined, 'others'),
      ...listEvents(life, end),
      ...life.endings.map((ending, run) => ({
        name: life.endings.length > 1 ? `client ${run + 1}` : 'client',
        items: listReports(life, run, ending, end, budget),
      })),
    ].filter(({ items }) => items.length > 0),
    moments: [
      ...(marks.at === undefined ? [] : [marks.at]),
      0,
      ...life.requests
        .filter(({ number }) => marked.has(number))
        .slice(0, 8)
        .flatMap(({ sentAt, arrivedAt }) => [sentAt, arrivedAt ?? sentAt]),
      ...life.jobs.flatMap(({ statuses }) => statuses.map(({ at }) => at)).filter((at) => at <= end),
      end,
      ...polls.flatMap((one) => one.polls).flatMap((one) => ('count' in one ? [] : [one.sentAt])),
    ],
    ...(marks.at === undefined ? {} : { brokenAt: marks.at }),
  };
}

/** The last moment at which anything happened that a person wants to see. */
function findEnd(
  { requests, reports, results, endings, endedAt, unmountedAt = 0, switchedAt = 0 }: Life,
  marks: Marks,
): number {
  const isOver = endings.every((ending) => ending !== undefined);
  const last = Math.max(
    0,
    unmountedAt,
    switchedAt,
    marks.at ?? 0,
    ...requests.slice(-50).map(({ sentAt, arrivedAt }) => arrivedAt ?? sentAt),
    ...[...reports, ...results].slice(-50).map(({ at }) => at),
    ...endings.map((ending) => ending?.at ?? 0),
  );
  return isOver ? last : Math.max(last, endedAt);
}

function listStatuses({ jobs }: Life, index: number, end: number): readonly SceneItem[] {
  const changes = (jobs[index]?.statuses ?? []).filter(
    ({ at, status }, place, all) => at <= end && all[place - 1]?.status !== status,
  );
  return changes.map(({ at, status }, place) =>
    createItem(Math.max(0, at), changes[place + 1]?.at ?? end, status, {
      kind: 'status',
      tone: tones[status] ?? 'plain',
      ...(place === changes.length - 1
        ? { head: 0, tail: status.length + 2 }
        : { head: status.length + 2, tail: 0 }),
    }),
  );
}

function listEvents(life: Life, end: number): readonly SceneLane[] {
  const { plan, unmountedAt, switchedAt } = life;
  const at = (time: number | undefined, text: string): readonly SceneItem[] =>
    time === undefined || time > end ? [] : [createItem(time, time, text, { tone: 'bad' })];
  const events = [
    ...(plan.isOutOfCredits ? at(0, '!no credits') : []),
    ...plan.faults.flatMap((fault) => at(fault.at, `!${formatFault(fault.fault)}`)),
    ...at(plan.tokenExpiresAt, '!token expires'),
    ...at(switchedAt, '!turns to job 2'),
    ...at(unmountedAt, '!page left'),
  ].toSorted((one, other) => one.from - other.from);
  const sleeps = plan.sleeps
    .filter((sleep) => sleep.at <= end)
    .map((sleep) =>
      createItem(sleep.at, Math.min(end, sleep.at + sleep.length), 'asleep', {
        kind: 'sleep',
        tone: 'faint',
        head: 7,
        tail: 1,
      }),
    );
  return [
    { name: 'tab', items: sleeps },
    { name: 'events', items: events },
  ];
}

/** `reset ×2`, `tooManyRequests`, `latency 30s` */
function formatFault({ effect, problem, latency, status, mutant, next }: NewFault): string {
  const what =
    problem ?? mutant ?? [effect, latency ?? status].filter((part) => part !== undefined).join(' ');
  return `${what.slice(0, 40)}${next === undefined || next === 1 ? '' : ` ×${next}`}`;
}
