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
