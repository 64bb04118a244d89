/** Every kind of question of a survey in one table: what it is asked for, what it costs, and how many a mode may send. */
import type { ModeName } from './conduct.ts';

/** A broken MUST fails the run, a broken SHOULD warns, a broken ASSUMED is a notice. */
export type ClauseLevel = 'MUST' | 'SHOULD' | 'ASSUMED';

/** `used`: against `--max-requests`. `polls`: follows jobs. `writes`: belongs to a job of our own, as every POST does. */
export type BudgetKind = 'used' | 'polls' | 'writes';

export interface Probe<Name extends string = string> {
  /** What it is asked for, so that the most important questions come first when not all can be asked. */
  readonly level: ClauseLevel;
  readonly budget: BudgetKind;
  /** `odd`: with an id that is not a UUID. `unwelcome`: without a valid token. */
  readonly kind?: 'odd' | 'unwelcome';
  /** How many requests a mode sends, second tries included; all that there are unless it is said. */
  readonly limit?: Partial<Readonly<Record<ModeName, number>>>;
  /** The question whose answer leads to this one. */
  readonly after?: Name;
  /** Whether it is about a job that the list shows. */
  readonly ofJob?: true;
}

const never = { production: 0 } as const;
const once = { production: 1 } as const;

// biome-ignore format: one line a question, to be read as a table
const table = {
  list: { level: 'MUST', budget: 'used' },
  'list-page': { level: 'MUST', budget: 'used', after: 'list' },
  'list-again': { level: 'MUST', budget: 'used' },
  detail: { level: 'MUST', budget: 'used', ofJob: true },
  'detail-again': { level: 'MUST', budget: 'used', ofJob: true },
  'no-token': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: once },
  'bare-bearer': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  'unknown-token': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: once },
  'cut-token': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  'other-scheme': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  'expired-token': { level: 'MUST', budget: 'used', kind: 'unwelcome', limit: never },
  'lower-case-scheme': { level: 'SHOULD', budget: 'used', kind: 'unwelcome', limit: never },
  'no-token-unknown-job': { level: 'SHOULD', budget: 'used', kind: 'unwelcome', limit: never },
  'token-elsewhere': { level: 'SHOULD', budget: 'used', kind: 'unwelcome', limit: never },
  'unknown-job': { level: 'MUST', budget: 'used' },
  'foreign-list': { level: 'MUST', budget: 'used' },
  'foreign-job': { level: 'MUST', budget: 'used', after: 'foreign-list' },
  'odd-id': { level: 'SHOULD', budget: 'used', kind: 'odd', limit: { production: 2 } },
  'random-id': { level: 'SHOULD', budget: 'used', kind: 'odd', limit: once },
  head: { level: 'SHOULD', budget: 'used' },
  options: { level: 'SHOULD', budget: 'used' },
  'no-slash': { level: 'SHOULD', budget: 'used' },
  'unknown-query': { level: 'SHOULD', budget: 'used' },
  'list-narrowed': { level: 'SHOULD', budget: 'used', after: 'list-again' },
  'long-accept': { level: 'ASSUMED', budget: 'used' },
  // The list under another prefix of the document; it tells of the deployment, and is not kept as evidence
  'other-prefix': { level: 'ASSUMED', budget: 'used' },
  'watch-list': { level: 'MUST', budget: 'polls' },
  'watch-detail': { level: 'MUST', budget: 'polls', ofJob: true },
  'earlier-detail': { level: 'MUST', budget: 'used' },

  // Results
  results: { level: 'MUST', budget: 'used', ofJob: true },
  'results-page': { level: 'MUST', budget: 'used', after: 'results' },
  'results-again': { level: 'MUST', budget: 'used', after: 'results' },
  'results-beyond': { level: 'ASSUMED', budget: 'used', after: 'results' },
  'results-oversized': { level: 'MUST', budget: 'used', after: 'results' },
  'results-csv': { level: 'MUST', budget: 'used', after: 'results' },
  'unknown-results': { level: 'MUST', budget: 'used' },
  'foreign-results': { level: 'MUST', budget: 'used', after: 'foreign-list' },

  // Control, without writing
  'control-get': { level: 'SHOULD', budget: 'used' },
  'control-no-token': { level: 'SHOULD', budget: 'used', kind: 'unwelcome', limit: never },

  // A job of our own, when writing is allowed
  'bad-submission': { level: 'MUST', budget: 'writes' },
  submit: { level: 'MUST', budget: 'writes' },
  'own-list': { level: 'MUST', budget: 'writes', after: 'submit' },
  'own-detail': { level: 'MUST', budget: 'writes', after: 'submit' },
  'own-results': { level: 'MUST', budget: 'writes', after: 'submit' },
  'own-csv': { level: 'MUST', budget: 'writes', after: 'submit' },
  pause: { level: 'MUST', budget: 'writes', after: 'submit' },
  'pause-untimely': { level: 'MUST', budget: 'writes', after: 'submit' },
  resume: { level: 'MUST', budget: 'writes', after: 'submit' },
  'resume-untimely': { level: 'MUST', budget: 'writes', after: 'submit' },
  'bad-control': { level: 'MUST', budget: 'writes' },
  'unknown-control': { level: 'MUST', budget: 'writes' },
  'foreign-control': { level: 'MUST', budget: 'writes', after: 'foreign-list' },
} as const satisfies Record<string, Probe>;

/** The name of a kind of question. */
export type ProbeName = keyof typeof table;

/** What an exchange was made for; `chance` is what did not come again when the same was asked once more. */
export type Tag = ProbeName | 'chance';

export const probes: Readonly<Record<ProbeName, Probe<ProbeName>>> = table;

/** The probe of a tag, which may come from a file; none for `chance`. */
export function findProbe(tag: string): Probe<ProbeName> | undefined {
  return Object.hasOwn(probes, tag) ? probes[tag as ProbeName] : undefined;
}

/** How many requests of a kind a mode sends at most; undefined when it sends all that there are. */
export function countAllowed(kind: NonNullable<Probe['kind']>, mode: ModeName): number | undefined {
  const limits = Object.values(probes)
    .filter((probe) => probe.kind === kind)
    .map(({ limit }) => limit?.[mode]);
  return limits.reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
}
