/** What must hold for all users at all times, whatever the order of the calls. */
import { parseRfc3339 } from '../../time/rfc3339.ts';
import type { Finding } from './finding.ts';
import { getAnswer, type History, isBefore, isSuccess, type OwnJob, type PlayedCall } from './history.ts';
import type { JobModel } from './model.ts';
import { isAction } from './sequence.ts';

/** At most one finding of each kind for each job or pair of calls. */
export function checkInvariants(history: History, model: JobModel): readonly Finding[] {
  return [
    ...findForeignJobs(history),
    ...findSameIds(history),
    ...history.jobs.flatMap((job) => [
      ...findLostJob(history, job).slice(0, 1),
      ...findChangedFinal(history, job, model).slice(0, 1),
      ...findUpdateBack(history, job).slice(0, 1),
    ]),
    ...(history.extraJobs ?? []).map(
      ({ jobId, callId }): Finding => ({
        kind: 'extra-job',
        message: `job ${jobId} has the records of the submission ${callId}, which returned another job`,
        calls: [callId],
      }),
    ),
  ];
}

function findForeignJobs({ calls, jobs, before }: History): readonly Finding[] {
  return calls.flatMap((call): readonly Finding[] => {
    const { id, user, operation, jobId } = call;
    const answer = getAnswer(call);
    if (answer === undefined || !isSuccess(answer.status)) return [];
    const isForeign = (one: string) =>
      jobs.some((job) => job.jobId === one && job.owner !== user) ||
      (before[user === 'you' ? 'other' : 'you'].has(one) && !before[user].has(one));
    if (operation === 'list') {
      const foreign = answer.jobs.find((one) => isForeign(one.jobId));
      return foreign === undefined
        ? []
        : [toForeign(id, `${id} lists job ${foreign.jobId}, which belongs to the other user`)];
    }
    if (operation === 'submit' || !isForeign(jobId)) return [];
    const verb = isAction(operation) ? `accepted the action ${operation} for` : 'returned';
    return [
      toForeign(id, `${id} ${verb} job ${jobId}, which belongs to the other user (status ${answer.status})`),
    ];
  });
}

const toForeign = (id: string, message: string): Finding => ({ kind: 'foreign-job', message, calls: [id] });

function findSameIds({ calls, before }: History): readonly Finding[] {
  const firsts = new Map<string, PlayedCall>();
  return calls.flatMap((call): readonly Finding[] => {
    const made = getAnswer(call)?.made;
    if (made === undefined) return [];
    const first = firsts.get(made);
    firsts.set(made, first ?? call);
    if (first !== undefined)
      return [
        {
          kind: 'same-id',
          message: `${first.id} and ${call.id} both got job ${made}`,
          calls: [first.id, call.id],
        },
      ];
    const isOld = before.you.has(made) || before.other.has(made);
    const message = `${call.id} got job ${made}, which existed before`;
    return isOld ? [{ kind: 'same-id', message, calls: [call.id] }] : [];
  });
}

/** A 404 for the job, or a whole list without it, after its submission was answered. */
function findLostJob({ calls }: History, { jobId, owner }: OwnJob): readonly Finding[] {
  const made = calls.find((call) => getAnswer(call)?.made === jobId);
  if (made === undefined) return [];
  return calls.flatMap((call): readonly Finding[] => {
    const answer = getAnswer(call);
    if (answer === undefined || call.user !== owner || !isBefore(made, call)) return [];
    const found = (message: string): Finding => ({ kind: 'lost-job', message, calls: [made.id, call.id] });
    if (call.operation === 'list') {
      const isMissing = answer.isWhole && !answer.jobs.some((job) => job.jobId === jobId);
      return isMissing ? [found(`${call.id} does not list job ${jobId}, which ${made.id} created`)] : [];
    }
    return call.jobId === jobId && answer.status === 404
      ? [found(`${call.id} returned 404 for job ${jobId}, which ${made.id} created`)]
      : [];
  });
}

interface Seen {
  readonly call: PlayedCall;
  readonly status: string | undefined;
  readonly updatedMs: number | undefined;
}

/** What the owner saw of the job, in the order of the calls. */
function listSeen({ calls }: History, { jobId, owner }: OwnJob): readonly Seen[] {
  return calls.flatMap((call): readonly Seen[] => {
    if (call.user !== owner || (call.operation !== 'list' && call.operation !== 'read')) return [];
    const sighting = getAnswer(call)?.jobs.find((one) => one.jobId === jobId);
    if (sighting === undefined) return [];
    const updatedMs = parseRfc3339(sighting.updatedAt ?? '')?.epochMs;
    return [{ call, status: sighting.status, updatedMs }];
  });
}

/** Pairs of sightings of which one ended before the other began. */
function listPairs(seen: readonly Seen[]): readonly (readonly [Seen, Seen])[] {
  return seen.flatMap((later, index) =>
    seen
      .slice(0, index)
      .filter((earlier) => isBefore(earlier.call, later.call))
      .map((earlier) => [earlier, later] as const),
  );
}

function findChangedFinal(history: History, job: OwnJob, model: JobModel): readonly Finding[] {
  return listPairs(listSeen(history, job)).flatMap(([earlier, later]): readonly Finding[] => {
    const { status: first = '' } = earlier;
    if (!model.isFinal(first) || later.status === undefined || later.status === first) return [];
    return [
      {
        kind: 'final-changed',
        message: `job ${job.jobId} was ${first} in ${earlier.call.id}, which is final, and ${later.status} in ${later.call.id}`,
        calls: [earlier.call.id, later.call.id],
      },
    ];
  });
}

/** One operation may show fractions of a second that another omits. */
const toSecond = (epochMs: number): number => Math.floor(epochMs / 1000);

function findUpdateBack(history: History, job: OwnJob): readonly Finding[] {
  return listPairs(listSeen(history, job)).flatMap(([earlier, later]): readonly Finding[] => {
    const { updatedMs: first } = earlier;
    const { updatedMs: second } = later;
    if (first === undefined || second === undefined || toSecond(second) >= toSecond(first)) return [];
    return [
      {
        kind: 'updated-back',
        message: `updated_at of job ${job.jobId} was ${new Date(first).toISOString()} in ${earlier.call.id} and ${new Date(second).toISOString()} in ${later.call.id}`,
        calls: [earlier.call.id, later.call.id],
      },
    ];
  });
}
