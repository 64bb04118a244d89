/** The state of a run in one word, the same in every report for people. */
import { type ContractRun, getError, hasBroken, isKept } from './run.ts';

export type RunState = 'kept' | 'broken' | 'step' | 'unjudged';

export const stateWords = {
  kept: 'Kept',
  broken: 'Broken',
  step: 'Kept, but a step',
  unjudged: 'Not judged',
} as const satisfies Record<RunState, string>;

export const stateSigns = {
  kept: '✓',
  broken: '✗',
  step: '↯',
  unjudged: '?',
} as const satisfies Record<RunState, string>;

export function getState(run: ContractRun): RunState {
  if (getError(run) !== undefined) return 'unjudged';
  if (run.kind === 'judged' && run.outcome.isStep === true && !hasBroken(run)) return 'step';
  return isKept(run) ? 'kept' : 'broken';
}
