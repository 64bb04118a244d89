/** What the processes ask each other about requests, and the form of their answers. */
import { isMap, toMap } from '../../openapi/values.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Filter } from '../journal/filter.ts';
import type { OtherWorld } from '../journal/requests.ts';

export type Question = NewRequestsQuestion | OthersQuestion;

/** What requests are new in a world. */
export interface NewRequestsQuestion {
  readonly kind: 'new';
  readonly world: string;
  /** All later entries must have higher numbers. */
  readonly mark: number;
  /** By process, the number of the latest entry that the asking one has; absent if it wants none. */
  readonly after?: Readonly<Record<string, number>>;
  readonly floors: Floors;
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

/** What somebody cleared: entries up to these numbers. */
export interface Floors {
  readonly cleared: number;
  /** Of the coach. */
  readonly dismissed: number;
}

export const noFloors: Floors = { cleared: 0, dismissed: 0 };

export interface Reply {
  readonly entries: readonly JournalEntry[];
  readonly isMore: boolean;
  /** The highest number that the process knew. */
  readonly latest: number;
  readonly floors: Floors;
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

/** Anybody who reaches the store can send something else. */
export function isReply(answer: unknown): answer is Reply {
  const { entries, floors, latest, lost, about } = toMap(answer);
  const { known, started, ended } = toMap(about);
  return (
    isList(entries, isEntry) &&
    isFloors(floors) &&
    isList(known, isText) &&
    [latest, lost, started, ended].every(isNumber)
  );
}

export function isQuestion(question: unknown): question is Question {
  const { kind, world, filter, since, mark, after, floors } = toMap(question);
  if (!isText(world)) return false;
  if (kind === 'others') return isMap(filter) && isNumber(since);
  return kind === 'new' && isNumber(mark) && (after === undefined || isMap(after)) && isFloors(floors);
}

/** The answer to a question for other worlds. */
export const isOthers = (answer: unknown): answer is readonly OtherWorld[] =>
  isList(answer, (one) => isText(toMap(one)['name']) && isNumber(toMap(one)['count']));

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
