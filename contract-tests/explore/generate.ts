/** Generates sequences at random from the life cycle of the document: the same seed gives the same sequences. */
import { drawFraction, drawInteger } from '../../random/random.ts';
import type { LifeCycleData } from '../../openapi/document.ts';
import type { Action, OperationName, Sequence, SequenceCall, Step, UserName } from './sequence.ts';

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

export function generateSequence({ seed, index, lifeCycle, hasOther, maxRows }: GenerateOptions): Sequence {
  const dice = createDice(seed, index);
  const actions = listActions(lifeCycle);
  const steps: Step[] = [];
  const jobs: SequenceCall[] = [];

  const submit = (user: UserName, rows: number) => {
    const call = { user, operation: 'submit', job: String.fromCharCode(65 + jobs.length), rows } as const;
    jobs.push(call);
    return call;
  };
  const send = (...calls: readonly SequenceCall[]) => steps.push({ kind: 'calls', calls });
  const otherUser: UserName = hasOther ? 'other' : 'you';
  const rows = () => dice.count(1, Math.min(3, maxRows));

  const first = submit('you', rows());
  const second = dice.happens(0.35) ? [submit(dice.pick('you', otherUser), rows())] : [];
  send(first, ...second);
  const wait = (job: string, status: string | undefined) => {
    if (status !== undefined) steps.push({ kind: 'wait', job, status });
  };
  /** A call of the job's owner, seldom of the other user. */
  const call = (operation: OperationName, { job, user }: SequenceCall): SequenceCall => {
    const stranger = user === 'you' ? otherUser : 'you';
    return { user: dice.happens(0.1) ? stranger : user, operation, job: operation === 'list' ? '' : job };
  };
  const look = (job: SequenceCall) => call(dice.pick('read', 'read', 'list', 'results'), job);

  const atWork = actions.map(({ before }) => before)[0];
  if (dice.happens(0.85)) wait(first.job, atWork);
  for (let round = dice.count(2, 5); round > 0; round -= 1) {
    const job = dice.pick(first, first, ...jobs);
    const [action, opposite] = dice.happens(0.5) ? actions : actions.toReversed();
    const kind = dice.count(1, 11);
    if (kind === 1) send(submit(dice.pick('you', otherUser), rows()), submit('you', rows()));
    else if (kind === 2) {
      send(submit('you', maxRows), submit('you', maxRows));
      send(submit('you', maxRows));
    } else if (kind === 3) send(call('list', first), { user: otherUser, operation: 'list', job: '' });
    else if (action === undefined) send(look(job), look(dice.pick(first, ...jobs)));
    else if (kind <= 5) send(call(action.name, job));
    else if (kind <= 7) send(call(action.name, job), call(action.name, job));
    else if (kind <= 9) send(call(action.name, job), call(opposite?.name ?? 'read', job));
    else send(call(action.name, job), look(job));
    if (dice.happens(0.7)) send(look(job), ...(dice.happens(0.4) ? [look(job)] : []));
  }
  if (dice.happens(0.35)) {
    wait(first.job, dice.pick(...listEnds(lifeCycle)));
    send(call('results', first), ...(actions[0] === undefined ? [] : [call(actions[0].name, first)]));
  }
  send(...jobs.slice(0, 3).map((job) => ({ user: job.user, operation: 'read' as const, job: job.job })));
  return dice.happens(0.6) ? [...steps, { kind: 'calls', calls: [look(first)] }] : steps;
}

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
