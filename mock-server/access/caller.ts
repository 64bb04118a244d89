/** Who uses the control API. */

export type Caller = Operator | TeamCaller;

/** Sees all worlds. */
export interface Operator {
  readonly kind: 'operator';
}

/** Sees the worlds of a team. */
export interface TeamCaller {
  readonly kind: 'team';
  readonly name: string;
  /** The key of the request; absent for a browser that has logged in. */
  readonly key?: string;
}

export const operator: Operator = { kind: 'operator' };

/** The keys of the teams, by their digests. */
export interface TeamKeys {
  readonly findTeam: (digest: string) => string | undefined;
  /** The digest of the key of a team. */
  readonly findDigest: (team: string) => string | undefined;
}
