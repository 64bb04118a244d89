/** Generates the table of scenarios. */
import type { FixtureScenario } from '../../mock-server/domain/scenario.ts';
import { formatCode, formatTable } from './table.ts';

/** One row per shipped scenario, by name. */
export function formatScenarios(scenarios: readonly FixtureScenario[]): string {
  const byName = scenarios.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return formatTable(
    ['Company name', 'What happens to the job'],
    byName.map(({ name, about }) => [formatCode(`scenario:${name}`), about]),
  );
}
