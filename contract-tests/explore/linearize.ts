/**
 * Decides whether the calls for one job have an order that explains all their responses: each call takes effect at one
 * moment between its start and its end (it is linearizable), and the pipeline may move the job between two calls.
 */
import { getAnswer, type History, isSuccess, type OwnJob, type PlayedCall } from './history.ts';
import type { JobModel, States } from './model.ts';
import { type Action, isAction } from './sequence.ts';

/** What one call did to a job, or saw of it. */
export interface JobEvent {
  readonly call: PlayedCall;
  /** Infinite for a call whose effect may come at any time, or never. */
  readonly end: number;
  /** Whether it may also have had no effect. */
  readonly isOptional: boolean;
  /** Whether it only saw the job, so that the history makes sense without it. */
  readonly isSight: boolean;
  readonly apply: (states: States) => States;
}

export type OrderResult =
  | { readonly kind: 'explained' }
  /** The search was given up. */
  | { readonly kind: 'undecided' }
  | {
      readonly kind: 'unexplained';
      /** What the job may be after the longest order that could be found. */
      readonly states: States;
      /** Which calls could come next, and cannot. */
      readonly stuck: readonly JobEvent[];
    };

/** Sets of calls that the search visits for one job. */
const maxVisited = 20_000;

/** @param events in any order */
export function findOrder(events: readonly JobEvent[], model: JobModel, max = maxVisited): OrderResult {
  const sorted = events.toSorted((one, other) => one.call.start - other.call.start);
  const all = sorted.reduce((set, { isOptional }, index) => (isOptional ? set : set | bit(index)), 0n);
  const visited = new Map<bigint, States>([[0n, model.absent]]);
  const waiting: { readonly done: bigint; readonly states: States }[] = [{ done: 0n, states: model.absent }];
  let best = { done: 0n, states: model.absent, count: -1 };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { done, states } = next;
    if ((done & all) === all) return { kind: 'explained' };
    if (visited.size > max) return { kind: 'undecided' };
    const count = countBits(done & all);
    if (count > best.count) best = { done, states, count };
    for (const { event, index } of listNext(sorted, done)) {
      const after = model.pass(event.apply(states));
      const key = done | bit(index);
      const known = visited.get(key) ?? 0;
      if ((after & ~known) === 0) continue;
      visited.set(key, known | after);
      waiting.push({ done: key, states: after });
    }
  }
  const stuck = listNext(sorted, best.done).filter(({ event }) => !event.isOptional);
  return { kind: 'unexplained', states: best.states, stuck: stuck.map(({ event }) => event) };
}

const bit = (index: number): bigint => 1n << BigInt(index);

function countBits(set: bigint): number {
  let count = 0;
  for (let left = set; left !== 0n; left &= left - 1n) count += 1;
  return count;
}

/** The calls that may take effect next: those that began before any other remaining one ended. */
function listNext(sorted: readonly JobEvent[], done: bigint) {
  const left = sorted.flatMap((event, index) => ((done & bit(index)) === 0n ? [{ event, index }] : []));
  const firstEnd = Math.min(...left.map(({ event }) => event.end));
  return left.filter(({ event }) => event.call.start <= firstEnd);
}

/** The calls of a history that concern a job, as the model sees them. */
export function listJobEvents({ calls }: History, job: OwnJob, model: JobModel): readonly JobEvent[] {
  return calls.flatMap((call) => toEvents(call, job, model));
}

function toEvents(call: PlayedCall, job: OwnJob, model: JobModel): readonly JobEvent[] {
  const { operation, user, end } = call;
  const answer = getAnswer(call);
  const sight = { call, end, isOptional: false, isSight: true };
  if (operation === 'submit') {
    if (answer?.made !== job.jobId || user !== job.owner) return [];
    const created = { ...sight, isSight: false, apply: (states: States) => create(states, model) };
    return [created, ...toSights(call, job, model)];
  }
  if (operation === 'list' ? user !== job.owner : call.jobId !== job.jobId) return [];
  if (isAction(operation)) return toActionEvent(call, operation, job, model);
  if (operation === 'results' && user === job.owner) {
    const { status = 0 } = answer ?? {};
    if (!isSuccess(status) && !isRefusal(status)) return [];
    return [{ ...sight, apply: (states) => model.serve(states, isSuccess(status)) }];
  }
  return user === job.owner ? toSights(call, job, model) : [];
}

const create = (states: States, model: JobModel): States =>
  (states & model.absent) === 0 ? 0 : model.created;

/** The status of the job in the response. */
function toSights(call: PlayedCall, { jobId }: OwnJob, model: JobModel): readonly JobEvent[] {
  const status = getAnswer(call)?.jobs.find((one) => one.jobId === jobId)?.status;
  return status === undefined
    ? []
    : [
        {
          call,
          end: call.end,
          isOptional: false,
          isSight: true,
          apply: (states) => model.show(states, status),
        },
      ];
}

/** The status codes of a request that the state of the job does not allow. Others say nothing about its state. */
const isRefusal = (status: number): boolean => [400, 409, 422].includes(status);

/** A 202 only promises the effect for later. */
const isLater = (status: number): boolean => status === 202;

function toActionEvent(
  call: PlayedCall,
  action: Action,
  { owner }: OwnJob,
  model: JobModel,
): readonly JobEvent[] {
  const status = getAnswer(call)?.status;
  const accept = (states: States) => model.accept(states, action);
  const { end } = call;
  const isStrange = call.user !== owner && status !== undefined && isSuccess(status);
  if (status === undefined || isLater(status) || isStrange)
    return [{ call, end: Number.POSITIVE_INFINITY, isOptional: true, isSight: false, apply: accept }];
  if (call.user !== owner) return [];
  if (isSuccess(status)) return [{ call, end, isOptional: false, isSight: false, apply: accept }];
  if (!isRefusal(status)) return [];
  return [{ call, end, isOptional: false, isSight: true, apply: (states) => model.refuse(states, action) }];
}
