// The types of openapi/enrichment.yaml, made by `make generate`; edit the document instead.

export interface paths {
    readonly "/api/v1/enrichment/submit/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Submit records for enrichment
         * @description Checks plan and balance, takes the estimated credits up front, creates the job and hands it to the pipeline.
         */
        readonly post: operations["submitEnrichment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/enrichment/status/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List all jobs of the caller
         * @description The authenticated user's enrichment jobs, newest first.
         */
        readonly get: operations["listStatuses"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/enrichment/status/{job_id}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the status of a single job
         * @description The current status of one job of the caller. Jobs of other users do not exist for the caller.
         */
        readonly get: operations["getStatus"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/enrichment/result/{job_id}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Fetch the enriched records of a job
         * @description Serves a job that is completed, or paused (the records done so far).
         */
        readonly get: operations["getResults"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/enrichment-control/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Pause or resume a job
         * @description Pause stops a job that is being worked on and keeps the rows done; resume goes on with the rest.
         */
        readonly post: operations["controlEnrichment"];
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
        /**
         * Format: uuid
         * @description The id of a job, a UUID in lower case.
         */
        readonly JobId: string;
        /**
         * @description The stable, user-facing vocabulary; x-life-cycle says which internal statuses stand behind each.
         * @enum {string}
         */
        readonly ApiStatus: "queued" | "in-progress" | "completed" | "failed" | "paused";
        /**
         * Format: date-time
         * @description An instant in UTC, RFC 3339. Its precision and the spelling of UTC are open questions (timestamps, utc-designator).
         */
        readonly Instant: string;
        /** @description What the API tells of a job. Further fields are legal; a client ignores what it does not know. */
        readonly Job: {
            readonly job_id: components["schemas"]["JobId"];
            readonly status: components["schemas"]["ApiStatus"];
            readonly submitted_at: components["schemas"]["Instant"];
            readonly updated_at: components["schemas"]["Instant"];
        };
        /** @description Jobs, newest first. */
        readonly JobList: readonly components["schemas"]["Job"][];
        /** @description A page of jobs in the framework's page-number envelope. */
        readonly JobPage: {
            readonly count: number;
            /** Format: uri */
            readonly next: string | null;
            /** Format: uri */
            readonly previous: string | null;
            readonly results: components["schemas"]["JobList"];
        };
        /** @description A page of jobs in the envelope of the sibling email-validation list. */
        readonly JobPageWithTotals: {
            readonly count: number;
            readonly total_pages: number;
            readonly current_page: number;
            readonly next: string | null;
            readonly previous: string | null;
            readonly results: components["schemas"]["JobList"];
        };
        /**
         * @description Contact enrichment finds people, account enrichment finds companies.
         * @default contact
         * @enum {string}
         */
        readonly Category: "contact" | "account";
        /** @description The records to enrich. Unknown fields are accepted and ignored. */
        readonly SubmitRequest: {
            readonly records: readonly components["schemas"]["SubmittedRecord"][];
            readonly category?: components["schemas"]["Category"];
            readonly criteria?: components["schemas"]["Criteria"];
        };
        /**
         * @description The records as a file, CSV or Excel (.xlsx). Its first row names the columns, which are the fields of a submitted
         *     record; case, spaces, dashes and underscores in the names do not matter, and other columns are ignored. As many
         *     rows are taken as a submission in JSON may have records. Empty rows and cells are ignored, and so are titles, rows of
         *     one cell above the names.
         *
         *     A CSV file may be delimited by commas, semicolons, tabs or bars, or by what its first line names (`sep=;`); each of
         *     CR, LF and CRLF ends a line. It may be in UTF-8, UTF-16 or Windows-1252. Of a workbook the first worksheet that is
         *     not hidden is read. Numbers, dates and booleans are taken as texts, and an error in a cell as an empty one.
         */
        readonly SubmitUpload: {
            /**
             * Format: binary
             * @description At most 20 MiB.
             */
            readonly file: string;
            readonly category?: components["schemas"]["Category"];
            readonly criteria?: components["schemas"]["Criteria"];
        };
        /**
         * @description One person or company, as far as the caller knows it. White space around a text is removed; a null character in it is
         *     refused.
         */
        readonly SubmittedRecord: {
            readonly first_name?: string;
            readonly last_name?: string;
            readonly company_name?: string;
        };
        /** @description Expands each matched account into several contact rows. It is checked in every submission and used for accounts only. */
        readonly Criteria: {
            /** @description Whom to look for; anybody when it is left out. */
            readonly job_titles?: readonly string[];
            /**
             * @description How many contacts an account is expanded into.
             * @default 3
             */
            readonly max_contacts?: number;
        };
        /** @description The new job. Only job_id is documented (submit-response). */
        readonly SubmitResponse: {
            readonly job_id: components["schemas"]["JobId"];
            readonly status?: components["schemas"]["ApiStatus"];
        };
        /** @description A page of the records of one job. */
        readonly ResultPage: {
            readonly job_id: components["schemas"]["JobId"];
            readonly total_records: number;
            readonly page: number;
            readonly page_size: number;
            readonly data: readonly (components["schemas"]["ContactRecord"] | components["schemas"]["AccountRecord"])[];
        };
        /** @description What was submitted (imported_) beside what was found; what was not found is null. */
        readonly ContactRecord: {
            readonly imported_first_name: string | null;
            readonly imported_last_name: string | null;
            readonly imported_company_name: string | null;
            readonly first_name?: string | null;
            readonly last_name?: string | null;
            readonly contact_email?: string | null;
            readonly contact_mobile_phone?: string | null;
            readonly job_title?: string | null;
            readonly enrichment_source?: string | null;
            readonly name_match_status?: string | null;
            readonly still_in_company_status?: string | null;
        };
        /** @description A company as it was submitted (imported_) beside what was found; what was not found is null. */
        readonly AccountRecord: {
            readonly imported_company_name: string | null;
            readonly company_name?: string | null;
            readonly industry: string | null;
            readonly revenue?: string | number | null;
            readonly employees?: string | number | null;
            readonly naics_code?: string | number | null;
            readonly sic_code?: string | number | null;
            readonly enrichment_source?: string | null;
            readonly name_match_status?: string | null;
        };
        /**
         * @description All records as CSV (RFC 4180): the first line names the fields, in the order of a record in JSON; what was not
         *     found is empty.
         */
        readonly ResultFile: string;
        /** @description The job and what to do with it. */
        readonly ControlRequest: {
            /** Format: uuid */
            readonly csv_file_id: string;
            /** @enum {string} */
            readonly action: "pause" | "resume";
        };
        /** @description The job after the action; a pause also tells how far it came. */
        readonly ControlResponse: {
            readonly csv_file_id: components["schemas"]["JobId"];
            readonly status: components["schemas"]["ApiStatus"];
            readonly checkpoint?: components["schemas"]["Checkpoint"];
        };
        /** @description What the pipeline writes down when it pauses. */
        readonly Checkpoint: {
            readonly rows_processed: number;
            readonly input_rows_processed: number;
            readonly is_phone: boolean;
            readonly is_email: boolean;
        };
        /** @description The body of every 401 of this family. */
        readonly InvalidToken: {
            /** @constant */
            readonly message: "Invalid or expired token";
        };
        /** @description What a job would cost and what there is. */
        readonly InsufficientCredits: {
            readonly error: string;
            readonly required: number;
            readonly balance: number;
        };
        /** @description The framework's error envelope. */
        readonly Detail: {
            readonly detail: string;
        };
        /** @description The platform's error envelope. */
        readonly ErrorMessage: {
            readonly error: string;
        };
        /** @description Errors by field, or by index in a list. */
        readonly FieldErrors: {
            readonly [key: string]: string | readonly string[] | Record<string, never>;
        };
        /** @description One of Django's own error pages. */
        readonly HtmlPage: string;
    };
    responses: {
        /** @description The job as it is now. */
        readonly Job: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "job_id": "9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60",
                 *       "status": "in-progress",
                 *       "submitted_at": "2026-05-06T14:23:11Z",
                 *       "updated_at": "2026-05-06T14:25:42Z"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Job"];
            };
        };
        /** @description The jobs of the caller, newest first. The envelope is an open question (list-envelope). */
        readonly Jobs: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example [
                 *       {
                 *         "job_id": "9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60",
                 *         "status": "in-progress",
                 *         "submitted_at": "2026-05-06T14:23:11Z",
                 *         "updated_at": "2026-05-06T14:25:42Z"
                 *       }
                 *     ]
                 */
                readonly "application/json": components["schemas"]["JobList"] | components["schemas"]["JobPage"] | components["schemas"]["JobPageWithTotals"];
            };
        };
        /** @description The job was created and waits in the queue. */
        readonly Submitted: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "job_id": "9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60",
                 *       "status": "queued"
                 *     }
                 */
                readonly "application/json": components["schemas"]["SubmitResponse"];
            };
        };
        /** @description A page of the enriched records, or all of them as CSV. */
        readonly Results: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly "Content-Disposition": components["headers"]["ContentDisposition"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example imported_first_name,imported_last_name,imported_company_name,first_name,last_name,contact_email
                 *     Ada,Lovelace,Analytical Engines,Ada,Lovelace,ada.lovelace@example.com
                 */
                readonly "text/csv": components["schemas"]["ResultFile"];
                /**
                 * @example {
                 *       "job_id": "9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60",
                 *       "total_records": 1,
                 *       "page": 1,
                 *       "page_size": 50,
                 *       "data": [
                 *         {
                 *           "imported_first_name": "Ada",
                 *           "imported_last_name": "Lovelace",
                 *           "imported_company_name": "Analytical Engines",
                 *           "first_name": "Ada",
                 *           "last_name": "Lovelace",
                 *           "contact_email": "ada.lovelace@example.com",
                 *           "contact_mobile_phone": "+15550100",
                 *           "job_title": "Analyst",
                 *           "enrichment_source": "datacore",
                 *           "name_match_status": "matched",
                 *           "still_in_company_status": "current"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["ResultPage"];
            };
        };
        /** @description The job was paused or resumed. */
        readonly Controlled: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "csv_file_id": "9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60",
                 *       "status": "paused",
                 *       "checkpoint": {
                 *         "rows_processed": 40,
                 *         "input_rows_processed": 40,
                 *         "is_phone": true,
                 *         "is_email": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["ControlResponse"];
            };
        };
        /** @description The path lacks its last slash. */
        readonly SlashRedirect: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly Location: components["headers"]["Location"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description Parameters are missing, malformed or invalid. Errors stand under the names of their fields; those of a list under the
         *     index of the item, the first 1,000 of them. A list with too many items is refused for its length alone, and what
         *     follows it in the body may not be read. The mock reads 512 KiB of a body that is not in UTF-8. A form with more fields
         *     than Django takes (1000), or with more than 10,000 parts, and in newer versions a body of JSON or of a form that is too
         *     large, are answered by Django's HTML page instead. Where the headers of a proxy contradict each other, the server before Django answers,
         *     with none of the API's headers.
         */
        readonly InvalidRequest: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Detail"];
                readonly "text/html": components["schemas"]["HtmlPage"];
            };
        };
        /** @description The job has no results yet, or the query is invalid. */
        readonly ResultsNotReady: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorMessage"] | components["schemas"]["FieldErrors"];
            };
        };
        /** @description The action is not valid in the present state of the job, or the request is invalid. */
        readonly ControlRefused: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorMessage"] | components["schemas"]["FieldErrors"] | components["schemas"]["Detail"];
                readonly "text/html": components["schemas"]["HtmlPage"];
            };
        };
        /** @description The bearer token is missing or invalid. */
        readonly Unauthorized: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly "WWW-Authenticate": components["headers"]["Challenge"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["InvalidToken"];
            };
        };
        /** @description Not enough credits; checked before any work, nothing is deducted. */
        readonly PaymentRequired: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "Insufficient credits. You need 50 credits but have 12.",
                 *       "required": 50,
                 *       "balance": 12
                 *     }
                 */
                readonly "application/json": components["schemas"]["InsufficientCredits"];
            };
        };
        /**
         * @description No such job for the caller: unknown, or another user's (the two are not told apart). An unknown route is
         *     answered by Django's HTML page instead.
         */
        readonly NotFound: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
                readonly "text/html": components["schemas"]["HtmlPage"];
            };
        };
        /** @description The resource does not take this method. */
        readonly MethodNotAllowed: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Method \"DELETE\" not allowed."
                 *     }
                 */
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description No representation that the Accept header takes. */
        readonly NotAcceptable: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Could not satisfy the request Accept header."
                 *     }
                 */
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The content type of the body is not one that is parsed. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Unsupported media type \"text/plain\" in request."
                 *     }
                 */
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description A test token is past its daily quota. */
        readonly TooManyRequests: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly Allow: components["headers"]["Allow"];
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Request was throttled. Expected available in 3600 seconds."
                 *     }
                 */
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /**
         * @description An unexpected failure on the server; its form is an open question (server-error). Where Django fails before it has
         *     a request, over a Content-Type whose parameters it cannot read, the server before it answers with a page of its
         *     own and none of the API's headers.
         */
        readonly ServerError: {
            headers: {
                readonly "X-Content-Type-Options": components["headers"]["NoSniff"];
                readonly "Referrer-Policy": components["headers"]["ReferrerPolicy"];
                readonly "X-Frame-Options": components["headers"]["FrameOptions"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"] | components["schemas"]["ErrorMessage"];
                readonly "text/html": components["schemas"]["HtmlPage"];
            };
        };
    };
    parameters: {
        /** @description The job_id that Submit returned. */
        readonly JobId: components["schemas"]["JobId"];
        /** @description Read only where the list is paged; ignored otherwise. */
        readonly ListPage: number;
        /** @description Read only where the list is paged; ignored otherwise. */
        readonly ListPageSize: number;
        /** @description A page of records as JSON, or all records as a CSV file. */
        readonly ReportType: "json" | "csv";
        /** @description The page of records to return; read for JSON only. */
        readonly ResultPage: number;
        /** @description How many records a page has; read for JSON only. */
        readonly ResultPageSize: number;
    };
    requestBodies: never;
    headers: {
        /** @description Sent with every answer by Django's security middleware. */
        readonly NoSniff: "nosniff";
        /** @description Sent with every answer by Django's security middleware. */
        readonly ReferrerPolicy: "same-origin";
        /** @description Sent with every answer of a view and with the HTML error pages. */
        readonly FrameOptions: "DENY";
        /** @description The methods of the resource; sent with every answer of a view, also with 200 and 401. */
        readonly Allow: string;
        /** @description The challenge that RFC 9110 asks of a 401. */
        readonly Challenge: "Bearer";
        /** @description The same path with a trailing slash, the query kept. */
        readonly Location: string;
        /** @description The name under which a browser keeps the file. */
        readonly ContentDisposition: string;
        /** @description Seconds until the quota is renewed. */
        readonly RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly submitEnrichment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SubmitRequest"];
                readonly "multipart/form-data": components["schemas"]["SubmitUpload"];
            };
        };
        readonly responses: {
            readonly 201: components["responses"]["Submitted"];
            readonly 301: components["responses"]["SlashRedirect"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 402: components["responses"]["PaymentRequired"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listStatuses: {
        readonly parameters: {
            readonly query?: {
                /** @description Read only where the list is paged; ignored otherwise. */
                readonly page?: components["parameters"]["ListPage"];
                /** @description Read only where the list is paged; ignored otherwise. */
                readonly page_size?: components["parameters"]["ListPageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Jobs"];
            readonly 301: components["responses"]["SlashRedirect"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly getStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The job_id that Submit returned. */
                readonly job_id: components["parameters"]["JobId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Job"];
            readonly 301: components["responses"]["SlashRedirect"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly getResults: {
        readonly parameters: {
            readonly query?: {
                /** @description A page of records as JSON, or all records as a CSV file. */
                readonly report_type?: components["parameters"]["ReportType"];
                /** @description The page of records to return; read for JSON only. */
                readonly page?: components["parameters"]["ResultPage"];
                /** @description How many records a page has; read for JSON only. */
                readonly page_size?: components["parameters"]["ResultPageSize"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The job_id that Submit returned. */
                readonly job_id: components["parameters"]["JobId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Results"];
            readonly 301: components["responses"]["SlashRedirect"];
            readonly 400: components["responses"]["ResultsNotReady"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 409: components["responses"]["ResultsNotReady"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly controlEnrichment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ControlRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Controlled"];
            readonly 301: components["responses"]["SlashRedirect"];
            readonly 400: components["responses"]["ControlRefused"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 402: components["responses"]["PaymentRequired"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
}
