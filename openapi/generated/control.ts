// The types of openapi/control.yaml, made by `make generate`; edit the document instead.

export interface paths {
    readonly "/__mock__/api/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the state of the mock */
        readonly get: operations["getHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/scenarios": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the scenarios that a job can follow */
        readonly get: operations["listScenarios"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the existing worlds */
        readonly get: operations["listWorlds"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** Get an overview of a world */
        readonly get: operations["getWorld"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a world; the next request to it creates it again */
        readonly delete: operations["dropWorld"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** List the users of a world with their tokens and jobs */
        readonly get: operations["listUsers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/clock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** Get the world's time */
        readonly get: operations["getClock"];
        readonly put?: never;
        /**
         * Advance, freeze or speed up the world's time; it never goes back
         * @description The new time applies to every later response. The response is 409 when no change is ahead, when the job will not
         *     reach the status automatically (with the reason), or when the time is in the past.
         */
        readonly post: operations["setClock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Reset a world to its initial state
         * @description This resets the jobs, clock, faults, journal and advice. Snapshots are kept. `at` is the new start time.
         */
        readonly post: operations["resetWorld"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/snapshots": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** List the snapshots of a world */
        readonly get: operations["listSnapshots"];
        readonly put?: never;
        /** Take a snapshot of a world */
        readonly post: operations["takeSnapshot"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/snapshots/{snapshot}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The name of a snapshot.
                 * @example before-payment
                 */
                readonly snapshot: components["parameters"]["Snapshot"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Delete a snapshot */
        readonly delete: operations["dropSnapshot"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/restore": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Restore a world from a snapshot or a world file, including its time
         * @description A snapshot restores the jobs, the clock and the faults; `of` names another world that it was taken of. `file` is
         *     the text of a world file. Restoring clears the journal.
         */
        readonly post: operations["restoreWorld"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** Export a world as a world file, for --world, restore and version control */
        readonly get: operations["exportWorld"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** List the jobs of a world, newest first */
        readonly get: operations["listJobs"];
        readonly put?: never;
        /** Add a job that follows a scenario */
        readonly post: operations["addJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/jobs/{job}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        /** Get a job with its past and future statuses */
        readonly get: operations["getJob"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a job as if it had never existed */
        readonly delete: operations["deleteJob"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/jobs/{job}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Force a job into an internal status
         * @description The job continues from there as planned, unless `stays` is true. The response is 409 with the allowed statuses
         *     if the life cycle has no transition to the status; `anyway` forces it regardless.
         */
        readonly post: operations["forceStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/jobs/{job}/fail": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let a job fail now */
        readonly post: operations["failJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/jobs/{job}/pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Pause a job as the backend would */
        readonly post: operations["pauseJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/jobs/{job}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Resume a paused job, at the same cost as through the mocked API */
        readonly post: operations["resumeJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/faults": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** List the faults of a world */
        readonly get: operations["listFaults"];
        readonly put?: never;
        /**
         * Add a fault
         * @description A world has at most 100 faults. At the limit, a new fault replaces one that can no longer apply.
         */
        readonly post: operations["addFault"];
        /** Delete all faults of a world */
        readonly delete: operations["clearFaults"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/faults/{fault}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a fault.
                 * @example fault-1
                 */
                readonly fault: components["parameters"]["Fault"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Delete a fault */
        readonly delete: operations["removeFault"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/requests": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** List the requests to the mocked API in this world, oldest first */
        readonly get: operations["listRequests"];
        readonly put?: never;
        readonly post?: never;
        /** Empty the journal */
        readonly delete: operations["clearRequests"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/requests/wait": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /**
         * Wait for matching requests
         * @description Earlier requests count too; `since` excludes them. A request counts when its response has been sent. After the
         *     timeout the response is 408; it names the requests that nearly match, and how they differ.
         */
        readonly get: operations["waitForRequests"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__mock__/api/worlds/{world}/advice": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** Get the coach's advice on the client's polling */
        readonly get: operations["getAdvice"];
        readonly put?: never;
        readonly post?: never;
        /** Clear the advice */
        readonly delete: operations["clearAdvice"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Health: {
            /** @constant */
            readonly status: "ok";
            /** @description Version of enrichment-sandbox. */
            readonly version: string;
            /** @description Number of worlds. */
            readonly worlds: number;
            /** @description The reading of each open question of the document. */
            readonly readings: {
                readonly [key: string]: string;
            };
        };
        readonly Scenario: {
            readonly name: string;
            /** @description Its purpose in tests. */
            readonly about: string;
        };
        readonly World: {
            readonly name: string;
            readonly clock: components["schemas"]["Clock"];
            /** @description Number of users. */
            readonly users: number;
            /** @description Number of jobs by API status. */
            readonly jobs: {
                readonly [key: string]: number;
            };
            /** @description Number of faults. */
            readonly faults: number;
            /** @description The number of the latest journal entry. */
            readonly requests: number;
            readonly snapshots: readonly string[];
            /** @description Number of pieces of advice by level. */
            readonly advice: {
                readonly [key: string]: number;
            };
        };
        readonly User: {
            readonly name: string;
            /** @description The bearer token, including the world. */
            readonly token: string;
            readonly expired: boolean;
            readonly inactive: boolean;
            /** @description Current balance in credits. */
            readonly balance?: number;
            /** @description Submissions per day. */
            readonly quota?: number;
            readonly jobs: readonly components["schemas"]["ControlJob"][];
        };
        readonly ControlJob: {
            /** Format: uuid */
            readonly id: string;
            readonly owner: string;
            readonly internal_status: string;
            readonly api_status: string;
            readonly scenario: string;
            readonly category?: string;
            /** @description Rows. */
            readonly size: number;
            readonly rows_done: number;
            /** Format: date-time */
            readonly submitted_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            /** @description Why it failed. */
            readonly reason?: string;
            /** @description The next automatic transition; absent if there is none. */
            readonly next?: {
                readonly internal_status: string;
                /** Format: date-time */
                readonly at: string;
            };
            /** @description The next transition, if it depends on polls instead of time. */
            readonly next_by_polls?: {
                readonly internal_status: string;
                /** @description Number of further responses that show the current status. */
                readonly polls: number;
            };
        };
        readonly ControlJobDetail: components["schemas"]["ControlJob"] & {
            /** @description Its past and future periods, each in one internal status. */
            readonly life: readonly {
                readonly internal_status: string;
                readonly api_status: string;
                /** Format: date-time */
                readonly from: string;
                /**
                 * Format: date-time
                 * @description Absent if it does not end automatically.
                 */
                readonly to?: string;
            }[];
        };
        readonly Clock: {
            readonly world: string;
            /**
             * Format: date-time
             * @description The world's time, in milliseconds.
             */
            readonly now: string;
            /** @description World seconds per real second. */
            readonly speed: number;
            readonly frozen: boolean;
            /** @description The transitions of jobs in the meantime, oldest first, at most the latest hundred; only after the clock was moved. */
            readonly changes?: readonly components["schemas"]["Change"][];
        };
        readonly Change: {
            /** Format: uuid */
            readonly job: string;
            readonly owner: string;
            /** @description Internal status. */
            readonly from: string;
            /** @description Internal status. */
            readonly to: string;
            /** @description API status after the change. */
            readonly api_status: string;
            /** Format: date-time */
            readonly at: string;
        };
        /** @description The given changes, which are applied in this order. Only one of advance, until and at is allowed. */
        readonly ClockChange: {
            /** @description Stop or start the clock. */
            readonly frozen?: boolean;
            /** @description World seconds per real second. */
            readonly speed?: number;
            /** @description a duration such as 90s, 5m or PT5M, or next-change */
            readonly advance?: string;
            /** @description Advance until this job is in this status, API or internal. In a form: until.job and until.status. */
            readonly until?: {
                readonly job: string;
                readonly status: string;
            };
            /** @description A time that is not in the past. */
            readonly at?: string;
        };
        readonly Reset: {
            /** @description The new start time of the world; default: as at the start of the mock */
            readonly at?: string;
        };
        readonly NewSnapshot: {
            /**
             * a letter or digit, then at most 63 letters, digits, dots, dashes or underscores
             * @description Default: snapshot-1, snapshot-2 ...
             */
            readonly name?: string;
        };
        readonly Snapshot: {
            readonly name: string;
            readonly world: string;
            /**
             * Format: date-time
             * @description The world's time of the snapshot.
             */
            readonly now: string;
            /** @description Number of jobs. */
            readonly jobs: number;
        };
        readonly Restore: {
            /** @description The name of a snapshot. */
            readonly snapshot?: string;
            /** @description The world of the snapshot; default: this one */
            readonly of?: string;
            /** @description The text of a world file. */
            readonly file?: string;
        } & (unknown | unknown);
        readonly NewJob: {
            /** @description A user of the world. */
            readonly user: string;
            /** @description A scenario name; default: the default scenario of the world. */
            readonly scenario?: string;
            /**
             * @description Rows.
             * @default 100
             */
            readonly size?: number;
            /**
             * @description A category of the document.
             * @enum {string}
             */
            readonly category?: "contact" | "account";
            /** @description Time since the submission, such as 90s or 5m; default: now */
            readonly submitted?: string;
            /** @description The status, internal or API, that the job has just reached automatically; instead of submitted. */
            readonly in?: string;
        };
        readonly ForcedStatus: {
            readonly internal_status: string;
            /**
             * @description Stay there instead of continuing as planned.
             * @default false
             */
            readonly stays?: boolean;
            /**
             * @description Ignore the life cycle.
             * @default false
             */
            readonly anyway?: boolean;
        };
        readonly Failure: {
            /** @description Only the control API shows it. */
            readonly reason?: string;
        };
        readonly NewFault: components["schemas"]["FaultRule"];
        /**
         * @description An effect, the requests that it applies to (`user`, `operation`, `job`: all given ones must match), and when it
         *     applies (at most one of `next`, `every`, `from`, `probability`; default: always). These count all matching
         *     requests, including those that the fault cannot change, such as a request that is rejected before it reaches the
         *     operation.
         *
         *     Several faults can apply to one response. Latencies add up to a minute at most. Of errors, expired tokens,
         *     maintenance and resets, the first in the list applies. Changes to bodies and mutants only apply to the
         *     operation's own responses.
         */
        readonly FaultRule: {
            readonly effect: components["schemas"]["Effect"];
            /** @description Only requests with the token of this user, even if it is rejected. */
            readonly user?: string;
            /** @description Only this operation of the document. */
            readonly operation?: string;
            /** @description Only requests about this job. */
            readonly job?: string;
            /** @description Only this many of the next requests. */
            readonly next?: number;
            /** @description Only every n-th request. */
            readonly every?: number;
            /** @description Only from the n-th request on. */
            readonly from?: number;
            /** @description Probability per request, drawn from the seed of the world; the same order of requests gives the same result */
            readonly probability?: number;
            /** @description How long it lasts in world time, such as 5m */
            readonly expires_in?: string;
            /** @description effect error: the name of an error of the mock, such as serverError or tooManyRequests */
            readonly problem?: string;
            /** @description effects error and maintenance: seconds in Retry-After; default for tooManyRequests: 60 */
            readonly retry_after?: number;
            /**
             * @description effect maintenance: status code of the page
             * @default 503
             * @enum {integer}
             */
            readonly status?: 502 | 503;
            /** @description effect mutant: its name; `mock --mutants` lists them */
            readonly mutant?: string;
            /** @description effect latency: "300ms", "100ms to 2s" (uniform) or "log-normal 200ms to 5s" (median and cap), at most 1m, in real time */
            readonly latency?: string;
            /** @description effect cut: number of bytes of the body that are sent; default: half */
            readonly bytes?: number;
            /**
             * @description effect drip: bytes per second
             * @default 20
             */
            readonly rate?: number;
            /** @description Whether the request (a submission, a pause, a counted poll) still takes effect. Default: false for error, expired-token and maintenance, true for all others. */
            readonly done?: boolean;
        };
        /**
         * @description - `error`: an error of the document instead of the normal response
         *     - `expired-token`: the token is rejected as expired
         *     - `maintenance`: the HTML page of a proxy that cannot reach the API, without the API's own or CORS headers
         *     - `reset`: the connection is reset without a response
         *     - `mutant`: breaks one promise of the contract
         *     - `unknown-status`: one job has a status that is not in the document
         *     - `extra-field`: objects have a field that is not in the document
         *     - `null-field`: a field that is never null is null
         *     - `invalid-json`: a JSON body without its last bracket
         *     - `empty`: status and headers without a body
         *     - `latency`: a delayed response
         *     - `cut`: the connection closes in the middle of the body
         *     - `drip`: the body arrives a few bytes at a time
         * @enum {string}
         */
        readonly Effect: "error" | "expired-token" | "maintenance" | "reset" | "mutant" | "unknown-status" | "extra-field" | "null-field" | "invalid-json" | "empty" | "latency" | "cut" | "drip";
        readonly Fault: components["schemas"]["FaultRule"] & {
            readonly id: string;
            /** @description Number of matching requests, whether or not the fault applied. */
            readonly matched: number;
            /** @description Number of responses that it changed. */
            readonly struck: number;
            /** Format: date-time */
            readonly expires_at?: string;
        };
        readonly Entry: {
            /** @description Consecutive within the world. */
            readonly number: number;
            /**
             * Format: date-time
             * @description Real time at which the request arrived.
             */
            readonly at: string;
            /** Format: date-time */
            readonly world_time: string;
            readonly method: string;
            /** @description As sent, with tokens masked */
            readonly path: string;
            /** @description As sent, with tokens masked */
            readonly query?: string;
            /** @description The query seems to contain a token, which is masked. */
            readonly token_in_query?: boolean;
            readonly user?: string;
            /** @description The operation in the document. */
            readonly operation?: string;
            readonly job?: string;
            /** @description Of the job at the time of the response. */
            readonly internal_status?: string;
            /** @description Of the job at the time of the response. */
            readonly api_status?: string;
            /** @description Status code of the response; 0 if a fault prevented it */
            readonly status: number;
            /** @description Retry-After of the response, in seconds */
            readonly retry_after?: number;
            /** @description Real milliseconds until the response was sent. */
            readonly duration_ms: number;
            /** @description The ids of the faults that changed the response. */
            readonly faults: readonly string[];
            /** @description Why the request failed, and what would have worked. */
            readonly near_misses?: readonly string[];
            /** @description The client disconnected before the response was sent. */
            readonly aborted?: boolean;
        };
        readonly Advice: {
            /** @description The name of the rule. */
            readonly id: string;
            /** @enum {string} */
            readonly level: "notice" | "warning";
            /** @description One sentence. */
            readonly title: string;
            /** @description Absent if the token is unknown. */
            readonly user?: string;
            /** @description Absent if the advice concerns several jobs, or none. */
            readonly job?: string;
            /** @description The latest observation, with numbers. */
            readonly seen: string;
            /** @description Number of observations. */
            readonly times: number;
            /** @description The numbers of the journal entries that show it, at most the latest ten. */
            readonly entries: readonly number[];
            readonly why: string;
            /** @description Page and section, RFC and section, or "assumed". */
            readonly source: string;
            /** @description What to do instead. */
            readonly do: string;
            /** @description The probable cause and the setting that changes it; present if the requests look like the defaults of a library. */
            readonly cause?: string;
            /** @description The change in code, one line per library. */
            readonly in_code: {
                readonly fetch: string;
                /** @description Options of `useQuery`. */
                readonly tanstack_query: string;
                /** @description Options of `useSWR`. */
                readonly swr: string;
            };
        };
        /** @description RFC 9457. */
        readonly Problem: {
            readonly title: string;
            readonly status: number;
            readonly detail: string;
        };
    };
    responses: {
        /** @description The clock after the request. */
        readonly Clock: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "world": "default",
                 *       "now": "2026-05-06T14:23:11.000Z",
                 *       "speed": 1,
                 *       "frozen": false
                 *     }
                 */
                readonly "application/json": components["schemas"]["Clock"];
            };
        };
        /** @description The request is invalid. */
        readonly Invalid: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "title": "Bad Request",
                 *       "status": 400,
                 *       "detail": "\"speed\" is \"fast\"; it must be a number"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request comes from another machine, or has a foreign Host or Origin. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "title": "Forbidden",
                 *       "status": 403,
                 *       "detail": "The control API only accepts requests for 127.0.0.1 or localhost."
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such path, or no world, job, fault or snapshot with that name or id. */
        readonly NotThere: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "title": "Not Found",
                 *       "status": 404,
                 *       "detail": "\"a b\" is not a valid world name."
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The current state of the world does not allow this. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "Job 5ad0 will not reach \"completed\" automatically: its plan ends in \"Failure\"."
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too few matching requests arrived in time. */
        readonly Waited: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "title": "Request Timeout",
                 *       "status": 408,
                 *       "detail": "Within 10s, no matching request arrived in world \"default\". Its journal is empty."
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The world's name. Tokens without a tilde belong to `default`.
         * @example default
         */
        readonly World: string;
        /**
         * @description The id of a job of this world.
         * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
         */
        readonly Job: string;
        /**
         * @description The id of a fault.
         * @example fault-1
         */
        readonly Fault: string;
        /**
         * @description The name of a snapshot.
         * @example before-payment
         */
        readonly Snapshot: string;
        /**
         * @description Only this user's.
         * @example alice
         */
        readonly OfUser: string;
        /**
         * @description Only jobs in this status, API or internal.
         * @example in-progress
         */
        readonly InStatus: string;
        /** @description Only entries with a higher number. */
        readonly Since: number;
        /**
         * @description Only this operation of the document.
         * @example getStatus
         */
        readonly OfOperation: string;
        /** @description Only requests about this job. */
        readonly OfJob: string;
        /**
         * @description Only this method.
         * @example GET
         */
        readonly OfMethod: string;
        /**
         * @description Only responses with this status code or of this class (4xx); 0 if a fault prevented the response.
         * @example 404
         */
        readonly OfStatus: string;
        /** @description Only responses that this fault changed; "any" for all faults. */
        readonly OfFault: string;
        /** @description Only paths that contain this text. */
        readonly OfPath: string;
        /** @description true: only requests with a near miss; false: only the others. */
        readonly NearMisses: boolean;
        /** @description Maximum number of entries; the latest are returned. */
        readonly Limit: number;
        /** @description Number of requests to wait for. */
        readonly Count: number;
        /**
         * @description Maximum waiting time, in real time; at most 5m
         * @example 30s
         */
        readonly Timeout: string;
        /** @description Return 409 if there is advice of this level or of a more serious one. */
        readonly FailOn: "notice" | "warning";
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The mock is running. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
        };
    };
    readonly listScenarios: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Sorted by name. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Scenario"][];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
        };
    };
    readonly listWorlds: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Their names. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       "default",
                     *       "checkout"
                     *     ]
                     */
                    readonly "application/json": readonly string[];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
        };
    };
    readonly getWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The contents of the world in numbers. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["World"];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly dropWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The world is deleted, or did not exist. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly listUsers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The users, in the order of the world file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["User"][];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly getClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly setClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ClockChange"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly resetWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Reset"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly listSnapshots: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Oldest first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Snapshot"][];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly takeSnapshot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewSnapshot"];
            };
        };
        readonly responses: {
            /** @description The snapshot. It replaces one with the same name. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Snapshot"];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly dropSnapshot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The name of a snapshot.
                 * @example before-payment
                 */
                readonly snapshot: components["parameters"]["Snapshot"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is deleted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly restoreWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Restore"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly exportWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description YAML in the format of fixtures/world.schema.json. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/yaml": string;
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly listJobs: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Only this user's.
                 * @example alice
                 */
                readonly user?: components["parameters"]["OfUser"];
                /**
                 * @description Only jobs in this status, API or internal.
                 * @example in-progress
                 */
                readonly status?: components["parameters"]["InStatus"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The matching jobs. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["ControlJob"][];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly addJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewJob"];
            };
        };
        readonly responses: {
            /** @description The new job. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ControlJob"];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly getJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The past, and the future without intervention. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ControlJobDetail"];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly deleteJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is deleted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly forceStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ForcedStatus"];
            };
        };
        readonly responses: {
            /** @description The changed job. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ControlJob"];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly failJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Failure"];
            };
        };
        readonly responses: {
            /** @description The changed job. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ControlJob"];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly pauseJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The changed job. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ControlJob"];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly resumeJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a job of this world.
                 * @example 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60
                 */
                readonly job: components["parameters"]["Job"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The changed job. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ControlJob"];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly listFaults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order in which they are applied. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Fault"][];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly addFault: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewFault"];
            };
        };
        readonly responses: {
            /** @description The fault with its id. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Fault"];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly clearFaults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description They are deleted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly removeFault: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
                /**
                 * @description The id of a fault.
                 * @example fault-1
                 */
                readonly fault: components["parameters"]["Fault"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is deleted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly listRequests: {
        readonly parameters: {
            readonly query?: {
                /** @description Only entries with a higher number. */
                readonly since?: components["parameters"]["Since"];
                /**
                 * @description Only this user's.
                 * @example alice
                 */
                readonly user?: components["parameters"]["OfUser"];
                /**
                 * @description Only this operation of the document.
                 * @example getStatus
                 */
                readonly operation?: components["parameters"]["OfOperation"];
                /** @description Only requests about this job. */
                readonly job?: components["parameters"]["OfJob"];
                /**
                 * @description Only this method.
                 * @example GET
                 */
                readonly method?: components["parameters"]["OfMethod"];
                /**
                 * @description Only responses with this status code or of this class (4xx); 0 if a fault prevented the response.
                 * @example 404
                 */
                readonly status?: components["parameters"]["OfStatus"];
                /** @description Only responses that this fault changed; "any" for all faults. */
                readonly fault?: components["parameters"]["OfFault"];
                /** @description Only paths that contain this text. */
                readonly path?: components["parameters"]["OfPath"];
                /** @description true: only requests with a near miss; false: only the others. */
                readonly "near-misses"?: components["parameters"]["NearMisses"];
                /** @description Maximum number of entries; the latest are returned. */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The matching entries. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Entry"][];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly clearRequests: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The journal is empty; numbering continues. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
    readonly waitForRequests: {
        readonly parameters: {
            readonly query?: {
                /** @description Only entries with a higher number. */
                readonly since?: components["parameters"]["Since"];
                /**
                 * @description Only this user's.
                 * @example alice
                 */
                readonly user?: components["parameters"]["OfUser"];
                /**
                 * @description Only this operation of the document.
                 * @example getStatus
                 */
                readonly operation?: components["parameters"]["OfOperation"];
                /** @description Only requests about this job. */
                readonly job?: components["parameters"]["OfJob"];
                /**
                 * @description Only this method.
                 * @example GET
                 */
                readonly method?: components["parameters"]["OfMethod"];
                /**
                 * @description Only responses with this status code or of this class (4xx); 0 if a fault prevented the response.
                 * @example 404
                 */
                readonly status?: components["parameters"]["OfStatus"];
                /** @description Only responses that this fault changed; "any" for all faults. */
                readonly fault?: components["parameters"]["OfFault"];
                /** @description Only paths that contain this text. */
                readonly path?: components["parameters"]["OfPath"];
                /** @description true: only requests with a near miss; false: only the others. */
                readonly "near-misses"?: components["parameters"]["NearMisses"];
                /** @description Number of requests to wait for. */
                readonly count?: components["parameters"]["Count"];
                /**
                 * @description Maximum waiting time, in real time; at most 5m
                 * @example 30s
                 */
                readonly timeout?: components["parameters"]["Timeout"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The first matching entries, as many as `count`. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Entry"][];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
            readonly 408: components["responses"]["Waited"];
        };
    };
    readonly getAdvice: {
        readonly parameters: {
            readonly query?: {
                /** @description Return 409 if there is advice of this level or of a more serious one. */
                readonly "fail-on"?: components["parameters"]["FailOn"];
                /**
                 * @description Only this user's.
                 * @example alice
                 */
                readonly user?: components["parameters"]["OfUser"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Most serious first; empty if there is no advice. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Advice"][];
                };
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
            /** @description There is advice of the level in `fail-on` or of a more serious one. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Advice"][];
                };
            };
        };
    };
    readonly clearAdvice: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name. Tokens without a tilde belong to `default`.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The coach starts again. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Invalid"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotThere"];
        };
    };
}
