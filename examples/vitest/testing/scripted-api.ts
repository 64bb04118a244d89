/** An API with scripted responses, and a client that follows one of its jobs. */
import { type Following, followJob } from '../../client/follow-job.ts';

export const api = { baseUrl: 'https://api.example/backend/api/v1/', token: 'secret' };
export const minute = 60_000;

export const job = (status: string, updatedAt = '2026-05-06T12:00:00Z') =>
  Response.json({ job_id: 'a', status, submitted_at: '2026-05-06T12:00:00Z', updated_at: updatedAt });

export type Answer = Response | Error | (() => Response | Promise<Response>);

/** Follows a job while the API sends these responses; it repeats the last one forever. */
export function follow(answers: readonly Answer[], options: Following = { rows: 5 }) {
  const begun = Date.now();
  const asked: { readonly url: string; readonly at: number; readonly signal: AbortSignal }[] = [];
  const inFlight = { now: 0, most: 0 };
  const seen: string[] = [];
  const troubles: string[] = [];
  const answer = async (url: string, signal: AbortSignal) => {
    asked.push({ url, at: Date.now() - begun, signal });
    const next = answers[Math.min(asked.length, answers.length) - 1];
    if (next instanceof Error || next === undefined) throw next ?? new Error('There is no answer.');
    return next instanceof Response ? next.clone() : next();
  };
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    const { signal } = new Request(url, init);
    inFlight.now += 1;
    inFlight.most = Math.max(inFlight.most, inFlight.now);
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
    try {
      return await Promise.race([answer(new Request(url).url, signal), aborted]);
    } finally {
      inFlight.now -= 1;
    }
  };
  const followed = followJob({ ...api, fetch }, 'a', {
    onStatus: ({ status }) => seen.push(status),
    onTrouble: ({ message }) => troubles.push(message),
    ...options,
    ports: { random: () => 0 },
  });
  const outcome = followed.catch((error: unknown) => error as Error);
  const gaps = () => asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? 0));
  return { outcome, asked, inFlight, seen, troubles, gaps };
}

export const never = () => new Promise<Response>(() => undefined);

export function networkError(message: string, code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}
