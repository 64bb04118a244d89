/** Plays one sequence: its calls and waits, then what it takes to leave no job paused and to find jobs that nobody asked for. */
import { getAnswer, type History, isSuccess, type OwnJob, type PlayedCall } from '../history.ts';
import { createJobModel } from '../model.ts';
import type { Sequence, SequenceCall, Step, UserName } from '../sequence.ts';
import { findExtraJobs } from './extra-jobs.ts';
import { createSender, getReadStatus, type Player, type Sender, type Tokens } from './player.ts';
import { type PausedJobs, resumePaused } from './resume-paused.ts';

/** What is known of the jobs of both users before a sequence. */
export interface Past {
  readonly tokens: Tokens;
  readonly known: Readonly<Record<UserName, Set<string>>>;
  readonly unsettled: Set<UserName>;
}

export interface PlayedSequence {
  readonly history: History;
  /** Jobs that other programs submitted for the same users. */
  readonly strangers: number;
}

/** Lists the jobs that both users have, since a token's jobs are not all from this run. */
export async function openPast(
  player: Player,
  tokens: Tokens,
  users: readonly UserName[],
): Promise<{ readonly past: Past; readonly lists: readonly PlayedCall[] }> {
  const past: Past = { tokens, known: { you: new Set(), other: new Set() }, unsettled: new Set() };
  const sender = createSender(player.target, tokens, player.ports, player.state);
  for (const user of users) rememberList(past, await sendList(player, sender, user), player);
  return { past, lists: sender.calls() };
}

async function sendList(player: Player, sender: Sender, user: UserName): Promise<PlayedCall> {
  await player.purse.takeCalls(1);
  const call = { user, operation: 'list', job: '' } as const;
  return sender.send(call, { step: -1, lane: 0, isPoll: false, jobId: '' });
}

function rememberList({ known, unsettled }: Past, list: PlayedCall, { target }: Player): void {
  const answer = getAnswer(list);
  if (answer === undefined || !isSuccess(answer.status)) return;
  const model = createJobModel(target.spec.document['x-life-cycle']);
  for (const { jobId } of answer.jobs) known[list.user].add(jobId);
  const isSettled = answer.isWhole && answer.jobs.every(({ status = '' }) => model.isFinal(status));
  if (isSettled) unsettled.delete(list.user);
  else unsettled.add(list.user);
}

/** @param paused remembers each job that may be paused until it is not */
export async function play(
  sequence: Sequence,
  player: Player,
  past: Past,
  paused: PausedJobs,
): Promise<PlayedSequence> {
  const { known, tokens, unsettled } = past;
  const before = { you: new Set(known.you), other: new Set(known.other) };
  const unsettledBefore = [...unsettled];
  const sender = createSender(player.target, tokens, player.ports, player.state);
  try {
    for (const [index, step] of sequence.entries()) {
      if (player.ports.isStopped()) break;
      await playStep(step, index, player, sender, (jobId, user) => paused.add({ jobId, user, tokens }));
    }
  } finally {
    for (const { operation, jobId, outcome } of sender.calls())
      if (operation === 'pause' && outcome.kind === 'uncertain') paused.addUncertain(jobId);
    await resumePaused(player, paused, { again: false });
  }
  const calls = sender.calls();
  const jobs = listOwnJobs(calls);
  for (const { jobId, owner } of jobs) known[owner].add(jobId);
  const lists: PlayedCall[] = [];
  const submitters = new Set(calls.flatMap(({ operation, user }) => (operation === 'submit' ? [user] : [])));
  if (!player.ports.isStopped())
    for (const user of submitters) lists.push(await sendList(player, sender, user));
  const found = await findExtraJobs(player, sender, { calls, lists, known, tokens });
  for (const list of lists) rememberList(past, list, player);
  const history = { calls, jobs, before, unsettled: unsettledBefore };
  return {
    history: found.extraJobs.length === 0 ? history : { ...history, extraJobs: found.extraJobs },
    strangers: found.strangers,
  };
}

type MarkPaused = (jobId: string, user: UserName) => void;

async function playStep(
  step: Step,
  index: number,
  player: Player,
  sender: Sender,
  markPaused: MarkPaused,
): Promise<void> {
  const ids = new Map(
    sender.calls().flatMap((call) => {
      const jobId = getAnswer(call)?.made;
      return jobId === undefined ? [] : [[call.job, { jobId, owner: call.user }] as const];
    }),
  );
  if (step.kind === 'wait') {
    const job = ids.get(step.job);
    if (job !== undefined) await waitFor(step, index, job, player, sender);
    return;
  }
  // A job whose submission failed has no id.
  const calls = step.calls.flatMap((call, lane) => {
    const jobId = call.operation === 'submit' || call.job === '' ? '' : ids.get(call.job)?.jobId;
    return jobId === undefined ? [] : [{ call, lane, jobId }];
  });
  await player.purse.takeCalls(calls.length);
  await Promise.all(
    calls.map(async ({ call, lane, jobId }) => {
      if (call.operation === 'submit') player.purse.takeJob(call.rows ?? 1);
      if (call.operation === 'pause') markPaused(jobId, ids.get(call.job)?.owner ?? call.user);
      return sender.send(call, { step: index, lane, isPoll: false, jobId });
    }),
  );
}

/** Each wait for the next read is so much longer than the one before, up to a limit. */
const slowdown = 1.5;
const maxSlowdown = 4;

async function waitFor(
  { job, status }: Extract<Step, { kind: 'wait' }>,
  index: number,
  { jobId, owner }: { readonly jobId: string; readonly owner: UserName },
  { target, ports, purse }: Player,
  sender: Sender,
): Promise<void> {
  const model = createJobModel(target.spec.document['x-life-cycle']);
  const untilMs = Math.min(ports.now() + target.patienceMs, purse.endMs());
  const call: SequenceCall = { user: owner, operation: 'read', job };
  for (let paceMs = target.paceMs; ; paceMs = Math.min(paceMs * slowdown, target.paceMs * maxSlowdown)) {
    await purse.takePoll();
    const seen = getReadStatus(await sender.send(call, { step: index, lane: 0, isPoll: true, jobId }));
    if (seen === status || (seen !== '' && !model.mayComeByItself(seen, status))) return;
    if (ports.isStopped() || ports.now() >= untilMs) return;
    await ports.wait(Math.min(paceMs, maxPaceMs));
  }
}

/** For a target that is polled at the documented interval. */
const maxPaceMs = 5000;

/** The jobs that the submissions returned; of two with the same id only the first. */
function listOwnJobs(calls: readonly PlayedCall[]): readonly OwnJob[] {
  const jobs = new Map<string, OwnJob>();
  for (const call of calls) {
    const jobId = getAnswer(call)?.made;
    if (jobId === undefined || jobs.has(jobId)) continue;
    jobs.set(jobId, { name: call.job, jobId, owner: call.user, rows: call.rows ?? 1 });
  }
  return [...jobs.values()];
}
