/** Looks for jobs that a sequence created without returning their ids: one submission must create one job. */
import { isMap, toMap } from '../../../openapi/values.ts';
import { parseJson } from '../../../openapi/conformance.ts';
import { type ExtraJob, getAnswer, type PlayedCall } from '../history.ts';
import { createRequest } from '../request.ts';
import type { UserName } from '../sequence.ts';
import { getReadStatus, type Player, type Sender, type Tokens } from './player.ts';

/** Other programs may submit jobs for the same user, so that only the records show whose job it is. */
const maxExamined = 3;

interface Looked {
  readonly calls: readonly PlayedCall[];
  /** The lists after the sequence. */
  readonly lists: readonly PlayedCall[];
  readonly known: Readonly<Record<UserName, ReadonlySet<string>>>;
  readonly tokens: Tokens;
}

/** @returns the extra jobs, and the number of new jobs of other programs */
export async function findExtraJobs(
  player: Player,
  sender: Sender,
  { calls, lists, known, tokens }: Looked,
): Promise<{ readonly extraJobs: readonly ExtraJob[]; readonly strangers: number }> {
  const extraJobs: ExtraJob[] = [];
  let strangers = 0;
  for (const list of lists) {
    const others = (getAnswer(list)?.jobs ?? []).filter(({ jobId }) => !known[list.user].has(jobId));
    for (const { jobId } of others.slice(0, maxExamined)) {
      const mark = await readMark(jobId, list.user, player, sender, tokens);
      const call = calls.find(({ id }) => mark !== undefined && sender.marks.get(id) === mark);
      if (call === undefined) {
        strangers += 1;
        player.state.isShared = true;
        continue;
      }
      // A submission without a response may have created this job.
      if (getAnswer(call)?.made !== undefined) extraJobs.push({ jobId, callId: call.id });
    }
  }
  return { extraJobs, strangers };
}

/** The mark in the first result of the job; undefined if it has none or does not get any in time. */
async function readMark(
  jobId: string,
  user: UserName,
  { target, ports, purse, state }: Player,
  sender: Sender,
  tokens: Tokens,
): Promise<string | undefined> {
  const { lifeCycle } = target.spec;
  // Where others submit too, the job is probably theirs.
  const patienceMs = state.isShared ? 0 : target.patienceMs;
  const untilMs = Math.min(ports.now() + patienceMs, purse.endMs());
  const call = { user, operation: 'read', job: 'A' } as const;
  for (;;) {
    await purse.takePoll();
    const status = getReadStatus(await sender.send(call, { step: -1, lane: 0, isPoll: true, jobId }));
    if (lifeCycle.hasResults(status)) break;
    if (lifeCycle.endsPolling(status) || ports.isStopped() || ports.now() >= untilMs) return undefined;
    await ports.wait(target.paceMs);
  }
  await purse.takeCalls(1);
  const request = createRequest(target, { operation: 'results' }, jobId, tokens[user], '');
  const sent = await ports.lanes[0]?.send(request);
  const records = sent?.kind === 'response' ? toMap(parseJson(sent.body)?.value)['data'] : undefined;
  const [first] = Array.isArray(records) ? (records as unknown[]) : [];
  const mark = isMap(first) ? first['imported_company_name'] : undefined;
  return typeof mark === 'string' ? mark : undefined;
}
