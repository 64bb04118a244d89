/**
 * The requests of TanStack Query and SWR with their defaults, when a page is loaded, mounted or focused
 * repeatedly.
 */
import type { ClientAtWork } from './client-at-work.ts';

export interface ClientPage {
  readonly path: string;
  readonly token?: string;
  /** Seconds between one load, mount or focus and the next. */
  readonly events: readonly number[];
  /** From 0 up to 1, for the chance that SWR puts into its retries. */
  readonly chance?: () => number;
  /** How many requests each event makes: StrictMode and several components without a cache make more. */
  readonly times?: number;
}

/** Seconds before the first, second and third retry. */
const tanstackRetries = [1, 2, 4];

/** `useQuery` with its defaults: nothing is fresh, and three retries; callers during a retry share its response. */
export async function useTanstackQuery(client: ClientAtWork, page: ClientPage): Promise<void> {
  await runOnEvents(client, page, async () => {
    let took = 0;
    for (const seconds of [...tanstackRetries, undefined]) {
      if (await fetchOnce(client, page)) return took;
      if (seconds === undefined) return took;
      await client.sleep(seconds * 1000);
      took += seconds;
    }
    return took;
  });
}

/** `useSWR` with its defaults: one request in 2 s, a focus counts once in 5 s, retries forever with growing delays. */
export async function useSwr(client: ClientAtWork, page: ClientPage): Promise<void> {
  const { chance = () => 0.5 } = page;
  let failures = 0;
  let idle = Number.POSITIVE_INFINITY;
  for (const seconds of page.events) {
    let left = seconds;
    while (failures > 0) {
      const delay = Math.floor((chance() + 0.5) * 2 ** Math.min(failures, 8)) * 5;
      if (delay > left) break;
      await client.sleep(delay * 1000);
      left -= delay;
      idle = 0;
      failures = (await fetchOnce(client, page)) ? 0 : failures + 1;
    }
    await client.sleep(left * 1000);
    idle += left;
    if (idle < 5) continue;
    idle = 0;
    failures = (await fetchOnce(client, page)) ? 0 : failures + 1;
  }
}

/** `fetch` in an effect, as development makes it: each load asks several times at once. */
export async function fetchInEffects(client: ClientAtWork, page: ClientPage): Promise<void> {
  await runOnEvents(client, page, async () => {
    for (let time = 0; time < (page.times ?? 2); time += 1) {
      await fetchOnce(client, page);
      await client.sleep(4);
    }
    return 0;
  });
}

/** @param ask gives back for how many seconds it was busy; events meanwhile make no request */
async function runOnEvents(
  client: ClientAtWork,
  { events }: ClientPage,
  ask: () => Promise<number>,
): Promise<void> {
  let busy = 0;
  for (const seconds of events) {
    await client.sleep(Math.max(0, seconds - busy) * 1000);
    if (busy > seconds) {
      busy -= seconds;
      continue;
    }
    busy = await ask();
  }
}

async function fetchOnce(client: ClientAtWork, { path, token }: ClientPage): Promise<boolean> {
  const answer = await client.send('GET', path, undefined, token);
  return answer !== undefined && answer.status < 400;
}
