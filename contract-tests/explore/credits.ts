/**
 * Checks that the credits of each user add up. The API shows a balance only in a 402, so without one nothing can be said.
 * The price of a row follows from a 402 too.
 */
import type { Finding } from './finding.ts';
import { getAnswer, type History, isBefore, isSuccess, type PlayedCall } from './history.ts';
import type { JobModel } from './model.ts';
import type { UserName } from './sequence.ts';

interface Balance {
  readonly call: PlayedCall;
  readonly required: number;
  readonly balance: number;
}

/** @param model says which jobs may have been refunded */
export function checkCredits(history: History, model: JobModel): readonly Finding[] {
  return (['you', 'other'] as const).flatMap((user) => {
    const balances = listBalances(history, user);
    const wrong = balances.flatMap(checkBalance);
    return wrong.length > 0 ? wrong.slice(0, 1) : checkSums(history, user, balances, model).slice(0, 1);
  });
}

function listBalances({ calls }: History, user: UserName): readonly Balance[] {
  return calls.flatMap((call) => {
    const credits = call.user === user ? getAnswer(call)?.credits : undefined;
    return credits === undefined ? [] : [{ call, ...credits }];
  });
}

function checkBalance({ call: { id }, required, balance }: Balance): readonly Finding[] {
  const toFinding = (message: string): Finding => ({ kind: 'credits', message, calls: [id] });
  if (balance < 0) return [toFinding(`${id} shows a balance of ${balance}, which is below zero`)];
  if (required > balance) return [];
  return [
    toFinding(`${id} was rejected although it needs ${required} credits and the balance is ${balance}`),
  ];
}

/** Compares each balance with the next one, and the last one with zero. */
function checkSums(
  history: History,
  user: UserName,
  balances: readonly Balance[],
  model: JobModel,
): readonly Finding[] {
  const price = findPrice(balances);
  if (price === undefined || hasStrangeJobs(history, user)) return [];
  return balances.flatMap((first, index): readonly Finding[] => {
    const next = balances.slice(index + 1).find(({ call }) => isBefore(first.call, call));
    const spent = listCharges(history, user, first.call, next?.call);
    const cost = spent.reduce((sum, { rows = 0 }) => sum + rows, 0) * price;
    const refunds = sumRefunds(history, user, next?.call ?? getLast(spent), model) * price;
    if ((next?.balance ?? 0) <= first.balance - cost + refunds) return [];
    const now =
      next === undefined
        ? 'leaves less than nothing'
        : `is not enough for the ${next.balance} of ${next.call.id}`;
    return [
      {
        kind: 'credits',
        message: `${first.call.id} shows a balance of ${first.balance}; ${spent.map(({ id }) => id).join(' and ')} then cost ${cost}, and at most ${refunds} came back, which ${now}`,
        calls: [first.call, ...spent, ...(next === undefined ? [] : [next.call])].map(({ id }) => id),
      },
    ];
  });
}

/** The call that ended last. */
const getLast = (calls: readonly PlayedCall[]): PlayedCall | undefined =>
  calls.toSorted((one, other) => one.end - other.end).at(-1);

/** The credits for one row, if all rejected submissions agree on it. */
function findPrice(balances: readonly Balance[]): number | undefined {
  const prices = new Set(
    balances.flatMap(({ call: { operation, rows = 0 }, required }) =>
      operation === 'submit' && rows > 0 ? [required / rows] : [],
    ),
  );
  const [price] = prices;
  return prices.size === 1 ? price : undefined;
}

/** Other jobs, which may also cost credits or bring them back. */
function hasStrangeJobs({ calls, jobs, before, unsettled }: History, user: UserName): boolean {
  const own = new Set(jobs.map(({ jobId }) => jobId));
  const isStrange = (jobId: string) => !own.has(jobId) && !before[user].has(jobId);
  return (
    unsettled.includes(user) ||
    calls.some(
      (call) => call.user === user && (getAnswer(call)?.jobs ?? []).some((one) => isStrange(one.jobId)),
    )
  );
}

/** The accepted submissions that were charged for certain between the two calls. */
function listCharges(
  { calls }: History,
  user: UserName,
  after: PlayedCall,
  until: PlayedCall | undefined,
): readonly PlayedCall[] {
  return calls.filter(
    (call) =>
      call.user === user &&
      call.operation === 'submit' &&
      isSuccess(getAnswer(call)?.status ?? 0) &&
      isBefore(after, call) &&
      (until === undefined || isBefore(call, until)),
  );
}

/** The rows of jobs that may have been refunded: a job is surely charged while it is seen unfinished and never paused. */
function sumRefunds(
  { calls, jobs }: History,
  user: UserName,
  until: PlayedCall | undefined,
  model: JobModel,
): number {
  const isCharged = (jobId: string) =>
    !calls.some((call) => call.operation === 'pause' && call.jobId === jobId) &&
    calls.some(
      (call) =>
        (until === undefined || isBefore(until, call)) &&
        (getAnswer(call)?.jobs ?? []).some(
          (seen) => seen.jobId === jobId && seen.status !== undefined && !model.isFinal(seen.status),
        ),
    );
  return jobs
    .filter(({ owner, jobId }) => owner === user && !isCharged(jobId))
    .reduce((sum, { rows }) => sum + rows, 0);
}
