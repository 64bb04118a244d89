/** The adapter of an app: how to start a job in it, and where it shows the status. */
import type { Page } from 'playwright-core';

/** What an adapter knows of the job that its app follows. */
export interface AdapterJob {
  /** Its id. Empty in `start` of an app that submits the job itself. */
  readonly id: string;
  readonly rows: number;
  /** A CSV file with its rows, for apps that submit the job. */
  readonly csv: string;
}

export interface AdapterInput {
  /** Playwright's page. In `start` it is at the address of `--app`. */
  readonly page: Page;
  readonly job: AdapterJob;
  readonly token: string;
  /** Of the simulated API, without a trailing slash. The app may also use another one with the same paths. */
  readonly baseUrl: string;
  /** The address of `--app`. */
  readonly app: string;
}

export interface AppAdapter {
  /** Makes the app follow the job: opens its page, or signs in and submits it. */
  readonly start: (input: AdapterInput) => unknown;
  /** Whether `start` submits the job; otherwise it exists already, and `job.id` names it. */
  readonly submits?: boolean;
  /**
   * What shows the status: a CSS selector, in which `{job}` is replaced by the id of the job, or a function that reads it. With a
   * selector, each change is noted when it happens; with a function, when the page has come to rest.
   */
  readonly status: string | ((input: AdapterInput) => Promise<string | null | undefined>);
  /** The status that a text of the app means, such as `{ Done: 'completed' }`; unless the text contains a status of the API. */
  readonly statuses?: Readonly<Record<string, string>>;
  /**
   * What a user does to see the job again after the page was loaded again, or in a second tab: signs in, for example. Faults end
   * then. Without it, the page must show the job by itself.
   */
  readonly resume?: (input: AdapterInput) => unknown;
  /** The address of a second tab; by default that of the first one. */
  readonly secondTab?: (input: AdapterInput) => string;
}

/** Gives an adapter its type; it does nothing else. */
export function defineAdapter(adapter: AppAdapter): AppAdapter {
  return adapter;
}
