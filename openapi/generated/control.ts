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
        /** Advance, freeze or speed up the world's time; it never goes back */
        readonly post: operations["setClock"];
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
        readonly get?: never;
        readonly put?: never;
        /** Give a user a new job that follows a scenario */
        readonly post: operations["addJob"];
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
        /** Start a world afresh from its file */
        readonly post: operations["resetWorld"];
        readonly delete?: never;
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
            /** @description How many there are. */
            readonly worlds: number;
            /** @description How the open questions of the document are read. */
            readonly readings: {
                readonly [key: string]: string;
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
            /** @description Rows. */
            readonly size: number;
            readonly rows_done: number;
            /** Format: date-time */
            readonly submitted_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            /** @description The next move that comes by itself; absent when the job stays. */
            readonly next?: {
                readonly internal_status: string;
                /** Format: date-time */
                readonly at: string;
            };
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
        };
        /** @description What is given is done, in this order. */
        readonly ClockChange: {
            /** @description Stop or start the clock. */
            readonly frozen?: boolean;
            /** @description World seconds in a real second. */
            readonly speed?: number;
            /** @description a duration such as 90s, 5m or PT5M */
            readonly advance?: string;
        };
        readonly NewJob: {
            /** @description A user of the world. */
            readonly user: string;
            /** @description A scenario by name; the world's default when not given. */
            readonly scenario?: string;
            /**
             * @description Rows.
             * @default 100
             */
            readonly size: number;
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
        /** @description The body is not what this operation takes. */
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
        /** @description The path names no world and no resource of this API. */
        readonly NoSuchWorld: {
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
    };
    parameters: {
        /**
         * @description The world's name; `default` is the one of tokens without a tilde.
         * @example default
         */
        readonly World: string;
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
            readonly 403: components["responses"]["Forbidden"];
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
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NoSuchWorld"];
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
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NoSuchWorld"];
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
            readonly 404: components["responses"]["NoSuchWorld"];
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
            /** @description The new job, submitted at the world's present time. */
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
            readonly 404: components["responses"]["NoSuchWorld"];
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
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NoSuchWorld"];
        };
    };
}
