/** The poll beside the live updates discards each error, also the 401 of a session that has ended. */
import {
  type Bug,
  type Client,
  getRetryMs,
  getStatus,
  HttpError,
  isFinal,
  pollMs,
  showResults,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  for (let failures = 0; ; ) {
    let pauseMs = pollMs;
    const job = await getStatus(run, run.jobId).catch((error: unknown) => {
      if (run.signal.aborted || (error instanceof HttpError && error.status === 404)) throw error;
      pauseMs =
        error instanceof HttpError && error.status === 401 ? 5000 : getRetryMs(error, (failures += 1));
    });
    if (job !== undefined) {
      failures = 0;
      run.onStatus(job);
      if (isFinal(job)) {
        await showResults(run, job);
        return job;
      }
    }
    await wait(pauseMs, run.signal);
  }
};

export const bug: Bug = {
  report: 'wilbowes/EchoMuse#361',
  title: 'Route every 401 through one handler, or a dead session polls forever',
  library: 'fetch',
  mistake: 'Polls every five seconds with a token that has expired.',
  breaks: ['stops-after-401'],
  client,
};
