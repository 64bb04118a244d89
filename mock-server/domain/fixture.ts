/** The initial contents of a world: users, tokens and jobs. Data, checked when it was read. */
import type { FixtureScenario } from './scenario.ts';
import type { Duration } from '../../time/time.ts';

export interface Fixture {
  readonly about: string;
  readonly seed: string;
  /** The scenario of a job that names none. */
  readonly defaultScenario: string;
  readonly users: readonly FixtureUser[];
  readonly jobs: readonly FixtureJob[];
  readonly scenarios: Readonly<Record<string, FixtureScenario>>;
}

export interface FixtureUser {
  readonly name: string;
  readonly token: string;
  readonly expired: boolean;
  readonly active: boolean;
  /** Credits at the start. */
  readonly balance?: number;
  /** Submissions a day, for a test token. */
  readonly quota?: number;
}

export interface FixtureJob {
  readonly owner: string;
  /** Given by the file; else made from the seed. */
  readonly id?: string;
  readonly scenario: string;
  readonly rows: number;
  /** A category of the document; its default when there is none. */
  readonly category?: string;
  readonly begins: FixtureBegin;
  /** How many jobs like it there are; each further one is older than the one before. */
  readonly count?: number;
  /** By how much, in milliseconds. */
  readonly every?: Duration;
}

/** The status of the job when its world begins. */
export type FixtureBegin =
  | { readonly kind: 'submitted'; readonly ago: Duration }
  | { readonly kind: 'in-status'; readonly status: string; readonly since: Duration };
