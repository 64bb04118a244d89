/** Repeats requests whose responses the judge doubts, before they count. */
import type { Exchange } from '../evidence/exchange.ts';
import { askDetail, type Asker, askList, type FindDoubts } from './asker.ts';

/** The delays before each repetition, in milliseconds. */
const schedule = [1000, 5000] as const;
/** The maximum number of jobs to check again; further ones stay broken. */
const maxJobs = 3;

/**
 * Requests each doubted job again between two lists. A doubt that repeats counts from the first observation on; one that
 * never repeats is recorded as a random fault.
 */
export async function confirmDoubts(asker: Asker, findDoubts: FindDoubts): Promise<void> {
  const { surveyor, wait, onProgress } = asker;
  const doubted = findDoubts(surveyor.exchanges);
  if (doubted.length === 0) return;
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
    await askList(asker, 'list-again');
    const looks: string[] = [];
    for (const jobId of jobs) looks.push((await askDetail(asker, 'detail', jobId)).id);
    await askList(asker, 'list-again');
    if (findDoubts(surveyor.exchanges).some((id) => looks.includes(id))) return;
  }
  surveyor.markAsChance(new Set(doubted));
}
