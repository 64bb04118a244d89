/** Reports the progress of a survey. */
import type { Surroundings } from '../../command-line/command.ts';

type ReportProgress = Surroundings['progress'];

/** Also reports the number of requests. @param exchanges those so far; it grows */
export function addRequestCount(progress: ReportProgress, exchanges: readonly unknown[]): ReportProgress {
  return (work, detail) => {
    const count = exchanges.length;
    progress(
      work,
      count === 0 ? detail : `${detail}; ${count === 1 ? '1 request' : `${count} requests`} so far`,
    );
  };
}
