/** Where the coach's advice happened: its requests, on the lanes of their jobs. */
import type { ShownRequest } from '../../../page-parts/polls.ts';
import type { Advice } from '../state/app.ts';
import { countUntil } from '../../../page-parts/time-scale.ts';

export interface AdviceMark {
  readonly at: number;
  readonly advice: Advice;
}

export interface AdviceMarks {
  readonly ofJob: ReadonlyMap<string, readonly AdviceMark[]>;
  /** For requests that concern no single job, such as of lists. */
  readonly ofUser: ReadonlyMap<string, readonly AdviceMark[]>;
}

/** @param requests in order of their numbers; advice about a request that they no longer have has no place */
export function placeAdvice(advice: readonly Advice[], requests: readonly ShownRequest[]): AdviceMarks {
  const ofJob = new Map<string, AdviceMark[]>();
  const ofUser = new Map<string, AdviceMark[]>();
  for (const one of advice) {
    for (const number of one.entries) {
      const request = requests[countUntil(requests, (before) => before.number < number)];
      if (request?.number !== number) continue;
      const mark = { at: Date.parse(request.world_time), advice: one };
      const job = request.job ?? one.job;
      const user = request.user ?? one.user;
      if (job !== undefined) add(ofJob, job, mark);
      else if (user !== undefined) add(ofUser, user, mark);
    }
  }
  return { ofJob, ofUser };
}

function add(marks: Map<string, AdviceMark[]>, key: string, mark: AdviceMark): void {
  const list = marks.get(key);
  if (list === undefined) marks.set(key, [mark]);
  else list.push(mark);
}

/** Marks that are so close become one flag, in pixels. */
const minGap = 14;

export interface Flag {
  readonly x: number;
  /** Each piece of advice once. */
  readonly advice: readonly Advice[];
}

export function joinMarks(marks: readonly AdviceMark[], toX: (at: number) => number): readonly Flag[] {
  const flags: { x: number; advice: Advice[] }[] = [];
  for (const { at, advice } of marks.toSorted((a, b) => a.at - b.at)) {
    const x = toX(at);
    const last = flags.at(-1);
    if (last === undefined || x - last.x >= minGap) flags.push({ x, advice: [advice] });
    else if (!last.advice.includes(advice)) last.advice.push(advice);
  }
  return flags;
}
