/** The history of a sequence: each call with its start, its end and what its response says. */
import { parseJson } from '../../openapi/conformance.ts';
import { isMap, toMap } from '../../openapi/values.ts';
import { getNextOfEnvelope } from '../evidence/job-lists.ts';
import type { OperationName, SequenceCall, UserName } from './sequence.ts';

/** A job in a response. */
export interface JobSighting {
  readonly jobId: string;
  readonly status?: string;
  readonly updatedAt?: string;
}

/** What a response says, by its operation. */
export interface Answer {
  readonly status: number;
  /** The shown job, or the listed jobs. */
  readonly jobs: readonly JobSighting[];
  /** Whether the list shows all jobs; a page shows some. */
  readonly isWhole: boolean;
  /** The job that a submission created. */
  readonly made?: string;
  /** The credits of a 402. */
  readonly credits?: { readonly required: number; readonly balance: number };
}

/** Without an answer, or with a 5xx, a call may have taken effect, or may still do so. */
export type CallOutcome =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'uncertain'; readonly reason: string };

export interface PlayedCall extends SequenceCall {
  /** `c1`, `c2`, ... in the order of their start; the reads of waits are `w1`, `w2`, ... */
  readonly id: string;
  /** The index of its step. */
  readonly step: number;
  /** The index among the calls of its step. */
  readonly lane: number;
  /** Whether it is a read of a wait. */
  readonly isPoll: boolean;
  /** The id of the job; empty for the list and for a submission. */
  readonly jobId: string;
  /** The positions of start and end among all starts and ends. */
  readonly start: number;
  readonly end: number;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly outcome: CallOutcome;
}

/** A job that a sequence submitted. */
export interface OwnJob {
  /** Its letter. */
  readonly name: string;
  readonly jobId: string;
  readonly owner: UserName;
  readonly rows: number;
}

export interface History {
  readonly calls: readonly PlayedCall[];
  readonly jobs: readonly OwnJob[];
  /** The jobs that each user had before, including those of earlier sequences. */
  readonly before: Readonly<Record<UserName, ReadonlySet<string>>>;
  /** The users with earlier jobs that may still cost credits or bring them back. */
  readonly unsettled: readonly UserName[];
  /** Jobs that two submissions created, although only one returned their ids. */
  readonly extraJobs?: readonly ExtraJob[];
}

/** A job with the records of a submission that returned another id. */
export interface ExtraJob {
  readonly jobId: string;
  readonly callId: string;
}

export const getAnswer = ({ outcome }: PlayedCall): Answer | undefined =>
  outcome.kind === 'answer' ? outcome.answer : undefined;

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Whether one call ended before the other began, so that everybody agrees on their order. */
export const isBefore = (one: PlayedCall, other: PlayedCall): boolean => one.end < other.start;

/**
 * Reads a response.
 * @param jobId the requested job
 */
export function toAnswer(operation: OperationName, status: number, body: string, jobId: string): Answer {
  const none = { status, jobs: [], isWhole: false };
  if (status === 402) return { ...none, ...toCredits(parseJson(body)?.value) };
  if (!isSuccess(status)) return none;
  const value = parseJson(body)?.value;
  if (operation === 'list') return { status, ...toList(value) };
  if (operation === 'read') return { ...none, jobs: [toSighting({ job_id: jobId, ...toMap(value) })] };
  const made = operation === 'submit' ? toMap(value)['job_id'] : undefined;
  if (typeof made !== 'string') return none;
  return { ...none, made, jobs: [toSighting(toMap(value))] };
}

function toCredits(value: unknown): Pick<Answer, 'credits'> {
  const { required, balance } = toMap(value);
  return typeof required === 'number' && typeof balance === 'number'
    ? { credits: { required, balance } }
    : {};
}

function toList(value: unknown): Pick<Answer, 'jobs' | 'isWhole'> {
  const envelope = toMap(value);
  const items = Array.isArray(value) ? (value as unknown[]) : envelope['results'];
  if (!Array.isArray(items)) return { jobs: [], isWhole: false };
  const jobs = (items as unknown[]).filter(isMap).map(toSighting);
  return { jobs, isWhole: Array.isArray(value) || (getNextOfEnvelope(envelope) ?? null) === null };
}

function toSighting({ job_id: jobId, status, updated_at: updatedAt }: Readonly<Record<string, unknown>>) {
  return {
    jobId: typeof jobId === 'string' ? jobId : '',
    ...(typeof status === 'string' ? { status } : {}),
    ...(typeof updatedAt === 'string' ? { updatedAt } : {}),
  };
}
