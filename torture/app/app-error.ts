/** The app or its adapter does not do what a life needs, so that nothing can be judged. */

const phases: Readonly<Record<string, string>> = {
  open: 'The app could not be opened',
  start: '"start" of the adapter failed',
  resume: '"resume" of the adapter failed',
  load: 'The app could not be loaded again',
};

export class AppError extends Error {
  /** @param phase what was being done */
  constructor(phase: string, cause: unknown) {
    const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    super(`${phases[phase] ?? phase}: ${reason.replace(/\.?$/, '.')}`);
    this.name = 'AppError';
  }
}
