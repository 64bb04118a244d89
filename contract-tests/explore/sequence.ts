/** A sequence: the calls of one exploration in steps, as data and as a line of text. */
import { formatSuggestion } from '../../openapi/complaint.ts';

/** The user of CONTRACT_TOKEN, or the one of CONTRACT_OTHER_TOKEN. */
export type UserName = 'you' | 'other';

export const operations = ['submit', 'read', 'list', 'results', 'pause', 'resume'] as const;
export type OperationName = (typeof operations)[number];

/** The actions of Control. */
export type Action = Extract<OperationName, 'pause' | 'resume'>;

export const isAction = (operation: OperationName): operation is Action =>
  operation === 'pause' || operation === 'resume';

export interface SequenceCall {
  readonly user: UserName;
  readonly operation: OperationName;
  /** A capital letter; empty for the list. */
  readonly job: string;
  /** The number of submitted records. */
  readonly rows?: number;
}

export type Step =
  /** Calls that are sent at once. */
  | { readonly kind: 'calls'; readonly calls: readonly SequenceCall[] }
  /** Reads the job until it has the API status, or can no longer get it. */
  | { readonly kind: 'wait'; readonly job: string; readonly status: string };

export type Sequence = readonly Step[];

/** A target gets at most so many calls at once. */
export const maxAtOnce = 3;
/** In one sequence, so that a mistyped one ends. */
const maxCalls = 100;
const maxRows = 1000;

/** All calls of a sequence in order, without the reads of its waits. */
export const listCalls = (sequence: Sequence): readonly SequenceCall[] =>
  sequence.flatMap((step) => (step.kind === 'calls' ? step.calls : []));

/** The owner of each job: the user who submits it. */
export function listOwners(sequence: Sequence): ReadonlyMap<string, UserName> {
  const submissions = listCalls(sequence).filter(({ operation }) => operation === 'submit');
  return new Map(submissions.map(({ job, user }) => [job, user]));
}

/** How many records a sequence submits. */
export const countRows = (sequence: Sequence): number =>
  listCalls(sequence).reduce((sum, { rows = 0 }) => sum + rows, 0);

/** `submit A; wait A in-progress; pause A & pause A; other: read A` */
export function formatSequence(sequence: Sequence): string {
  return sequence
    .map((step) =>
      step.kind === 'wait' ? `wait ${step.job} ${step.status}` : step.calls.map(formatCall).join(' & '),
    )
    .join('; ');
}

/** `other: pause A`; one record is not mentioned. */
export function formatCall({ user, operation, job, rows = 1 }: SequenceCall): string {
  const size = operation === 'submit' && rows !== 1 ? ` ${rows}` : '';
  return `${user === 'other' ? 'other: ' : ''}${operation}${job === '' ? '' : ` ${job}`}${size}`;
}

/**
 * Parses the text of a sequence.
 * @param statuses the API statuses that a wait may name
 * @returns the sequence, or a sentence about its first mistake
 */
export function parseSequence(text: string, statuses: readonly string[]): Sequence | string {
  const steps: Step[] = [];
  const submitted = new Set<string>();
  for (const part of text.split(';').map((one) => one.trim())) {
    if (part === '') continue;
    const step = part.startsWith('wait ') ? parseWait(part, statuses) : parseCalls(part);
    if (typeof step === 'string') return step;
    const unknown = findUnknownJob(step, submitted);
    if (unknown !== undefined) return unknown;
    steps.push(step);
  }
  if (submitted.size === 0) return 'the sequence submits no job; begin with "submit A"';
  return listCalls(steps).length > maxCalls ? `a sequence has at most ${maxCalls} calls` : steps;
}

function parseWait(part: string, statuses: readonly string[]): Step | string {
  const [, job, status = ''] = /^wait ([A-Z]) (\S+)$/.exec(part) ?? [];
  if (job === undefined) return `"${part}" must be "wait JOB STATUS", such as "wait A ${statuses[1] ?? ''}"`;
  if (statuses.includes(status)) return { kind: 'wait', job, status };
  return `"${part}" names the status "${status}"; allowed: ${statuses.join(', ')}`;
}

function parseCalls(part: string): Step | string {
  const calls: SequenceCall[] = [];
  for (const text of part.split('&').map((one) => one.trim())) {
    const call = parseCall(text);
    if (typeof call === 'string') return call;
    calls.push(call);
  }
  return calls.length > maxAtOnce
    ? `"${part}" sends ${calls.length} calls at once; at most ${maxAtOnce} are allowed`
    : { kind: 'calls', calls };
}

function parseCall(text: string): SequenceCall | string {
  const [, other, word = '', job = '', rows] =
    /^(other: *)?([a-z]+)(?: ([A-Z]))?(?: (\d{1,4}))?$/.exec(text) ?? [];
  const operation = operations.find((one) => one === word);
  if (operation === undefined) {
    const known = `allowed: ${operations.join(', ')} and wait`;
    return `"${text}" is not a call; ${known}${formatSuggestion(word, operations) || ', e.g. "pause A" or "other: read A"'}`;
  }
  if ((operation === 'list') !== (job === ''))
    return operation === 'list' ? `"${text}": list takes no job` : `"${text}" needs a job, such as A`;
  if (rows !== undefined && (operation !== 'submit' || Number(rows) < 1 || Number(rows) > maxRows))
    return `"${text}": only submit takes a number of records, from 1 to ${maxRows}`;
  const user = other === undefined ? 'you' : 'other';
  return { user, operation, job, ...(operation === 'submit' ? { rows: Number(rows ?? 1) } : {}) };
}

/** Adds what the step submits; a job has no id until its submission was answered. */
function findUnknownJob(step: Step, submitted: Set<string>): string | undefined {
  const used = step.kind === 'wait' ? [step.job] : [];
  const added: string[] = [];
  for (const { operation, job } of step.kind === 'calls' ? step.calls : []) {
    if (operation === 'submit') added.push(job);
    else if (job !== '') used.push(job);
  }
  const unknown = used.find((job) => !submitted.has(job));
  if (unknown !== undefined) return `job ${unknown} is used before a step that submits it`;
  for (const job of added) {
    if (submitted.has(job)) return `job ${job} is submitted twice; give the second one another letter`;
    submitted.add(job);
  }
  return undefined;
}
