/** Why a run could not judge its target: a reason for programs, and a message for people. */

export const errorReasons = [
  'unreachable',
  'token-refused',
  'not-the-api',
  'unavailable',
  'interrupted',
  'unfinished',
  'configuration',
  'nothing-observed',
  'too-little-observed',
  'check-crashed',
  'internal-error',
] as const;

export type ErrorReason = (typeof errorReasons)[number];

export interface RunError {
  readonly reason: ErrorReason;
  /** Redacted. It may quote the target. */
  readonly message: string;
  /** 2 for wrong usage or configuration, 3 when nothing could be judged. */
  readonly exitStatus: 2 | 3;
}
