/** Generates sequences at random from the life cycle of the document: the same seed gives the same sequences. */
import { drawFraction, drawInteger } from '../../random/random.ts';
import type { LifeCycleData } from '../../openapi/document.ts';
import {
  type Action,
  maxAtOnce,
  type OperationName,
  type Sequence,
  type SequenceCall,
  type Step,
  type UserName,
} from './sequence.ts';

export interface GenerateOptions {
  readonly seed: string;
  /** 0 for the first sequence. */
  readonly index: number;
  readonly lifeCycle: LifeCycleData;
  readonly hasOther: boolean;
  /** How many records a large submission has, which is to cost more than the user has; small ones have at most three. */
  readonly maxRows: number;
}

/** Draws from the seed; each draw differs from the one before. */
interface Dice {
  /** Whether something of this probability happens. */
  readonly happens: (probability: number) => boolean;
  readonly count: (min: number, max: number) => number;
  readonly pick: <T>(first: T, ...others: readonly T[]) => T;
}

function createDice(seed: string, index: number): Dice {
  let rolls = 0;
  const words = () => ['explore', seed, index, (rolls += 1)] as const;
  const count: Dice['count'] = (min, max) => drawInteger(min, max, ...words());
  return {
    happens: (probability) => drawFraction(...words()) < probability,
    count,
    pick: (first, ...others) => others[count(0, others.length) - 1] ?? first,
  };
}

export function generateSequence(options: GenerateOptions): Sequence {
  const { lifeCycle } = options;
  const draft = createDraft(options);
  const { dice, jobs, send, submit, call, look, wait } = draft;
  const [pause] = listActions(lifeCycle);

  const first = submit('you');
  send(first, ...(dice.happens(0.35) ? [submit(draft.anyUser())] : []));
  if (dice.happens(0.85)) wait(first.job, pause?.before);
  for (let round = dice.count(2, 5); round > 0; round -= 1) addRound(draft, first, lifeCycle);
  if (dice.happens(0.35)) {
    wait(first.job, dice.pick(...listEnds(lifeCycle)));
    send(call('results', first), ...(pause === undefined ? [] : [call(pause.name, first)]));
  }
  send(...jobs.slice(0, maxAtOnce).map(({ user, job }) => ({ user, operation: 'read' as const, job })));
  if (dice.happens(0.6)) send(look(first));
  return draft.steps;
}

/** One or two steps: an action, often with another call at once, or submissions or reads, and often a look at the job. */
function addRound(draft: Draft, first: SequenceCall, lifeCycle: LifeCycleData): void {
  const { dice, jobs, send, submit, call, look, paused } = draft;
  const job = dice.pick(first, first, ...jobs);
  const actions = listActions(lifeCycle);
  // Mostly the action that is possible now.
  const isTurned = paused.has(job.job) === dice.happens(0.85);
  const [action, opposite] = isTurned ? actions.toReversed() : actions;
  const kind = dice.count(1, 11);
  if (kind === 1) send(submit(draft.anyUser()), submit('you'));
  else if (kind === 2) {
    send(submit('you', draft.maxRows), submit('you', draft.maxRows));
    send(submit('you', draft.maxRows));
  } else if (kind === 3) send(call('list', first), { user: draft.otherUser, operation: 'list', job: '' });
  else if (action === undefined) send(look(job), look(dice.pick(first, ...jobs)));
  else {
    if (action.name === 'pause' && kind !== 8 && kind !== 9) paused.add(job.job);
    else paused.delete(job.job);
    const also =
      kind <= 4
        ? []
        : kind <= 7
          ? [call(action.name, job)]
          : kind <= 9
            ? [call(opposite?.name ?? 'read', job)]
            : [look(job)];
    send(call(action.name, job), ...also);
  }
  if (dice.happens(0.7)) send(look(job), ...(dice.happens(0.4) ? [look(job)] : []));
}

/** A sequence while it is written. */
interface Draft {
  readonly dice: Dice;
  readonly steps: Step[];
  /** The submissions. */
  readonly jobs: SequenceCall[];
  /** The jobs that the last action has probably paused. */
  readonly paused: Set<string>;
  readonly otherUser: UserName;
  readonly maxRows: number;
  readonly anyUser: () => UserName;
  readonly send: (...calls: readonly SequenceCall[]) => void;
  readonly wait: (job: string, status: string | undefined) => void;
  readonly submit: (user: UserName, rows?: number) => SequenceCall;
  /** A call of the job's owner, seldom of the other user. */
  readonly call: (operation: OperationName, job: SequenceCall) => SequenceCall;
  readonly look: (job: SequenceCall) => SequenceCall;
}

function createDraft({ seed, index, hasOther, maxRows }: GenerateOptions): Draft {
  const dice = createDice(seed, index);
  const steps: Step[] = [];
  const jobs: SequenceCall[] = [];
  const otherUser: UserName = hasOther ? 'other' : 'you';
  const call: Draft['call'] = (operation, { job, user }) => {
    const stranger = user === 'you' ? otherUser : 'you';
    return { user: dice.happens(0.1) ? stranger : user, operation, job: operation === 'list' ? '' : job };
  };
  return {
    dice,
    steps,
    jobs,
    paused: new Set(),
    otherUser,
    maxRows,
    anyUser: () => dice.pick('you', otherUser),
    send: (...calls) => void steps.push({ kind: 'calls', calls }),
    wait: (job, status) => {
      if (status !== undefined) steps.push({ kind: 'wait', job, status });
    },
    submit: (user, rows = dice.count(1, Math.min(maxSmallRows, maxRows))) => {
      const submission = {
        user,
        operation: 'submit',
        job: String.fromCodePoint(65 + jobs.length),
        rows,
      } as const;
      jobs.push(submission);
      return submission;
    },
    call,
    look: (job) => call(dice.pick('read', 'read', 'list', 'results'), job),
  };
}

/** Of a small submission. */
const maxSmallRows = 3;

/** The actions of the life cycle, each with an API status in which it is possible; the first one that a new job can get. */
function listActions({ transitions, 'internal-statuses': statuses }: LifeCycleData) {
  const names: readonly Action[] = ['pause', 'resume'];
  return names.flatMap((name) => {
    const from = transitions.find(({ cause }) => cause === name)?.from;
    return from === undefined ? [] : [{ name, before: statuses[from]?.['api-status'] ?? '' }];
  });
}

/** The API statuses of final statuses with results, which a job gets when nothing fails. */
function listEnds({
  'internal-statuses': statuses,
  'api-statuses': shown,
}: LifeCycleData): readonly [string | undefined, ...string[]] {
  const [first, ...others] = Object.values(statuses).flatMap(({ final, 'api-status': api }) =>
    final === true && shown[api]?.['has-results'] === true ? [api] : [],
  );
  return [first, ...others];
}
