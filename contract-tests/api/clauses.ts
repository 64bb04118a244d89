/** The rows of the contract, without their judges. */
import type { Clause } from '../verdict/clause.ts';
import { contract } from '../contract/index.ts';
import { formatClauseSource } from '../report/failure.ts';
import { formatSection } from '../verdict/choose-clauses.ts';
import type { ContractClause } from './types.ts';

/** Every clause, in the order of the documentation. */
export function contractClauses(): readonly ContractClause[] {
  return contract.map(toContractClause);
}

/** Converts a clause to its public form. */
export function toContractClause(clause: Clause): ContractClause {
  const { id, level, promise, basis } = clause;
  return { id, section: formatSection(clause), level, promise, basis, source: formatClauseSource(clause) };
}
