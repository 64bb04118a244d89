/** Lists what a trial expects of a mutant: the clauses that catch it, and after how many runs. */
import type { MutantName } from '../../mock-server/mutants/index.ts';
import type { ClauseId } from '../contract/index.ts';
import { caughtBy } from './caught-by/index.ts';

/** Two runs show a change between them; these mutants need more. */
const moreRuns: Partial<Readonly<Record<string, number>>> = {
  'touched-at-midnight': 4,
} satisfies Partial<Record<MutantName, number>>;

const expectedIds: Partial<Readonly<Record<string, readonly ClauseId[]>>> = caughtBy;

/** Sorted, as a trial reports the broken clauses. */
export function getExpectedIds(mutant: string): readonly ClauseId[] {
  return (expectedIds[mutant] ?? []).toSorted((a, b) => (a < b ? -1 : 1));
}

/** Whether a clause compares a run with earlier ones. */
export function isAcrossRuns(id: string): boolean {
  return id.startsWith('night-');
}

/** One, unless only a clause that compares runs catches the mutant. */
export function getRunsNeeded(mutant: string): number {
  const ids = getExpectedIds(mutant);
  return moreRuns[mutant] ?? (ids.length > 0 && ids.every(isAcrossRuns) ? 2 : 1);
}
