/** How a process answers the questions of others about requests. */
import type { Journals } from '../journal/journals.ts';
import { listOthers, type OtherWorld } from '../journal/requests.ts';
import type { Alarms } from './alarms.ts';
import type { Numbers } from './numbers.ts';
import {
  isOthers,
  isQuestion,
  type NewRequestsQuestion,
  type ProcessFacts,
  type Reply,
} from './questions.ts';
import type { ReadWorlds } from './read-worlds.ts';
import { toTravellingEntry } from './travelling-entry.ts';

/** So that no message is too large. */
const maxEntries = 500;
const maxOthers = 5;

export interface ReplyDeps {
  readonly process: string;
  readonly journals: Journals;
  readonly numbers: Numbers;
  readonly alarms: Alarms;
  /** Gets what others wrote to a world. */
  readonly look: (world: string) => Promise<void>;
  readonly getRead: ReadWorlds['get'];
  readonly describe: () => ProcessFacts;
  /** Whether it knows the time of the store. */
  readonly isTimeKnown: () => boolean;
}

export async function replyToQuestion(
  from: string,
  question: unknown,
  deps: ReplyDeps,
): Promise<Reply | readonly OtherWorld[]> {
  if (!isQuestion(question)) throw new Error('No mock of this version asks that.');
  const { journals } = deps;
  if (question.kind === 'others') {
    const { world, filter, since } = question;
    return listOthers(journals, world, filter, () => since).slice(0, maxOthers);
  }
  // The world may have been reset or removed, and its requests with it.
  if (journals.latest(question.world) > 0 || !deps.isTimeKnown()) await deps.look(question.world);
  return replyWithNew(from, question, deps);
}

function replyWithNew(
  from: string,
  { world, mark, after, floors, follows }: NewRequestsQuestion,
  { process, journals, numbers, alarms, getRead, describe }: ReplyDeps,
): Reply {
  const read = getRead(world);
  if (read.raiseFloors(floors)) journals.clear(world, floors.cleared);
  if (follows) alarms.set(world, from);
  const latest = numbers.latest();
  numbers.raise(mark);
  const known = after?.[process] ?? 0;
  const found = after === undefined ? [] : journals.entries(world).filter(({ number }) => number > known);
  return {
    entries: found.slice(0, maxEntries).map(toTravellingEntry),
    isMore: found.length > maxEntries,
    latest,
    floors: read.floors,
    lost: journals.lost(world),
    about: describe(),
  };
}

/** The same world can be in several answers. */
export function collectOtherWorlds(answers: readonly unknown[]): readonly OtherWorld[] {
  const counts = new Map<string, number>();
  for (const { name, count } of answers.filter(isOthers).flat())
    counts.set(name, (counts.get(name) ?? 0) + count);
  return Array.from(counts, ([name, count]) => ({ name, count }));
}
