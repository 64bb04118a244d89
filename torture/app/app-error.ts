/** The app or its adapter does not do what a life needs, so that nothing can be judged. */

export class AppError extends Error {
  override readonly name = 'AppError';
}

/** What is done with an app. */
export type Phase = 'open' | 'start' | 'resume' | 'load';

const phases: Readonly<Record<Phase, string>> = {
  open: 'The app could not be opened',
  start: '"start" of the adapter failed',
  resume: '"resume" of the adapter failed',
  load: 'The app could not be loaded again',
};

export function createPhaseError(phase: Phase, cause: unknown): AppError {
  const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return new AppError(`${phases[phase]}: ${reason.replace(/\.?$/, '.')}`);
}
