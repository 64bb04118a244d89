/** Sends independent requests at the same time if the target is slow, so that a run ends in a minute and a half. */
import { type Asker, getMode } from './asker.ts';

/** A target with a longer median response time is slow, in milliseconds. */
const slowMs = 700;

/** In order if the target is quick, and in production. The evidence is in the same order either way. */
export async function askTogetherIfSlow(
  asker: Asker,
  works: readonly ((lane: Asker) => Promise<unknown>)[],
): Promise<void> {
  const { surveyor } = asker;
  if (getMode(asker).name === 'production' || !isSlow(asker)) {
    for (const work of works) await work(asker);
    return;
  }
  await surveyor.inLanes(works.map((work) => (lane) => work({ ...asker, surveyor: lane })));
}

function isSlow({ surveyor }: Asker): boolean {
  const times = surveyor.exchanges
    .filter(({ tries }) => tries === undefined)
    .map(({ tookMs }) => tookMs)
    .toSorted((a, b) => a - b);
  return (times[Math.floor(times.length / 2)] ?? 0) > slowMs;
}
