/** The shipped scenarios, simplest first. */
import type { Fixture } from '../../mock-server/domain/fixture.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import type { ScenarioStep } from '../../mock-server/domain/scenario.ts';
import { defaultPlan } from '../life/read-plan.ts';
import defaultWorld from 'prepared:default-world.json';

const { lifeCycle } = loadShippedSpec();
const { scenarios } = defaultWorld as Fixture;
const [{ scenario: ordinary }] = defaultPlan.jobs;

/** A step counts more than its length. */
const stepRank = 24 * 60 * 60 * 1000;

/** The ordinary one first, then by how much happens in them, and how long they take. */
export const scenarioNames: readonly string[] = Object.values(scenarios)
  .map(({ name, steps }) => ({ name, rank: name === ordinary ? -1 : measure(steps) }))
  .toSorted((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
  .map(({ name }) => name);

/** How many milliseconds a scenario takes with this many rows, at most; infinite if it may hang where clients poll. */
export function computeLongest(name: string, rows: number): number {
  return addUp(scenarios[name]?.steps ?? [], rows);
}

function measure(steps: readonly ScenarioStep[]): number {
  return countSteps(steps) * stepRank + Math.min(addUp(steps, 1), stepRank - 1);
}

function countSteps(steps: readonly ScenarioStep[]): number {
  return steps.reduce(
    (sum, step) =>
      sum +
      (step.kind === 'either'
        ? step.branches.reduce((most, branch) => most + countSteps(branch.steps) + 1, 0)
        : 1 + countSteps(step.resumed ?? [])),
    0,
  );
}

function isAtRest(status: string): boolean {
  return lifeCycle.endsPolling(lifeCycle.getApiStatus(status));
}

function addUp(steps: readonly ScenarioStep[], rows: number): number {
  return steps.reduce((sum, step) => {
    if (step.kind === 'either')
      return sum + Math.max(...step.branches.map((branch) => addUp(branch.steps, rows)));
    const { takes } = step;
    if (takes.kind === 'forever' && !isAtRest(step.status)) return Number.POSITIVE_INFINITY;
    return takes.kind === 'time' ? sum + takes.max * (takes.perRow ? rows : 1) + takes.plus : sum;
  }, 0);
}
