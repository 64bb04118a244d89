/** The badge of a run in the format of a shields.io endpoint. */
import { countVerdicts } from '../verdict/counts.ts';
import type { ContractRun } from './run.ts';
import { getState, type RunState } from './state.ts';

/** The value of badge.json. */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
  /** Whether the color cannot be changed by whoever embeds it. */
  readonly isError?: true;
}

const colours = {
  kept: 'brightgreen',
  broken: 'red',
  step: 'orange',
  unjudged: 'lightgrey',
} as const satisfies Record<RunState, string>;

export function createBadge(run: ContractRun): Badge {
  const state = getState(run);
  return {
    schemaVersion: 1,
    label: 'contract',
    message: formatMessage(run, state),
    color: colours[state],
    ...(state === 'broken' ? { isError: true } : {}),
  };
}

function formatMessage(run: ContractRun, state: RunState): string {
  if (run.kind === 'unjudged' || state === 'unjudged') return 'not judged';
  if (state === 'step') return 'kept, but a step';
  const { broken, kept, warnings } = countVerdicts(run.verdicts, run.strict);
  if (state === 'broken') return `${broken} broken`;
  return warnings === 0
    ? `${kept} kept`
    : `${kept} kept, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
}
