/** Lost connections are tried again, but one 502 among hundreds of polls ends the wait for a job that still runs. */
import {
  type Bug,
  type Client,
  getStatus,
  HttpError,
  isFinal,
  pollMs,
  retry,
  showResults,
  wait,
} from '../api.ts';

const client: Client = async (run) => {
  for (;;) {
    const answer = await retry(run.signal, async () => getStatus(run, run.jobId).catch(toHttpError));
    if (answer instanceof HttpError) throw answer;
    run.onStatus(answer);
    if (isFinal(answer)) {
      await showResults(run, answer);
      return answer;
    }
    await wait(pollMs, run.signal);
  }
};

function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  throw error;
}

export const bug: Bug = {
  report: 'xorbitsai/xagent#2014',
  title: 'fix(frontend): tolerate transient poll failures while waiting on a background job',
  library: 'fetch',
  mistake: 'Gives up after a single response that is not 2xx.',
  breaks: ['survives-failures'],
  client,
};
