/** The type of the tables that list which clauses catch which mutant. */
import type { MutantName } from '../../../mock-server/mutants/index.ts';
import type { ClauseId } from '../../contract/index.ts';

/** The clauses that must catch each mutant: these, and no others. */
export type CaughtBy = Partial<Readonly<Record<MutantName, readonly ClauseId[]>>>;
