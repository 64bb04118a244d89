/** Draws the life of a job: a random walk through the life cycle of the document. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { DrawnScenario, DrawnStep } from '../life/plan.ts';
import { type Chance, happens, pick, pickWeighted } from './chance.ts';
import { formatLength, listLengths } from './round-numbers.ts';

const maxSteps = 12;
/** In a hundred steps. */
const percentForever = 1;
const percentStaysPaused = 40;
const percentEndsEarly = 20;
/** A pause makes a job interesting for clients, and a failure ends it. */
const weights = { pause: 4, time: 4, resume: 4, failure: 1 } as const;

const lengths = {
  short: listLengths('100ms', '30s'),
  medium: listLengths('1m', '10m'),
  long: listLengths('20m', '5h'),
};

/** The steps of a job, from an initial status to one that it keeps. */
export function drawScenario(chance: Chance, lifeCycle: LifeCycle): DrawnScenario {
  const steps: DrawnStep[] = [];
  let status: string | undefined = pick(
    chance,
    lifeCycle.internalStatuses.filter((one) => lifeCycle.isInitial(one)),
  );
  while (status !== undefined) {
    const step: DrawnStep = drawStep(chance, lifeCycle, status, steps.length + 1);
    steps.push(step);
    status =
      step.takes === undefined || step.takes === forever ? undefined : drawNext(chance, lifeCycle, status);
  }
  return { steps };
}

export const forever = 'forever';

/** @param count the number of the step */
function drawStep(chance: Chance, lifeCycle: LifeCycle, status: string, count: number): DrawnStep {
  if (lifeCycle.isFinal(status)) return { status };
  const api = lifeCycle.getApiStatus(status);
  const mayStay = lifeCycle.endsPolling(api);
  const isPause = lifeCycle.getNext(status, 'resume') !== undefined;
  const percent = isPause ? percentStaysPaused : percentEndsEarly;
  if (mayStay && (count >= maxSteps || happens(chance, percent))) return { status };
  if (!mayStay && (count >= 2 * maxSteps || happens(chance, percentForever)))
    return { status, takes: forever };
  return { status, takes: formatLength(drawLength(chance)) };
}

function drawNext(chance: Chance, lifeCycle: LifeCycle, status: string): string | undefined {
  const ways = Object.entries(weights).flatMap(([cause, weight]) => {
    const next = lifeCycle.getNext(status, cause as keyof typeof weights);
    return next === undefined ? [] : [[weight, next] as const];
  });
  return ways.length === 0 ? undefined : pickWeighted(chance, ways);
}

/** Mostly short, since each hour of polling takes real time. */
function drawLength(chance: Chance): number {
  return pick(
    chance,
    pickWeighted(chance, [
      [85, lengths.short],
      [13, lengths.medium],
      [2, lengths.long],
    ]),
  );
}
