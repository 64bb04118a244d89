/** Requests jobs that do not exist, and ids that are not UUIDs. */
import { type AnsweredExchange, isAnswered } from '../evidence/exchange.ts';
import { askDetail, type Asker, getMode } from './asker.ts';
import { changeLastDigit } from './near-misses.ts';
import { drawOddIds, drawOddWord, type OddId, toSeed } from './odd-ids.ts';

const nilId = '00000000-0000-0000-0000-000000000000';

/** @param jobId a job of the caller */
export async function askUnknownJobs(asker: Asker, jobId: string | undefined): Promise<void> {
  const [first, second] = asker.unknownIds;
  const near = jobId === undefined ? undefined : changeLastDigit(jobId);
  for (const id of [first, near ?? second, nilId]) await askDetail(asker, 'unknown-job', id);
  const seed = toSeed(first);
  await askDetail(asker, 'odd-id', drawOddWord(seed));
  const drawn = drawOddIds(seed, getMode(asker));
  for (const { id } of drawn) await askDetail(asker, 'random-id', id);
  for (const part of listCrashedParts(asker, drawn)) await askDetail(asker, 'random-id-part', part);
}

/** The parts of the ids that were not rejected, to find which part it is; none if that happens to every odd id. */
function listCrashedParts({ surveyor }: Asker, drawn: readonly OddId[]): readonly string[] {
  const accepted = surveyor.exchanges.filter(isAnswered).filter(isNotRejected);
  if (accepted.some(({ tag }) => tag === 'odd-id')) return [];
  const ids = new Set(accepted.filter(({ tag }) => tag === 'random-id').map(({ jobId }) => jobId));
  return drawn.filter(({ id, parts }) => ids.has(id) && parts.length > 1).flatMap(({ parts }) => parts);
}

function isNotRejected({ outcome }: AnsweredExchange): boolean {
  return outcome.status < 400 || outcome.status >= 500;
}
