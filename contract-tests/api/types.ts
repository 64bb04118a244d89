/** What `enrichment-sandbox/contract` speaks of: clauses, options, evidence and verdicts. */

/** One promise of the API. */
export interface ContractClause {
  /** Never changes. */
  readonly id: string;
  /** Where the documentation makes the promise, e.g. `status: Error Responses`. */
  readonly section: string;
  /** A broken MUST fails a run, a broken SHOULD is a warning, a broken ASSUMED a notice. */
  readonly level: 'MUST' | 'SHOULD' | 'ASSUMED';
  readonly promise: string;
  readonly basis: 'documented' | 'sibling' | 'framework' | 'assumed';
  /** Basis, page and section, or the reason for an assumption. */
  readonly source: string;
}

/** What `observe` can be given: the flags of the command `contract`, with the same meaning and the same limits. */
export interface ObserveOptions {
  /** Default: the variable CONTRACT_BASE_URL. */
  readonly baseUrl?: string;
  /** The variable that holds the token. Default `CONTRACT_TOKEN`. */
  readonly tokenEnv?: string;
  readonly mode?: 'production' | 'nightly' | 'full';
  /** Also submit a small job, pause it, resume it and follow it; refused for production. Default false. */
  readonly allowWrites?: boolean;
  /** How long to follow live jobs, e.g. `1m`. Default `10s`. */
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
  /** The file that `spec` named. */
  readonly spec?: string;
  /** The exchanges; their format may change with the version of the package. */
  readonly observed: unknown;
}

export interface JudgeOptions {
  /** A broken SHOULD counts as broken too. Default false. */
  readonly strict?: boolean;
  /** Clauses that are not judged, by their ids. */
  readonly off?: readonly string[];
  /** The share of the contract that must be seen, in percent. */
  readonly requireCoverage?: number;
  /** The share of requests that must be answered, in percent. */
  readonly minAvailability?: number;
}

/** What became of one clause. */
export interface ContractVerdict extends ContractClause {
  /** In the words of the command: a broken SHOULD is a `warning` unless strict, a broken ASSUMED is a `notice`. */
  readonly state: 'kept' | 'broken' | 'warning' | 'notice' | 'unobserved' | 'off' | 'crashed';
  /** The same as the result of a test: warnings and notices pass. */
  readonly result: 'passed' | 'failed' | 'skipped';
  /** `ID: PROMISE`, and for what is neither kept nor broken also why: for runners whose tests have nothing but a name. */
  readonly title: string;
  /** One line; empty when the promise was kept. */
  readonly reason: string;
  /** Several lines for people: promise, source, expected, actual and the curl line of each breach. */
  readonly message: string;
  /** Of the first breach. */
  readonly expected?: string;
  readonly actual?: string;
  /** Repeats the exchange of the first breach in a shell, with the tokens as variables. */
  readonly curl?: string;
}
