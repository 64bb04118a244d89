/** What a history breaks: the kind of the finding, a sentence, and the calls that show it. */

export const findingKinds = {
  'foreign-job': 'a user sees or changes the job of another user',
  'same-id': 'two submissions got the same job',
  'lost-job': 'a job cannot be found any more',
  'extra-job': 'one submission created two jobs',
  'final-changed': 'a final status changed',
  'updated-back': 'updated_at went back',
  'no-order': 'no order of the calls explains their responses',
  credits: 'the credits do not add up',
} as const;

export type FindingKind = keyof typeof findingKinds;

export interface Finding {
  readonly kind: FindingKind;
  /** What was observed, with the ids of the calls. */
  readonly message: string;
  /** The ids of the calls that together show it. */
  readonly calls: readonly string[];
  /** Those of them that the rest may show it without; none by default. */
  readonly spare?: readonly string[];
}

/** Kinds that one fault may show as, depending on how its calls overlap. */
const related: readonly (readonly FindingKind[])[] = [
  ['no-order', 'final-changed', 'updated-back'],
  ['same-id', 'lost-job'],
];

/** Whether two findings may come from the same fault. */
export function isSameFault(one: FindingKind, other: FindingKind): boolean {
  return one === other || related.some((kinds) => kinds.includes(one) && kinds.includes(other));
}
