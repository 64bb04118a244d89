// The types of openapi/control.yaml, made by `make generate`; edit the document instead.

export interface paths {
    readonly "/__mock__/api/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the mock is up, and what it serves */
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
        /** The scenarios that a job can follow */
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
        /** The worlds that exist at present */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** A world in figures */
        readonly get: operations["getWorld"];
        readonly put?: never;
        readonly post?: never;
        /** Forget a world; the next request to it starts it afresh */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The users of a world, their tokens and their jobs */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The world's time */
        readonly get: operations["getClock"];
        readonly put?: never;
        /**
         * Advance, freeze or speed up the world's time; it never goes back
         * @description Every answer after this one is from the new time. 409 when no change is ahead, when the plan of the job never
         *     comes to that status (with the reason), and when the instant has passed.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Start a world afresh from its file
         * @description Its jobs, clock, faults, journal and advice are as at first; its snapshots stay. `at` is the time at which it begins.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The snapshots of a world */
        readonly get: operations["listSnapshots"];
        readonly put?: never;
        /** Keep a world as it is now, under a name */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
        /** Forget a snapshot */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a world what a snapshot or a world file says, its time included
         * @description With a snapshot, jobs, clock and faults are as they were when it was taken; `of` names another world to take it
         *     from. With a file, the text of a world file, the world begins as that file says. The journal begins anew.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The world as a world file, for --world, for restore, and for version control */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The jobs of a world, the newest first */
        readonly get: operations["listJobs"];
        readonly put?: never;
        /** Give a user a new job that follows a scenario */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
        /** A job with its whole life */
        readonly get: operations["getJob"];
        readonly put?: never;
        readonly post?: never;
        /** Take a job away as though it never was */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
         * Put a job into an internal status
         * @description It goes on from there as its plan does; with `stays` it stays. A status that the life cycle cannot reach from the
         *     present one is refused with 409 and what can be; `anyway` does it nevertheless.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
        /** Resume a paused job, paid for like an order of its user */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The faults of a world */
        readonly get: operations["listFaults"];
        readonly put?: never;
        /**
         * Let something go wrong
         * @description At most 100 faults a world; in a full one, a fault that can strike no more makes room.
         */
        readonly post: operations["addFault"];
        /** Take all faults of a world away */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
        /** Take a fault away */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** What was asked of the mocked API in this world, the oldest first */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /**
         * Wait until enough requests fit
         * @description Those that came before count too; `since` waits for later ones only. A request counts when its answer was sent.
         *     408 when the time is over, with what came that nearly fits and in what it differs.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** What the coach says of the client's polling */
        readonly get: operations["getAdvice"];
        readonly put?: never;
        readonly post?: never;
        /** Let the coach begin anew */
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
            /** @description Of enrichment-sandbox. */
            readonly version: string;
            /** @description How many there are. */
            readonly worlds: number;
            /** @description How the open questions of the document are read. */
            readonly readings: {
                readonly [key: string]: string;
            };
        };
        readonly Scenario: {
            readonly name: string;
            /** @description What it is good for in testing. */
            readonly about: string;
        };
        readonly World: {
            readonly name: string;
            readonly clock: components["schemas"]["Clock"];
            /** @description How many. */
            readonly users: number;
            /** @description How many by API status. */
            readonly jobs: {
                readonly [key: string]: number;
            };
            /** @description How many. */
            readonly faults: number;
            /** @description The number of the latest entry of its journal. */
            readonly requests: number;
            readonly snapshots: readonly string[];
            /** @description How much by level. */
            readonly advice: {
                readonly [key: string]: number;
            };
        };
        readonly User: {
            readonly name: string;
            /** @description The bearer token, with the world in it. */
            readonly token: string;
            readonly expired: boolean;
            readonly inactive: boolean;
            /** @description Credits as they are now. */
            readonly balance?: number;
            /** @description Submissions a day. */
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
            /** @description The next move that comes by itself; absent when the job stays. */
            readonly next?: {
                readonly internal_status: string;
                /** Format: date-time */
                readonly at: string;
            };
            /** @description The next move, where answers that show the job bring it and not time. */
            readonly next_by_polls?: {
                readonly internal_status: string;
                /** @description How many more answers show the present status. */
                readonly polls: number;
            };
        };
        readonly ControlJobDetail: components["schemas"]["ControlJob"] & {
            /** @description Its stretches in one internal status each, those that passed and those to come. */
            readonly life: readonly {
                readonly internal_status: string;
                readonly api_status: string;
                /** Format: date-time */
                readonly from: string;
                /**
                 * Format: date-time
                 * @description Absent when it does not end by itself.
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
            /** @description World seconds in a real second. */
            readonly speed: number;
            readonly frozen: boolean;
            /** @description What the jobs did on the way, the oldest first, the latest hundred; only after the clock was moved. */
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
            /** @description As it is after the change. */
            readonly api_status: string;
            /** Format: date-time */
            readonly at: string;
        };
        /** @description What is given is done, in this order; of advance, until and at only one. */
        readonly ClockChange: {
            /** @description Stop or start the clock. */
            readonly frozen?: boolean;
            /** @description World seconds in a real second. */
            readonly speed?: number;
            /** @description a duration such as 90s, 5m or PT5M, or next-change */
            readonly advance?: string;
            /** @description Until this job is in this status, API or internal. In a form: until.job and until.status. */
            readonly until?: {
                readonly job: string;
                readonly status: string;
            };
            /** @description An instant that is not past. */
            readonly at?: string;
        };
        readonly Reset: {
            /** @description The time at which the world begins; else as at the start of the mock */
            readonly at?: string;
        };
        readonly NewSnapshot: {
            /**
             * a letter or digit, then at most 63 letters, digits, dots, dashes or underscores
             * @description Else snapshot-1, snapshot-2 ...
             */
            readonly name?: string;
        };
        readonly Snapshot: {
            readonly name: string;
            readonly world: string;
            /**
             * Format: date-time
             * @description The world's time when it was taken.
             */
            readonly now: string;
            /** @description How many. */
            readonly jobs: number;
        };
        readonly Restore: {
            /** @description The name of a snapshot. */
            readonly snapshot?: string;
            /** @description The world that the snapshot was taken of; else this one */
            readonly of?: string;
            /** @description The text of a world file. */
            readonly file?: string;
        } & (unknown | unknown);
        readonly NewJob: {
            /** @description A user of the world. */
            readonly user: string;
            /** @description A scenario by name; the world's default when not given. */
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
            /** @description How long ago, such as 90s or 5m; now when not given */
            readonly submitted?: string;
            /** @description The status, internal or API, that it has just come to by itself; in place of submitted. */
            readonly in?: string;
        };
        readonly ForcedStatus: {
            readonly internal_status: string;
            /**
             * @description Stay there instead of going on as planned.
             * @default false
             */
            readonly stays?: boolean;
            /**
             * @description Even where the life cycle does not allow it.
             * @default false
             */
            readonly anyway?: boolean;
        };
        readonly Failure: {
            /** @description Shown by this API and nowhere else. */
            readonly reason?: string;
        };
        readonly NewFault: components["schemas"]["FaultRule"];
        /**
         * @description An effect, where it strikes (`user`, `operation`, `job`: all that are given must fit), and when (at most one of
         *     `next`, `every`, `from`, `probability`: always when none is given). They count the requests that fit, also those
         *     whose answers there is nothing to do to, such as an error for what is refused before it comes to the operation.
         *
         *     Several faults can touch one answer. Latencies add up to a minute at most; of errors, expired tokens, maintenance
         *     and resets the first in the list counts; drills and mutants change the operation's own answers only.
         */
        readonly FaultRule: {
            readonly effect: components["schemas"]["Effect"];
            /** @description Only requests with the token of this user, let in or not. */
            readonly user?: string;
            /** @description Only this operation of the document. */
            readonly operation?: string;
            /** @description Only requests about this job. */
            readonly job?: string;
            /** @description Only the next so many requests. */
            readonly next?: number;
            /** @description Only every so-manyth request. */
            readonly every?: number;
            /** @description Only from the so-manyth request on. */
            readonly from?: number;
            /** @description Drawn from the seed of the world for each request: in the same order the same are struck */
            readonly probability?: number;
            /** @description The world's time after which it is over, such as 5m */
            readonly expires_in?: string;
            /** @description effect error: the name of an error of the mock, such as serverError or tooManyRequests */
            readonly problem?: string;
            /** @description effects error and maintenance: seconds in Retry-After; 60 for tooManyRequests when not given */
            readonly retry_after?: number;
            /**
             * @description effect maintenance: of the page
             * @default 503
             * @enum {integer}
             */
            readonly status?: 502 | 503;
            /** @description effect mutant: its name; `mock --mutants` lists them */
            readonly mutant?: string;
            /** @description effect latency: "300ms", "100ms to 2s" (uniform) or "log-normal 200ms to 5s" (median and cap), at most 1m, in real time */
            readonly latency?: string;
            /** @description effect cut: so many bytes of the body are sent; half when not given */
            readonly bytes?: number;
            /**
             * @description effect drip: bytes a second
             * @default 20
             */
            readonly rate?: number;
            /** @description Whether what was asked (a submission, a pause, a poll that counts) is done nevertheless. The default is false for error, expired-token and maintenance, true for all others. */
            readonly done?: boolean;
        };
        /**
         * @description - `error`: an error of the document, in place of what the operation would answer
         *     - `expired-token`: the token lets nobody in
         *     - `maintenance`: the HTML page of a proxy that does not reach the API, without the API's headers or those of CORS
         *     - `reset`: the connection is reset, and there is no answer
         *     - `mutant`: one promise of the contract is broken
         *     - `unknown-status`: one job is in a status that is not in the document
         *     - `extra-field`: objects have a field that is not in the document
         *     - `null-field`: one field is null that never is
         *     - `invalid-json`: a JSON body without its last bracket
         *     - `empty`: status and headers without a body
         *     - `latency`: the answer is late
         *     - `cut`: the connection ends before the body does
         *     - `drip`: the body comes a few bytes at a time
         * @enum {string}
         */
        readonly Effect: "error" | "expired-token" | "maintenance" | "reset" | "mutant" | "unknown-status" | "extra-field" | "null-field" | "invalid-json" | "empty" | "latency" | "cut" | "drip";
        readonly Fault: components["schemas"]["FaultRule"] & {
            readonly id: string;
            /** @description Requests that fitted it, struck or not. */
            readonly matched: number;
            /** @description Answers that it touched. */
            readonly struck: number;
            /** Format: date-time */
            readonly expires_at?: string;
        };
        readonly Entry: {
            /** @description Counts up in each world. */
            readonly number: number;
            /**
             * Format: date-time
             * @description Real time at which the request came.
             */
            readonly at: string;
            /** Format: date-time */
            readonly world_time: string;
            readonly method: string;
            /** @description As it was sent, tokens masked */
            readonly path: string;
            /** @description As it was sent, tokens masked */
            readonly query?: string;
            /** @description Something in the query was taken for a token, and masked. */
            readonly token_in_query?: boolean;
            readonly user?: string;
            /** @description Of the document. */
            readonly operation?: string;
            readonly job?: string;
            /** @description Of that job when it was answered. */
            readonly internal_status?: string;
            /** @description Of that job when it was answered. */
            readonly api_status?: string;
            /** @description Of the answer; 0 when a fault let none be sent */
            readonly status: number;
            /** @description What its Retry-After said, in seconds */
            readonly retry_after?: number;
            /** @description Real milliseconds until the answer was sent. */
            readonly duration_ms: number;
            /** @description The ids of the faults that touched the answer. */
            readonly faults: readonly string[];
            /** @description Why it matched nothing, and what would have. */
            readonly near_misses?: readonly string[];
            /** @description The client went before the answer was sent. */
            readonly aborted?: boolean;
        };
        readonly Advice: {
            /** @description The name of the rule. */
            readonly id: string;
            /** @enum {string} */
            readonly level: "notice" | "warning";
            /** @description One sentence. */
            readonly title: string;
            /** @description Absent when the token was nobody's. */
            readonly user?: string;
            /** @description Absent when it concerns several jobs, or none. */
            readonly job?: string;
            /** @description What was seen last, with figures. */
            readonly seen: string;
            /** @description How often it was seen. */
            readonly times: number;
            /** @description The numbers of journal entries that show it, the latest ten. */
            readonly entries: readonly number[];
            readonly why: string;
            /** @description Page and section, RFC and section, or "assumed". */
            readonly source: string;
            /** @description What to do instead. */
            readonly do: string;
            /** @description What most likely makes such requests, and the setting that ends them; present when they look like the defaults of a library. */
            readonly cause?: string;
            /** @description The change in code, in a line for each way of asking. */
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
        /** @description The clock as it is after the request. */
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
        /** @description The request is not what this operation takes. */
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
        /** @description The request did not come from this machine, or names a foreign Host or Origin. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "title": "Forbidden",
                 *       "status": 403,
                 *       "detail": "The control API takes requests for 127.0.0.1 or localhost only."
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The path names no world, job, fault or snapshot, or no resource of this API. */
        readonly NotThere: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "title": "Not Found",
                 *       "status": 404,
                 *       "detail": "No world can be called \"a b\"."
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The world as it stands does not allow it. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "The job never comes to \"completed\": its plan ends in \"Failure\"."
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The time is over and too few requests came. */
        readonly Waited: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "title": "Request Timeout",
                 *       "status": 408,
                 *       "detail": "In 10s no request came that fits in the world \"default\". Its journal has none at all."
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The world's name; `default` is the one of tokens without a tilde.
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
         * @description Only those of this user.
         * @example alice
         */
        readonly OfUser: string;
        /**
         * @description Only those in this status, API or internal.
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
        /** @description Only those about this job. */
        readonly OfJob: string;
        /**
         * @description Only this method.
         * @example GET
         */
        readonly OfMethod: string;
        /**
         * @description Only answers of this status, or of its class (4xx); 0 where a fault let none be sent.
         * @example 404
         */
        readonly OfStatus: string;
        /** @description Only answers that this fault touched; "any" for whichever. */
        readonly OfFault: string;
        /** @description Only paths in which this text stands. */
        readonly OfPath: string;
        /** @description true: only requests that matched nothing; false: only the others. */
        readonly NearMisses: boolean;
        /** @description At most so many; the latest. */
        readonly Limit: number;
        /** @description How many to wait for. */
        readonly Count: number;
        /**
         * @description How long to wait in real time, at most 5m
         * @example 30s
         */
        readonly Timeout: string;
        /** @description Answer 409 when there is advice of this level or a graver one. */
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
            /** @description It is up. */
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
            /** @description By name. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What is in it. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone, or was not there. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The oldest first. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
            /** @description The snapshot; one of the same name is replaced. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
            /** @description It is gone. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description YAML, as fixtures/world.schema.json describes it. */
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
                 * @description Only those of this user.
                 * @example alice
                 */
                readonly user?: components["parameters"]["OfUser"];
                /**
                 * @description Only those in this status, API or internal.
                 * @example in-progress
                 */
                readonly status?: components["parameters"]["InStatus"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those that fit. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
            /** @description What was, and what comes if nobody intervenes. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
            /** @description It is gone. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
            /** @description The job as it is now. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
            /** @description The job as it is now. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
            /** @description The job as it is now. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
            /** @description The job as it is now. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order in which they are tried. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description There are none left. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
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
            /** @description It is gone. */
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
                 * @description Only those of this user.
                 * @example alice
                 */
                readonly user?: components["parameters"]["OfUser"];
                /**
                 * @description Only this operation of the document.
                 * @example getStatus
                 */
                readonly operation?: components["parameters"]["OfOperation"];
                /** @description Only those about this job. */
                readonly job?: components["parameters"]["OfJob"];
                /**
                 * @description Only this method.
                 * @example GET
                 */
                readonly method?: components["parameters"]["OfMethod"];
                /**
                 * @description Only answers of this status, or of its class (4xx); 0 where a fault let none be sent.
                 * @example 404
                 */
                readonly status?: components["parameters"]["OfStatus"];
                /** @description Only answers that this fault touched; "any" for whichever. */
                readonly fault?: components["parameters"]["OfFault"];
                /** @description Only paths in which this text stands. */
                readonly path?: components["parameters"]["OfPath"];
                /** @description true: only requests that matched nothing; false: only the others. */
                readonly "near-misses"?: components["parameters"]["NearMisses"];
                /** @description At most so many; the latest. */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The entries that fit. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is empty; the numbers go on. */
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
                 * @description Only those of this user.
                 * @example alice
                 */
                readonly user?: components["parameters"]["OfUser"];
                /**
                 * @description Only this operation of the document.
                 * @example getStatus
                 */
                readonly operation?: components["parameters"]["OfOperation"];
                /** @description Only those about this job. */
                readonly job?: components["parameters"]["OfJob"];
                /**
                 * @description Only this method.
                 * @example GET
                 */
                readonly method?: components["parameters"]["OfMethod"];
                /**
                 * @description Only answers of this status, or of its class (4xx); 0 where a fault let none be sent.
                 * @example 404
                 */
                readonly status?: components["parameters"]["OfStatus"];
                /** @description Only answers that this fault touched; "any" for whichever. */
                readonly fault?: components["parameters"]["OfFault"];
                /** @description Only paths in which this text stands. */
                readonly path?: components["parameters"]["OfPath"];
                /** @description true: only requests that matched nothing; false: only the others. */
                readonly "near-misses"?: components["parameters"]["NearMisses"];
                /** @description How many to wait for. */
                readonly count?: components["parameters"]["Count"];
                /**
                 * @description How long to wait in real time, at most 5m
                 * @example 30s
                 */
                readonly timeout?: components["parameters"]["Timeout"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The first entries that fit, as many as were waited for. */
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
                /** @description Answer 409 when there is advice of this level or a graver one. */
                readonly "fail-on"?: components["parameters"]["FailOn"];
                /**
                 * @description Only those of this user.
                 * @example alice
                 */
                readonly user?: components["parameters"]["OfUser"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The gravest first; empty when there is nothing to say. */
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
            /** @description There is advice of the level that `fail-on` names, or a graver one. */
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
                 * @description The world's name; `default` is the one of tokens without a tilde.
                 * @example default
                 */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The coach has forgotten what it saw. */
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
