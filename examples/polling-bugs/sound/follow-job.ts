/** The client of these examples, which the documentation of the sandbox recommends to copy. */
import { followJob, getResults, RefusedError, TroubleError } from '../../client/follow-job.ts';
import { type Client, hasResults, HttpError, retry, type Sound } from '../api.ts';

const client: Client = async ({ baseUrl, token, jobId, fetch, signal, onStatus, onResults }) => {
  const api = { baseUrl, token, fetch };
  const job = await followJob(api, jobId, { signal, onStatus });
  if (hasResults(job))
    onResults(await retry(signal, () => getResults(api, jobId, 1, { signal }).catch(rethrow)));
  return job;
};

/** The shared function knows only this error, what is final and how long to wait. */
function rethrow(error: unknown): never {
  if (error instanceof RefusedError) throw new HttpError({ status: error.status, headers: new Headers() });
  if (error instanceof TroubleError) {
    const seconds = String(Math.ceil(error.retryAfterMs / 1000));
    throw new HttpError({ status: 503, headers: new Headers({ 'Retry-After': seconds }) });
  }
  throw error;
}

export const sound: Sound = { title: '`follow-job.ts` of these examples', library: 'fetch', client };
