/** How a process answers the questions of others about requests. */
import type { Journals } from '../journal/journals.ts';
import { listOthers, type OtherWorld } from '../journal/requests.ts';
import type { Alarms } from './alarms.ts';
import type { Numbers } from './numbers.ts';
import type { ListedAdvice } from '../coach/advice-source.ts';
import type { JournalEntry } from '../journal/entry.ts';
import {
  isOthers,
  isQuestion,
  type AdviceQuestion,
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
  /** Whether it has requests to other processes of a world. */
  readonly hasForeign: (world: string) => boolean;
  readonly listAdvice: (question: AdviceQuestion) => Promise<ListedAdvice>;
}

export async function replyToQuestion(
  from: string,
  question: unknown,
  deps: ReplyDeps,
): Promise<Reply | readonly OtherWorld[] | ListedAdvice> {
  if (!isQuestion(question)) throw new Error('No mock of this version asks that.');
  const { journals } = deps;
  if (question.kind === 'advice') return deps.listAdvice(question);
  if (question.kind === 'others') {
    const { world, filter, since } = question;
    return listOthers(journals, world, filter, () => since).slice(0, maxOthers);
  }
  // The world may have been reset or removed, and its requests with it.
  const { world } = question;
  if (journals.latest(world) > 0 || deps.hasForeign(world) || !deps.isTimeKnown()) await deps.look(world);
  return replyWithNew(from, question, deps);
}

function replyWithNew(
  from: string,
  { world, mark, after, floors, said, follows }: NewRequestsQuestion,
  { process, journals, numbers, alarms, getRead, describe }: ReplyDeps,
): Reply {
  const read = getRead(world);
  if (read.raiseFloors(floors)) journals.clear(world, floors.cleared);
  read.advice.addSaid(said);
  if (follows) alarms.set(world, from);
  const latest = numbers.latest();
  numbers.raise(mark);
  const known = after?.[process] ?? 0;
  const found = after === undefined ? [] : journals.entries(world).filter(({ number }) => number > known);
  const about = describe();
  const present = new Set([process, from, ...about.known]);
  const inherited = after === undefined ? [] : read.listInherited(present, after);
  const count = inherited.reduce((sum, [, entries]) => sum + entries.length, 0);
  return {
    entries: found.slice(0, maxEntries).map(toTravellingEntry),
    inherited: Object.fromEntries(takeFirst(inherited, maxEntries)),
    isMore: found.length > maxEntries || count > maxEntries,
    latest,
    floors: read.floors,
    said: [...read.advice.said],
    lost: journals.lost(world),
    about,
  };
}

/** So many entries in all. */
function takeFirst(
  lists: readonly (readonly [process: string, entries: readonly JournalEntry[]])[],
  max: number,
): readonly (readonly [process: string, entries: readonly JournalEntry[]])[] {
  let left = max;
  return lists.flatMap(([process, entries]) => {
    const taken = entries.slice(0, left);
    left -= taken.length;
    return taken.length === 0 ? [] : [[process, taken.map(toTravellingEntry)] as const];
  });
}

/** The same world can be in several answers. */
export function collectOtherWorlds(answers: readonly unknown[]): readonly OtherWorld[] {
  const counts = new Map<string, number>();
  for (const { name, count } of answers.filter(isOthers).flat())
    counts.set(name, (counts.get(name) ?? 0) + count);
  return Array.from(counts, ([name, count]) => ({ name, count }));
}
