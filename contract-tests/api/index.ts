/** What `import ... from 'enrichment-sandbox/contract'` has: the contract for the test runner of your choice. */
export { contractClauses } from './clauses.ts';
export { ContractError, judge } from './judge.ts';
export { observe } from './observe.ts';
export { observeSync } from './observe-sync.ts';
export type {
  ContractClause,
  ContractEvidence,
  ContractVerdict,
  JudgeOptions,
  ObserveOptions,
} from './types.ts';
