/** The data that the app needs, and the rules of its requests: TanStack Query and SWR each implement them. */
import { ApiError, connectTo, type Job, type ResultPage } from '../../browser-app/src/api.ts';

export type { Job, ResultPage } from '../../browser-app/src/api.ts';

export interface Answer<Value> {
  readonly value: Value | undefined;
  /** The reason why there are no data, or no newer ones. */
  readonly error: Error | undefined;
}

/** Hooks of React, all of them. */
export interface JobData {
  readonly useJobs: () => Answer<readonly Job[]>;
  readonly useJob: (id: string) => Answer<Job>;
  readonly useResults: (job: Job) => Answer<ResultPage>;
  /** Gives back the id of the new job. */
  readonly useSubmit: () => (companies: readonly string[]) => Promise<string>;
  readonly useControl: () => (id: string, action: 'pause' | 'resume') => Promise<void>;
}

// In production these come from the configuration and from signing in; the Playwright fixture hands them to the page.
const { baseUrl, token } = (
  globalThis as unknown as { enrichmentSandbox: { baseUrl: string; token: string } }
).enrichmentSandbox;

export const api = connectTo(baseUrl, token);

/** "Poll every few seconds for small jobs", which those of this app are; 15 to 30 seconds for large ones. */
export const pollMs = 3000;
export const pageSize = 10;
const maxWaitMs = 120_000;

const resting: ReadonlySet<string> = new Set(['completed', 'failed', 'paused']);

/** "Stop polling when status is completed, failed, or paused." A status that only a later version knows is none of them. */
export const rests = ({ status }: Job): boolean => resting.has(status);

/** "Once completed or paused, fetch enriched data from the Results endpoint." */
export const hasResults = ({ status }: Job): boolean => status === 'completed' || status === 'paused';

/** Whether the same request may succeed later. After a 401 or a 404, polling stops. */
export const passes = (error: Error): boolean => error instanceof ApiError && error.passing;

/** Twice as long each time, as long as `Retry-After` wants, and never the same for all pages that are open somewhere. */
export function retryDelay(attempt: number, error: Error): number {
  const wanted = error instanceof ApiError ? error.retryAfter : 0;
  return Math.max(wanted, Math.min(maxWaitMs, pollMs * 2 ** attempt) * (1 + Math.random() / 4));
}

export function submit(companies: readonly string[]): Promise<string> {
  const lines = companies.map((name) => `"${name.replaceAll('"', '""')}"`);
  return api.submitFile(new File([['company_name', ...lines].join('\n')], 'companies.csv'), 'companies.csv');
}
