/** Simpler jobs: a shipped scenario, fewer and shorter steps, fewer rows. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import { parseDuration } from '../../time/time.ts';
import type { DrawnScenario, DrawnStep, PlannedJob } from '../life/plan.ts';
import { forever } from './draw-scenario.ts';
import { formatLength, listSimplerLengths } from './round-numbers.ts';

/** Each is simpler than the job, the simplest first. */
export function* listSimplerJobs(
  { scenario, rows }: PlannedJob,
  scenarios: readonly string[],
): Generator<PlannedJob> {
  const rank = typeof scenario === 'string' ? scenarios.indexOf(scenario) : scenarios.length;
  for (const name of scenarios.slice(0, Math.max(0, rank))) yield { scenario: name, rows };
  if (rows !== 1) yield { scenario, rows: 1 };
  if (typeof scenario !== 'string')
    for (const simpler of listSimplerScenarios(scenario)) yield { scenario: simpler, rows };
  for (let fewer = 10; fewer < rows; fewer *= 10) yield { scenario, rows: fewer };
}

function* listSimplerScenarios({ steps }: DrawnScenario): Generator<DrawnScenario> {
  const { lifeCycle } = loadShippedSpec();
  for (const [index, { status }] of steps.slice(0, -1).entries())
    if (lifeCycle.endsPolling(lifeCycle.getApiStatus(status)))
      yield { steps: [...steps.slice(0, index), { status }] };
  for (const fewer of listShorterWalks(steps, lifeCycle)) yield { steps: fewer };
  for (const [index, step] of steps.entries())
    for (const simpler of listSimplerSteps(step)) yield { steps: steps.with(index, simpler) };
}

/** Walks without a part in the middle or at the start, which are still walks through the life cycle. */
function* listShorterWalks(
  steps: readonly DrawnStep[],
  lifeCycle: LifeCycle,
): Generator<readonly DrawnStep[]> {
  for (let count = steps.length - 1; count > 0; count -= 1)
    for (let start = 0; start + count <= steps.length; start += 1) {
      const fewer = steps.toSpliced(start, count);
      if (isWalk(fewer, lifeCycle)) yield fewer;
    }
}

/** Whether a job can take these steps, and end with the last. */
function isWalk(steps: readonly DrawnStep[], lifeCycle: LifeCycle): boolean {
  const statuses = steps.map(({ status }) => status);
  const last = steps.at(-1);
  return (
    last !== undefined &&
    (last.takes === undefined || last.takes === forever) &&
    lifeCycle.isInitial(statuses[0] ?? '') &&
    statuses.every((status, index) => index === 0 || lifeCycle.mayFollow(statuses[index - 1] ?? '', status))
  );
}

function* listSimplerSteps({ status, takes }: DrawnStep): Generator<DrawnStep> {
  const length = takes === undefined ? undefined : parseDuration(takes);
  if (length === undefined) return;
  for (const shorter of listSimplerLengths(length, 100)) yield { status, takes: formatLength(shorter) };
}
