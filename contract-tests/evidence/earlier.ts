/** The caller's jobs in earlier runs: evidence from a ledger instead of an exchange. */

export interface Earlier {
  /** How many runs the ledger contains; 0 in the first run. */
  readonly runs: number;
  /** Listed jobs come first, in the order of the list. */
  readonly jobs: readonly EarlierJob[];
}

/** A job as it was last seen, without unreadable values. */
export interface EarlierJob {
  readonly jobId: string;
  readonly status?: string;
  readonly submittedAt?: string;
  readonly updatedAt?: string;
  /** Its place in the list, from 0; absent when it was not listed. */
  readonly place?: number;
  /** By the target's own clock. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** When its single status was last requested successfully; absent if it never was. */
  readonly lastRead?: string;
  /** Days on which it was seen in its status. */
  readonly daysInStatus: number;
  /** Runs in which its updated_at had changed although it had finished before. */
  readonly lateMoves: number;
}
