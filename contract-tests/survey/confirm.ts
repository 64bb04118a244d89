/** Repeats requests whose responses the judge doubts, before they count. */
import type { Exchange } from '../evidence/exchange.ts';
import type { ProbeName } from '../evidence/probes.ts';
import { askDetail, type Asker, askList, type FindDoubts } from './asker.ts';

/** The delays before each repetition, in milliseconds. */
const schedule = [1000, 5000] as const;
/** The maximum number of jobs to check again; further ones stay broken. */
const maxJobs = 3;

/** The tags of the requests, which decide on the budget, and the doubts that have been confirmed before. */
export interface ConfirmOptions {
  readonly list: ProbeName;
  readonly detail: ProbeName;
  readonly known?: readonly string[];
}

/**
 * Requests each doubted job again between two lists. A doubt that repeats counts from the first observation on; one that
 * never repeats is recorded as a random fault.
 * @returns the confirmed doubts
 */
export async function confirmDoubts(
  asker: Asker,
  findDoubts: FindDoubts,
  { list, detail, known = [] }: ConfirmOptions,
): Promise<readonly string[]> {
  const { surveyor, wait, onProgress } = asker;
  // A copy, since what was computed from evidence is remembered by the array.
  const find = () => findDoubts([...surveyor.exchanges]);
  const doubted = find().filter((id) => !known.includes(id));
  // After one confirmed disagreement, no other is a random fault.
  if (doubted.length === 0 || known.length > 0) return known;
  const isDoubted = ({ id }: Exchange) => doubted.includes(id);
  const all = surveyor.exchanges.filter(isDoubted).flatMap(({ jobId }) => jobId ?? []);
  const jobs = [...new Set(all)].slice(0, maxJobs);
  const times = schedule.map((pause) => `${pause / 1000} s`).join(' and ');
  for (const pause of schedule) {
    onProgress(
      'checking again',
      `the list and the single status disagree about ${jobs.length === 1 ? '1 job' : `${jobs.length} jobs`}; checking again after ${times}`,
    );
    await wait(pause);
    await askList(asker, list);
    const looks: string[] = [];
    for (const jobId of jobs) looks.push((await askDetail(asker, detail, jobId)).id);
    await askList(asker, list);
    if (find().some((id) => looks.includes(id))) return [...known, ...doubted, ...looks];
  }
  surveyor.markAsChance(new Set(doubted));
  return known;
}
