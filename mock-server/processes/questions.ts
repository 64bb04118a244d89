/** What the processes ask each other about requests, and the form of their answers. */
import { isMap, toMap } from '../../openapi/values.ts';
import type { Instant } from '../../time/time.ts';
import type { Advice } from '../coach/advice.ts';
import type { ListedAdvice } from '../coach/advice-source.ts';
import { isWorldName } from '../domain/world-names.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Filter } from '../journal/filter.ts';
import type { OtherWorld } from '../journal/requests.ts';

export type Question = NewRequestsQuestion | OthersQuestion | AdviceQuestion;

/** What requests are new in a world. */
export interface NewRequestsQuestion {
  readonly kind: 'new';
  readonly world: string;
  /** All later entries must have higher numbers. */
  readonly mark: number;
  /** By process, the number of the latest entry that the asking one has; absent if it wants none. */
  readonly after?: Readonly<Record<string, number>>;
  readonly floors: Floors;
  /** Which advice was said already. */
  readonly said: readonly string[];
  /** Whether it wants to be told of the next change. */
  readonly follows: boolean;
}

/** Whether other worlds got requests that match. */
export interface OthersQuestion {
  readonly kind: 'others';
  readonly world: string;
  readonly filter: Filter;
  readonly since: number;
}

/** What the coach of a world says, whose requests the asked process keeps. */
export interface AdviceQuestion {
  readonly kind: 'advice';
  readonly world: string;
  /** The time of the world. */
  readonly now: Instant;
}

export const createAdviceQuestion = (world: string, now: Instant): AdviceQuestion => ({
  kind: 'advice',
  world,
  now,
});

/** What somebody cleared: entries up to these numbers. */
export interface Floors {
  readonly cleared: number;
  /** Of the coach. */
  readonly dismissed: number;
}

export const noFloors: Floors = { cleared: 0, dismissed: 0 };

export interface Reply {
  readonly entries: readonly JournalEntry[];
  /** What it has of processes that have ended, by process. */
  readonly inherited: Readonly<Record<string, readonly JournalEntry[]>>;
  readonly isMore: boolean;
  /** The highest number that the process knew. */
  readonly latest: number;
  readonly floors: Floors;
  readonly said: readonly string[];
  /** Entries up to this number may be missing, since the journal is limited. */
  readonly lost: number;
  readonly about: ProcessFacts;
}

/** What a process knows of those that share the store. */
export interface ProcessFacts {
  readonly known: readonly string[];
  /** Where its numbers began. */
  readonly started: number;
  /** What processes had that have ended is lost, up to this number. */
  readonly ended: number;
}

/** What a process that ends leaves to the one that keeps the requests of a world. */
export interface Legacy {
  readonly world: string;
  readonly entries: readonly JournalEntry[];
}

/** What the coach of a world found, and which advice was said. */
export interface Findings {
  readonly world: string;
  readonly found: readonly Advice[];
  readonly said: readonly string[];
}

/** Anybody who reaches the store can send something else. */
export function isReply(answer: unknown): answer is Reply {
  const { entries, inherited, floors, said, latest, lost, about } = toMap(answer);
  const { known, started, ended } = toMap(about);
  return (
    isList(entries, isEntry) &&
    isMap(inherited) &&
    Object.values(inherited).every((one) => isList(one, isEntry)) &&
    isFloors(floors) &&
    isList(said, isText) &&
    isList(known, isText) &&
    [latest, lost, started, ended].every(isNumber)
  );
}

export function isLegacy(legacy: unknown): legacy is Legacy {
  const { world, entries } = toMap(legacy);
  return isText(world) && isWorldName(world) && isList(entries, isEntry);
}

export function isFindings(value: unknown): value is Findings {
  const { world, found, said } = toMap(value);
  return isText(world) && isWorldName(world) && isList(found, isAdvice) && isList(said, isText);
}

export function isQuestion(question: unknown): question is Question {
  const { kind, world, filter, since, mark, after, floors, said, now } = toMap(question);
  if (!isText(world) || !isWorldName(world)) return false;
  if (kind === 'others') return isMap(filter) && isNumber(since);
  if (kind === 'advice') return Number.isFinite(now);
  const isAfter = after === undefined || isMap(after);
  return kind === 'new' && isNumber(mark) && isAfter && isFloors(floors) && isList(said, isText);
}

/** The answer to a question for other worlds. */
export const isOthers = (answer: unknown): answer is readonly OtherWorld[] =>
  isList(answer, (one) => isText(toMap(one)['name']) && isNumber(toMap(one)['count']));

/** The answer to a question for advice. */
export function isListedAdvice(answer: unknown): answer is ListedAdvice {
  const { advice, missing } = toMap(answer);
  return isNumber(missing) && isList(advice, isAdvice);
}

function isAdvice(value: unknown): boolean {
  const { id, level, title, user, job, seen, times, entries, why, source, cause, ...others } = toMap(value);
  return (
    (level === 'warning' || level === 'notice') &&
    [id, title, seen, why, source, others['do'], ...Object.values(toMap(others['in_code']))].every(isText) &&
    [user, job, cause].every((one) => one === undefined || isText(one)) &&
    isNumber(times) &&
    isList(entries, isNumber)
  );
}

function isEntry(value: unknown): boolean {
  const { number, at, began, ended, worldTime, speed, status, method, path, ...others } = toMap(value);
  const { shown, faults, nearMisses, query, user, operation, job, stranger, asked } = others;
  return (
    isNumber(number) &&
    [at, began, ended, worldTime, speed, status].every((one) => Number.isFinite(one)) &&
    [method, path].every(isText) &&
    [query, user, operation, job].every((one) => one === undefined || isText(one)) &&
    [stranger, asked].every((one) => one === undefined || isMap(one)) &&
    [faults, nearMisses].every((one) => isList(one, isText)) &&
    isList(shown, isMap)
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): boolean => Number.isSafeInteger(value);
const isFloors = (value: unknown): boolean =>
  isNumber(toMap(value)['cleared']) && isNumber(toMap(value)['dismissed']);
const isList = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isItem);
