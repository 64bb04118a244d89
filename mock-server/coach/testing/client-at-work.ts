/** A client whose requests a test writes down one by one, and its advice. */
import { type PolledMock, polledMock, type Polling } from '../../testing/polled-mock.ts';

const base = '/api/v1/enrichment';
export const list = `${base}/status/`;
export const getStatusRequest = (id: string) => `${base}/status/${id}/`;
export const getResultsRequest = (id: string) => `${base}/result/${id}/`;

export interface ClientAtWork extends PolledMock {
  readonly submit: (scenario?: string, rows?: number) => Promise<string>;
  /** Sends the same request this many times, at intervals of this many seconds. */
  readonly repeat: (count: number, seconds: number, path: string, token?: string) => Promise<void>;
}

export function createClientAtWork(polling: Polling = {}): ClientAtWork {
  const mock = polledMock(polling);
  return {
    ...mock,
    submit: async (scenario = 'small', rows = 12) => {
      const records = Array.from({ length: rows }, () => ({ company_name: `scenario:${scenario}` }));
      const reply = await mock.send('POST', `${base}/submit/`, { records });
      return (reply?.json as { job_id: string } | undefined)?.job_id ?? 'none';
    },
    repeat: async (count, seconds, path, token) => {
      for (let number = 0; number < count; number += 1) {
        await mock.send('GET', path, undefined, token);
        await mock.sleep(seconds * 1000);
      }
    },
  };
}

/** The client's advice, one line each; JOB replaces an id. */
export async function listAdviceLines({ advice }: ClientAtWork): Promise<readonly string[]> {
  const all = await advice();
  return all.map(
    ({ id, level, user, job, seen, times, entries }) =>
      `${level} ${id}: ${user ?? 'nobody'}${job === undefined ? '' : ' about a job'}: ${seen.replaceAll(uuid, 'JOB')} x${times} in ${entries.join(' ')}`,
  );
}
const uuid = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Responds to everything but the submission with this status and this many seconds to wait. */
export function createRetryFault(status: number, seconds: number): NonNullable<Polling['fault']> {
  const headers = [['Retry-After', String(seconds)] as const];
  return (path) => (path.includes('submit') ? undefined : { status, headers, body: '' });
}

/** Strikes the requests with these numbers, counted from 1. */
export function createNumberedFault(
  numbers: readonly number[],
  with_: ReturnType<NonNullable<Polling['fault']>>,
): NonNullable<Polling['fault']> {
  let asked = 0;
  return () => {
    asked += 1;
    return numbers.includes(asked) ? with_ : undefined;
  };
}

/** Fails from the so-manyth request on. */
export function createFailingFault(
  from: number,
  status: number,
  retryAfter?: number,
): NonNullable<Polling['fault']> {
  let asked = 0;
  const headers = retryAfter === undefined ? [] : [['Retry-After', String(retryAfter)] as const];
  return () => {
    asked += 1;
    return asked < from ? undefined : { status, headers, body: '' };
  };
}

/** The ids of this many jobs that stay queued. */
export async function submitJobs({ submit }: ClientAtWork, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let job = 0; job < count; job += 1) ids.push(await submit('waits-in-queue'));
  return ids;
}
