/** Judges a history: the invariants, the credits, and for each job whether an order explains the responses. */
import { checkCredits } from './credits.ts';
import type { Finding, FindingKind } from './finding.ts';
import { getAnswer, type History, type OwnJob, type PlayedCall } from './history.ts';
import { checkInvariants } from './invariants.ts';
import { findOrder, type JobEvent, listJobEvents } from './linearize.ts';
import type { JobModel, States } from './model.ts';
import { formatCall, isAction } from './sequence.ts';

export interface HistoryVerdict {
  readonly findings: readonly Finding[];
  /** The jobs whose orders were too many to try all of them. */
  readonly undecided: readonly string[];
  /** Whether any job was submitted and seen afterwards. */
  readonly sawJob: boolean;
}

/** Findings about a job that leave no order either. */
const specific: ReadonlySet<FindingKind> = new Set(['final-changed', 'same-id']);

export function judgeHistory(history: History, model: JobModel): HistoryVerdict {
  const invariants = [...checkInvariants(history, model), ...checkCredits(history, model)];
  const undecided: string[] = [];
  const disorders = history.jobs.flatMap((job): readonly Finding[] => {
    const events = listJobEvents(history, job, model);
    const result = findOrder(events, model);
    if (result.kind === 'undecided') undecided.push(job.name);
    // The other finding about the job is more specific.
    const isKnown = invariants.some(({ kind, message }) => specific.has(kind) && message.includes(job.jobId));
    return result.kind !== 'unexplained' || isKnown ? [] : [explain(job, events, model)];
  });
  const sawJob = history.jobs.some((job) => listJobEvents(history, job, model).length > 1);
  return { findings: [...invariants, ...disorders], undecided, sawJob };
}

/** Drops the sights that are not needed for the contradiction, then says what cannot come next. */
function explain(job: OwnJob, events: readonly JobEvent[], model: JobModel): Finding {
  let needed = events;
  for (const event of events.toReversed()) {
    if (!event.isSight) continue;
    const fewer = needed.filter((one) => one !== event);
    if (findOrder(fewer, model).kind === 'unexplained') needed = fewer;
  }
  const result = findOrder(needed, model);
  const stuck = result.kind === 'unexplained' ? result.stuck : [];
  const states = result.kind === 'unexplained' ? result.states : 0;
  const spare = needed.filter(({ call }) => {
    const others = needed.filter((one) => one.call !== call);
    return isAction(call.operation) && findOrder(others, model).kind === 'unexplained';
  });
  const calls = [...new Map(needed.map(({ call }) => [call.id, call])).values()];
  return {
    kind: 'no-order',
    message: `no order of ${calls.map(describeCall).join(', ')} explains these responses: ${describeStates(job, states, model)}, so that ${stuck.map(({ call }) => describeMisfit(call, job, model)).join(', and ')}`,
    calls: calls.map(({ id }) => id),
    spare: spare.map(({ call }) => call.id),
  };
}

/** `c3 (pause A: 200)` */
function describeCall(call: PlayedCall): string {
  const { id, outcome } = call;
  const result = outcome.kind === 'answer' ? String(outcome.answer.status) : 'no answer';
  return `${id} (${formatCall(call)}: ${result})`;
}

function describeStates({ name }: OwnJob, states: States, model: JobModel): string {
  const statuses = model.listApiStatuses(states);
  return statuses.length === 0
    ? `job ${name} does not exist before its submission`
    : `after all others job ${name} can only be ${statuses.join(' or ')}`;
}

function describeMisfit(call: PlayedCall, { name, jobId }: OwnJob, model: JobModel): string {
  const { id, operation } = call;
  const answer = getAnswer(call);
  if (isAction(operation)) {
    const wasAccepted = answer !== undefined && answer.status < 300;
    const statuses = model.statusesBefore(operation).join(' or ');
    return wasAccepted
      ? `${id} cannot have been accepted, because ${operation} needs a job that is ${statuses}`
      : `${id} cannot have been rejected, because ${operation} is possible while a job is ${statuses}`;
  }
  if (operation === 'results')
    return (answer?.status ?? 0) < 300 ? `${id} cannot have results` : `${id} cannot be without results`;
  const status = answer?.jobs.find((one) => one.jobId === jobId)?.status;
  return `${id} cannot see job ${name} as ${status}`;
}
