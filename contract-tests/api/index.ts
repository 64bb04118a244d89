/** The exports of `enrichment-sandbox/contract`: the contract for any test runner. */
export { contractClauses } from './clauses.ts';
export { ContractError, judge } from './judge.ts';
export { observe } from './observe.ts';
export { observeSync } from './observe-sync.ts';
export { replay } from './replay.ts';
export type {
  ContractClause,
  ContractEvidence,
  ContractVerdict,
  JudgeOptions,
  ObserveOptions,
  Replayed,
  ReplayOptions,
} from './types.ts';
