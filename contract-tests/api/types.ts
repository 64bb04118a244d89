/** The types of `enrichment-sandbox/contract`: clauses, options, evidence and verdicts. */

/** One promise of the API. */
export interface ContractClause {
  /** Never changes. */
  readonly id: string;
  /** The section of the documentation with the promise, e.g. `status: Error Responses`. */
  readonly section: string;
  /** A broken MUST fails a run, a broken SHOULD is a warning, a broken ASSUMED a notice. */
  readonly level: 'MUST' | 'SHOULD' | 'ASSUMED';
  readonly promise: string;
  readonly basis: 'documented' | 'sibling' | 'framework' | 'client' | 'assumed';
  /** Basis, page and section, or the reason for a promise without a page. */
  readonly source: string;
}

/** The options of `observe`: the flags of the command `contract`, with the same meaning and limits. */
export interface ObserveOptions {
  /** Default: the variable CONTRACT_BASE_URL. */
  readonly baseUrl?: string;
  /** The variable that holds the token. Default `CONTRACT_TOKEN`. */
  readonly tokenEnv?: string;
  readonly mode?: 'production' | 'nightly' | 'full';
  /** Also submit a small job, pause it, resume it and poll it. Not allowed for production. Default false. */
  readonly allowWrites?: boolean;
  /** How long to poll unfinished jobs, e.g. `1m`. Default `10s`. */
  readonly watch?: string;
  /** How long one request may take. Default `15s`. */
  readonly timeout?: string;
  readonly maxRequests?: number;
  /** For example `5/s` or `30/m`. */
  readonly maxRate?: string;
  /** A file with the certificates of your own CA. */
  readonly ca?: string;
  /** Another OpenAPI document to judge by. */
  readonly spec?: string;
  /** The variables that hold base URL, tokens and proxy. Default: those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Everything that was observed of a target. Plain data without secrets, so that it can be stored as JSON and judged later. */
export interface ContractEvidence {
  readonly baseUrl: string;
  readonly requests: number;
  /** The file given as `spec`. */
  readonly spec?: string;
  /** The exchanges; their format may change with the version of the package. */
  readonly observed: unknown;
}

export interface JudgeOptions {
  /** A broken SHOULD also counts as broken. Default false. */
  readonly strict?: boolean;
  /** Other levels for single clauses, by id; `off` does not judge the clause. */
  readonly levels?: Readonly<Record<string, 'MUST' | 'SHOULD' | 'ASSUMED' | 'off'>>;
  /** The ids of clauses that are not judged. */
  readonly off?: readonly string[];
  /** The minimum coverage of the contract, in percent. */
  readonly requireCoverage?: number;
  /** The minimum share of answered requests, in percent. */
  readonly minAvailability?: number;
}

/** The verdict on one clause. */
export interface ContractVerdict extends ContractClause {
  /** As in the command: a broken SHOULD is a `warning` unless strict, a broken ASSUMED is a `notice`. */
  readonly state: 'kept' | 'broken' | 'warning' | 'notice' | 'unobserved' | 'off' | 'crashed';
  /** The same as a test result: warnings and notices pass. */
  readonly result: 'passed' | 'failed' | 'skipped';
  /** `ID: PROMISE`, with the reason if the clause is neither kept nor broken, for runners that show only test names. */
  readonly title: string;
  /** One line; empty when the promise was kept. */
  readonly reason: string;
  /** Several lines for people: promise, source, expected, actual and the curl line of each breach. */
  readonly message: string;
  /** From the first breach. */
  readonly expected?: string;
  readonly actual?: string;
  /** Repeats the exchange of the first breach in a shell, with the tokens as variables. */
  readonly curl?: string;
}

/** The options of `replay`: the flags of the command `contract explore`, with the same meaning. */
export interface ReplayOptions
  extends Pick<ObserveOptions, 'baseUrl' | 'tokenEnv' | 'timeout' | 'maxRate' | 'ca' | 'spec' | 'env'> {
  /** Required: a sequence submits jobs, and pauses and resumes them. Not allowed for production. */
  readonly allowWrites?: boolean;
  /** How often to play the sequence, since a race does not show each time. Default 1. */
  readonly times?: number;
}

export interface Replayed {
  /** What no order of the calls explains; empty if nothing was found. */
  readonly findings: readonly {
    /** Such as `no-order` or `foreign-job`. */
    readonly kind: string;
    readonly message: string;
  }[];
  /** How often the sequence was played. */
  readonly played: number;
  /** The ids of jobs that could not be resumed. */
  readonly leftPaused: readonly string[];
}
