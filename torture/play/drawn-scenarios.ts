/** The scenarios of a plan that are not shipped ones: the world has them as its own, so that a link restores them. */
import type { PlannedJob } from '../life/plan.ts';
import type { FixtureScenario } from '../../mock-server/domain/scenario.ts';
import { toScenario } from '../../mock-server/fixtures/to-scenario.ts';
import type { Spec } from '../../openapi/spec.ts';

/** That of the job at an index. */
export const nameDrawn = (index: number): string => `drawn-${index + 1}`;

export function readScenarios(
  jobs: readonly PlannedJob[],
  { lifeCycle }: Spec,
): Readonly<Record<string, FixtureScenario>> {
  const own: Record<string, FixtureScenario> = {};
  for (const [index, { scenario }] of jobs.entries()) {
    if (typeof scenario === 'string') continue;
    const name = nameDrawn(index);
    const written = { about: 'Drawn by chance.', steps: scenario.steps };
    own[name] = { ...toScenario(name, written, lifeCycle), written };
  }
  return own;
}
