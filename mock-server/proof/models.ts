/** What a single process does, as simple as possible: a model for each job, for the clock, the list, and the credits. */
import type { SequentialModel } from './linearizable.ts';

/** What a response said about the subject of a model: its status code, and what it showed. */
export interface Shown {
  readonly status: number;
  readonly value?: unknown;
}

const format = (state: unknown): string => JSON.stringify(state);

/** Accepts the output of a step if it is unknown, or what the model has. */
const answer = <State>(output: Shown | undefined, status: number, next: State, value?: unknown) =>
  output === undefined || (output.status === status && (value === undefined || output.value === value))
    ? next
    : undefined;

export interface JobState {
  /** Seconds of its life, in which pauses do not count; absent before it is submitted. */
  readonly age?: number;
  readonly isPaused?: boolean;
  readonly isFailed?: boolean;
  readonly isDeleted?: boolean;
}

export interface JobInput {
  readonly kind:
    | 'submit'
    | 'pause'
    | 'resume'
    | 'status'
    | 'results'
    | 'list'
    | 'delete'
    | 'undelete'
    | 'fail'
    | 'advance';
  /** How far the clock goes, in seconds. */
  readonly by?: number;
}

/** The life of the scenario that the jobs have. */
const starts = 15 * 60;
const completes = 2 * 60 * 60;

/** What the API shows of a job. */
function getShownStatus({ age, isPaused, isFailed, isDeleted }: JobState): string {
  if (age === undefined || isDeleted === true) return 'absent';
  if (isFailed === true) return 'failed';
  if (isPaused === true) return 'paused';
  return age < starts ? 'queued' : age < completes ? 'in-progress' : 'completed';
}

export const jobModel: SequentialModel<JobState, JobInput, Shown> = {
  initial: {},
  format,
  step: (state, { kind, by = 0 }, output) => {
    const shown = getShownStatus(state);
    const isAbsent = shown === 'absent';
    const { age } = state;
    switch (kind) {
      case 'submit':
        // Two submissions never make the same job; one whose outcome is unknown may have made another one.
        if (age !== undefined) return output === undefined ? state : undefined;
        return answer(output, 201, { age: 0 });
      case 'status':
        return isAbsent ? answer(output, 404, state) : answer(output, 200, state, shown);
      case 'list':
        return answer(output, 200, state, shown);
      case 'results':
        return answer(output, isAbsent ? 404 : ['completed', 'paused'].includes(shown) ? 200 : 400, state);
      case 'pause':
        if (shown === 'in-progress') return answer(output, 200, { ...state, isPaused: true }, 'paused');
        return answer(output, isAbsent ? 404 : 400, state);
      case 'resume':
        if (shown === 'paused') return answer(output, 200, { ...state, isPaused: false }, 'in-progress');
        return answer(output, isAbsent ? 404 : 400, state);
      case 'fail':
        if (['queued', 'in-progress', 'paused'].includes(shown))
          return answer(output, 200, { ...state, isFailed: true }, 'failed');
        return answer(output, isAbsent ? 404 : 409, state);
      case 'delete':
        return isAbsent ? answer(output, 404, state) : answer(output, 204, { ...state, isDeleted: true });
      case 'undelete':
        if (age === undefined) return answer(output, 404, state);
        if (state.isDeleted !== true) return answer(output, 409, state);
        return answer(
          output,
          200,
          { ...state, isDeleted: false },
          getShownStatus({ ...state, isDeleted: false }),
        );
      default:
        if (age === undefined || state.isPaused === true || state.isFailed === true) return state;
        return { ...state, age: age + by };
    }
  },
};

/** The clock is frozen, and goes forward on request. The state is its time in milliseconds. */
export function createClockModel(start: number): SequentialModel<number, { readonly by: number }, Shown> {
  return {
    initial: start,
    format: String,
    step: (state, { by }, output) => answer(output, 200, state + 1000 * by, state + 1000 * by),
  };
}

export interface ListInput {
  readonly kind: 'submit' | 'delete' | 'undelete' | 'list';
  /** The job that a submission made, as far as that is known, or that is to be deleted. */
  readonly job?: string;
}

interface Listed {
  /** Absent until it is known which job it is. */
  readonly job?: string | undefined;
  readonly isDeleted?: boolean;
}

/**
 * The jobs of a user that were made since the world began, the newest first; an output is their ids, with spaces.
 * @param lists all outputs of the history: what they show of the order of the jobs keeps the search short
 */
export function createListModel(
  lists: readonly (readonly string[])[],
): SequentialModel<readonly Listed[], ListInput, Shown> {
  const older = new Map<string, Set<string>>();
  for (const ids of lists)
    for (const [index, id] of ids.entries())
      older.set(id, new Set([...(older.get(id) ?? []), ...ids.slice(index + 1)]));
  /** The jobs that are older than this one must be there, as far as they are known. */
  const isTooEarly = (state: readonly Listed[], job: string): boolean => {
    const present = new Set(state.map((one) => one.job));
    const missing = [...(older.get(job) ?? [])].filter((id) => !present.has(id));
    return missing.length > state.filter((one) => one.job === undefined).length;
  };
  return {
    initial: [],
    format,
    step: (state, { kind, job }, output) => {
      if (kind === 'submit')
        return job !== undefined && isTooEarly(state, job)
          ? undefined
          : answer(output, 201, [{ job }, ...state]);
      if (kind === 'list') return recognize(state, output);
      const found = state.find((one) => one.job === job);
      const isDeleted = kind === 'delete';
      const isPossible = found !== undefined && (found.isDeleted === true) !== isDeleted;
      // Whether it is refused does not concern the list.
      if (output !== undefined && output.status < 300 !== isPossible) return undefined;
      return isPossible ? state.map((one) => (one === found ? { job, isDeleted } : one)) : state;
    },
  };
}

function recognize(state: readonly Listed[], output: Shown | undefined): readonly Listed[] | undefined {
  if (output === undefined) return state;
  const ids = String(output.value).split(' ').filter(Boolean);
  const present = state.filter((one) => one.isDeleted !== true);
  if (ids.length !== present.length) return undefined;
  const jobs = new Map(present.map((one, index) => [one, ids[index]]));
  if (present.some((one) => one.job !== undefined && one.job !== jobs.get(one))) return undefined;
  return state.map((one) => (jobs.has(one) ? { job: jobs.get(one) } : one));
}

export interface WalletInput {
  readonly kind: 'spend' | 'refund' | 'credits';
  readonly cost?: number;
  /** The job that was made, as far as that is known, or that is to fail. */
  readonly job?: string;
}

interface Wallet {
  readonly balance: number;
  /** What each job that can still fail has cost. */
  readonly jobs: Readonly<Record<string, number>>;
}

/** The credits of a user, whose jobs never end by themselves. */
export function createWalletModel(balance: number): SequentialModel<Wallet, WalletInput, Shown> {
  return {
    initial: { balance, jobs: {} },
    format,
    step: (state, { kind, cost = 0, job }, output) => {
      if (kind === 'credits') return answer(output, 200, state, state.balance);
      if (kind === 'spend') {
        if (state.balance < cost) return answer(output, 402, state, state.balance);
        const jobs = job === undefined ? state.jobs : { ...state.jobs, [job]: cost };
        return answer(output, 201, { balance: state.balance - cost, jobs });
      }
      const { [job ?? '']: paid, ...jobs } = state.jobs;
      if (paid === undefined) return answer(output, 409, state);
      return answer(output, 200, { balance: state.balance + paid, jobs }, 'failed');
    },
  };
}
