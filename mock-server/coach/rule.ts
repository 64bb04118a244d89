/** The type of a coach's rule: its texts, and a watch over some of the requests of a world. */
import type { components } from '../../openapi/generated/control.ts';
import { computeDuration, type Duration, duration, type Instant } from '../../time/time.ts';
import type { JournalEntry, ShownJob } from '../journal/entry.ts';
import type { Guide } from './settings.ts';

export type AdviceLevel = components['schemas']['Advice']['level'];

/** The source of a rule's reason. */
export type Ground =
  /** The polling guidance, wherever the document locates it. */
  | { readonly kind: 'polling' }
  /** A page of x-pages. */
  | { readonly kind: 'page'; readonly page: string; readonly section: string }
  /** A standard, such as `RFC 9110, 10.2.3`. */
  | { readonly kind: 'standard'; readonly name: string }
  | { readonly kind: 'assumed'; readonly reason: string };

export interface Rule {
  /** Never changes. */
  readonly id: string;
  readonly level: AdviceLevel;
  /** The problem, in one sentence. */
  readonly title: string;
  readonly why: string;
  readonly ground: Ground;
  /** The remedy. */
  readonly remedy: string;
  /** The same in code. */
  readonly inCode: components['schemas']['Advice']['in_code'];
  /** Of what each watch is kept: all requests of a user, those about a job, or those for the same thing. */
  readonly per: Subject;
  readonly watch: Watch;
}

export type Subject = 'user' | 'job' | 'thing';

/** One request as the rules see it. Its entry may be used again for another one, so no rule keeps it. */
export interface Observation {
  readonly entry: JournalEntry;
  readonly begin: Stamp;
  /** The query of the request; absent when it has none. */
  readonly query: URLSearchParams | undefined;
  /** The requested job at that time, if the user has it; only looked up for a request that failed. */
  readonly asked: ShownJob | undefined;
  readonly guide: Guide;
}

/** An observation for a rule. */
export interface Offence {
  /** One sentence with figures. It is only written when somebody reads the advice. */
  readonly describe: () => string;
  /** The numbers of the journal entries that show it; of many the latest. */
  readonly entries: readonly number[];
  readonly job?: string | undefined;
  /** The probable cause of such requests, and the setting that stops them; it reduces the level to notice. */
  readonly cause?: string;
}

/**
 * Looks at one request after the other, and changes its memory, which never grows beyond a fixed size. Each subject has one of
 * its own, or none before a request that begins it.
 */
export interface Watch<Memory = unknown> {
  readonly begins: (observation: Observation) => boolean;
  readonly createMemory: () => Memory;
  readonly see: (memory: Memory, observation: Observation) => Offence | undefined;
  readonly omission?: Omission<Memory>;
}

/** Advice that becomes due without a further request. */
export interface Omission<Memory = unknown> {
  /** The real time from which on it may be due, if there is no other request. */
  readonly computeDue: (memory: Memory, guide: Guide) => number;
  readonly find: (memory: Memory, now: Moment, guide: Guide) => Offence | undefined;
}

/** Hides the type of the memory, which only goes to the watch that created it. */
export function createWatch<Memory>({
  begins = () => true,
  ...watch
}: Omit<Watch<Memory>, 'begins'> & Partial<Pick<Watch<Memory>, 'begins'>>): Watch {
  return { begins, ...watch } as Watch<Memory> as Watch;
}

/** A time, in the real world and in the mocked one. */
export interface Moment {
  readonly real: Instant;
  readonly world: Instant;
}

/** A time, and how fast that of the world ran then. */
export interface Stamp extends Moment {
  readonly speed: number;
}

export const getBegin = ({ began, worldTime: world, speed }: JournalEntry): Stamp => ({
  real: began,
  world,
  speed,
});
export const getEnd = ({ ended, worldTime: world, speed }: JournalEntry): Stamp => ({
  real: ended,
  world,
  speed,
});

/**
 * The waiting time of the client, in its favour: in a frozen or accelerated world, one of the two times is
 * meaningless.
 */
export function measureWait(from: Moment, to: Moment): Duration {
  return duration(Math.max(0, to.real - from.real, to.world - from.world));
}

/** The duration for the client: in real time, or in world time that fake timers or a test advanced. */
export function measureClientTime(from: Stamp, to: Stamp): Duration {
  const real = computeDuration(from.real, to.real);
  const ran = real * Math.max(from.speed, to.speed);
  return duration(Math.max(real, computeDuration(from.world, to.world) - ran));
}

/** Whether the operation of the document is one with which clients follow jobs. */
export const isPoll = (operation: string | undefined): boolean =>
  operation === 'getStatus' || operation === 'listStatuses';

/** Whether the client got the response of the API unchanged. */
export function isSuccessful({ method, status, faults, aborted }: JournalEntry): boolean {
  return status >= 200 && status < 300 && method !== 'HEAD' && faults.length === 0 && !aborted;
}

/** The status of a single job, if the client has seen it. */
export function findReportedStatus(entry: JournalEntry): ShownJob | undefined {
  return entry.operation === 'getStatus' && isSuccessful(entry) ? entry.shown[0] : undefined;
}

/** Adds to a list that keeps the latest. */
export function pushLatest<Item>(items: Item[], item: Item, max: number): void {
  items.push(item);
  if (items.length > max) items.shift();
}

/** Seconds as they are read: `0.4 s`, `20 s`. */
export function formatSeconds(length: number): string {
  const value = length / 1000;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} s`;
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** An advice names no more journal entries than these. */
export const maxEntries = 10;

export const sliceLatest = (numbers: readonly number[]): readonly number[] => numbers.slice(-maxEntries);
