/** Asks again for what the judge doubts, before it counts. */
import type { Exchange } from '../evidence/exchange.ts';
import { askDetail, type Asker, askList, type FindDoubts } from './asker.ts';

/** When it is asked again, in milliseconds after the time before. */
const schedule = [1000, 5000] as const;
/** Jobs that are looked at again; one that is broken by itself stays so. */
const maxJobs = 3;

/**
 * Each doubted job is looked at again between two lists. What is seen again counts from the first time on; what is never
 * seen again was chance, and is kept as that.
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
