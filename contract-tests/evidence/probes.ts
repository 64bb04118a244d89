/** Lists every kind of request of a survey in one table: its level, its cost, and its limit in each mode. */
import type { ModeName } from './conduct.ts';

/** A broken MUST fails the run, a broken SHOULD warns, a broken ASSUMED is a notice. */
export type ClauseLevel = 'MUST' | 'SHOULD' | 'ASSUMED';

/** `used`: counts against `--max-requests`. `polls`: polls jobs. `writes`: belongs to the run's own job, as every POST does. */
export type BudgetKind = 'used' | 'polls' | 'writes';

export interface Probe<Name extends string = string> {
  /** The level of its clauses, so that the most important requests come first when the budget is too small for all. */
  readonly level: ClauseLevel;
  readonly budget: BudgetKind;
  /** `odd`: has an id that is not a UUID. `unwelcome`: has no valid token. */
  readonly kind?: 'odd' | 'unwelcome';
  /** How many requests a mode sends, including retries; without a limit by default. */
  readonly limit?: Partial<Readonly<Record<ModeName, number>>>;
  /** The request whose response leads to this one. */
  readonly after?: Name;
  /** Whether the request is about a listed job. */
  readonly ofJob?: true;
}

const never = { production: 0 } as const;
const once = { production: 1 } as const;

// biome-ignore format: one line per request, to be read as a table
const table = {
  list: { level: 'MUST', budget: 'used' },
  'list-page': { level: 'MUST', budget: 'used', after: 'list' },
  'list-again': { level: 'MUST', budget: 'used' },
  detail: { level: 'MUST', budget: 'used', ofJob: true },
  'detail-again': { level: 'MUST', budget: 'used', ofJob: true },
  // The owner's read just before the same request without a token, which a shared cache would answer
  'owner-read': { level: 'MUST', budget: 'used', ofJob: true },
  'no-token': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: { production: 2 } },
  'no-token-door': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  'bare-bearer': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  'unknown-token': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: once },
  'near-token': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: once },
  'cut-token': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  'other-scheme': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  'expired-token': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  // Also the owner's read of the list just before the same request without a token, and therefore in the first lap
  'lower-case-scheme': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  'no-token-unknown-job': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  'token-elsewhere': { level: 'SHOULD', budget: 'used', kind: 'unwelcome', limit: never },
  'unknown-job': { level: 'MUST', budget: 'used', limit: { production: 2 } },
  'foreign-list': { level: 'MUST', budget: 'used' },
  'foreign-owner': { level: 'MUST', budget: 'used', after: 'foreign-list' },
  'foreign-job': { level: 'MUST', budget: 'used', after: 'foreign-list' },
  'foreign-door': { level: 'MUST', budget: 'used', after: 'foreign-list', limit: once },
  'own-job-by-other': { level: 'MUST', budget: 'used', after: 'foreign-list' },
  'odd-id': { level: 'SHOULD', budget: 'used', kind: 'odd', limit: once },
  'random-id': { level: 'SHOULD', budget: 'used', kind: 'odd', limit: once },
  'random-id-part': { level: 'ASSUMED', budget: 'used', kind: 'odd', limit: never, after: 'random-id' },
  head: { level: 'SHOULD', budget: 'used' },
  options: { level: 'SHOULD', budget: 'used' },
  'no-slash': { level: 'SHOULD', budget: 'used' },
  'unknown-query': { level: 'SHOULD', budget: 'used', limit: once },
  // At the end of the run
  'no-accept': { level: 'MUST', budget: 'polls', limit: never },
  // One part of a request that combines several, to find out which part failed
  alone: { level: 'SHOULD', budget: 'used', after: 'unknown-query' },
  'long-accept': { level: 'ASSUMED', budget: 'used' },
  // The list under another prefix of the document; it describes the deployment and is not stored as evidence
  'other-prefix': { level: 'ASSUMED', budget: 'used' },
  'watch-list': { level: 'MUST', budget: 'polls' },
  'watch-page': { level: 'MUST', budget: 'polls', after: 'watch-list' },
  'watch-detail': { level: 'MUST', budget: 'polls', ofJob: true },
  'given-job': { level: 'MUST', budget: 'used' },
  'empty-list': { level: 'MUST', budget: 'used' },
  // Once more, what no request got a response for while others did
  'silent-again': { level: 'MUST', budget: 'used', limit: { production: 3 } },
  'earlier-detail': { level: 'MUST', budget: 'used' },

  // Results
  results: { level: 'MUST', budget: 'used', ofJob: true },
  'results-page': { level: 'MUST', budget: 'used', after: 'results' },
  // At the end of the run
  'results-again': { level: 'MUST', budget: 'polls', limit: once, after: 'results' },
  // As a file, of a job without results
  'results-early': { level: 'MUST', budget: 'polls', limit: once, ofJob: true },
  'results-final': { level: 'MUST', budget: 'polls', limit: once, ofJob: true },
  'results-beyond': { level: 'ASSUMED', budget: 'used', after: 'results' },
  'results-oversized': { level: 'MUST', budget: 'used', after: 'results' },
  'results-bounds': { level: 'MUST', budget: 'used', after: 'results' },
  // Single records of a page that crashes
  'results-row': { level: 'MUST', budget: 'used', limit: { production: 4 }, after: 'results' },
  'results-csv': { level: 'MUST', budget: 'used', after: 'results' },
  'unknown-results': { level: 'MUST', budget: 'used', limit: once },
  'foreign-results': { level: 'MUST', budget: 'used', after: 'foreign-list' },

  // Control, without writing
  'control-get': { level: 'SHOULD', budget: 'used' },
  'control-no-token': { level: 'SHOULD', budget: 'used', kind: 'unwelcome', limit: never },

  // The run's own job, if writing is allowed
  'bad-submission': { level: 'MUST', budget: 'writes' },
  'before-submit': { level: 'MUST', budget: 'writes' },
  submit: { level: 'MUST', budget: 'writes' },
  'own-list': { level: 'MUST', budget: 'writes', after: 'submit' },
  'own-detail': { level: 'MUST', budget: 'writes', after: 'submit' },
  'own-results': { level: 'MUST', budget: 'writes', after: 'submit' },
  'own-csv': { level: 'MUST', budget: 'writes', after: 'submit' },
  // Another user looks for the job, and it must stay hidden
  'own-foreign-list': { level: 'MUST', budget: 'writes', after: 'submit' },
  'own-foreign-detail': { level: 'MUST', budget: 'writes', after: 'submit' },
  // Jobs that appeared together with the own one
  'extra-detail': { level: 'MUST', budget: 'writes', after: 'submit' },
  'extra-results': { level: 'MUST', budget: 'writes', after: 'submit' },
  pause: { level: 'MUST', budget: 'writes', after: 'submit' },
  'pause-untimely': { level: 'MUST', budget: 'writes', after: 'submit' },
  resume: { level: 'MUST', budget: 'writes', after: 'submit' },
  'resume-untimely': { level: 'MUST', budget: 'writes', after: 'submit' },
  'bad-control': { level: 'MUST', budget: 'writes' },
  'unknown-control': { level: 'MUST', budget: 'writes' },
  'foreign-control': { level: 'MUST', budget: 'writes', after: 'foreign-list' },
  'foreign-list-again': { level: 'MUST', budget: 'writes', after: 'foreign-list' },
  // Another user's action on the own job
  'own-foreign-control': { level: 'MUST', budget: 'writes', after: 'submit' },
  // Methods that the status URLs must reject
  'write-method': { level: 'MUST', budget: 'writes', after: 'submit' },
  'list-post': { level: 'MUST', budget: 'writes' },
} as const satisfies Record<string, Probe>;

/** The name of a kind of request. */
export type ProbeName = keyof typeof table;

/** The purpose of an exchange; `chance` marks a random fault that a retry did not repeat. */
export type Tag = ProbeName | 'chance';

export const probes: Readonly<Record<ProbeName, Probe<ProbeName>>> = table;

/** The probe of a tag, which may come from a file; undefined for `chance`. */
export function findProbe(tag: string): Probe<ProbeName> | undefined {
  return Object.hasOwn(probes, tag) ? probes[tag as ProbeName] : undefined;
}

/** The maximum number of requests of a kind in a mode; undefined without a limit. */
export function countAllowed(kind: NonNullable<Probe['kind']>, mode: ModeName): number | undefined {
  const limits = Object.values(probes)
    .filter((probe) => probe.kind === kind)
    .map(({ limit }) => limit?.[mode]);
  return limits.reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
}
