/** A client under test, and what a run of it is given. */

/** Follows a job until it is completed, failed or paused. It may return the job, its status or nothing, and may throw. */
export type Client = (run: ClientRun) => unknown;

export interface ClientRun {
  /** Such as `http://localhost/api/v1`, without a trailing slash. */
  readonly baseUrl: string;
  /**
   * Only over HTTP: a client in another process, whose clock cannot be replaced, waits by `POST waitUrl?ms=5000`. The response, a
   * 204, comes when so much time of the life has passed; a 410 says that the page was left.
   */
  readonly waitUrl?: string;
  readonly token: string;
  readonly jobId: string;
  /** Sends requests to the API of this life. The global `fetch` is the same one during a life. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Aborted when the page is left: the client has to stop. */
  readonly signal: AbortSignal;
  /** To be called with each status that the client shows its user: the job, or its status alone. */
  readonly onStatus: (shown: string | ShownJob) => void;
  /** To be called with the rows of the results that the client shows its user. */
  readonly onResults: (rows: readonly unknown[]) => void;
  /**
   * Clients that follow one job after the other give a function that turns to another job. Without it, a plan with a switch
   * leaves the page instead.
   */
  readonly onSwitch: (turn: (jobId: string) => void) => void;
}

export interface ShownJob {
  readonly status: string;
  readonly job_id?: string;
  readonly updated_at?: string;
}
