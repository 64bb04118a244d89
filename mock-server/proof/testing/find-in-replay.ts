/** Finds a response that was not written anywhere in the replay of a log. */
import type { Exchange, Reply } from '../history.ts';
import { type Request, toRequest } from '../requests.ts';
import type { Replay } from './replay.ts';

/** Whether a process gave the response at some moment of the exchange, without writing anything. */
export async function isReplayed(
  exchange: Exchange,
  replay: Replay,
  isSame: (got: Reply, replayed: Reply) => boolean,
): Promise<boolean> {
  const { reply, action, world, from, to } = exchange;
  if (reply === undefined) return false;
  const request = toRequest(action, world);
  const { entries } = replay;
  const isAnswered = async (position: number, times: Iterable<number>): Promise<boolean> => {
    for (const time of times) {
      const { reply: replayed, intents } = await replay.answer(request, position, time);
      if (isSame(reply, replayed) && intents.every(({ kind }) => kind === 'poll')) return true;
    }
    return false;
  };
  const spans = entries.flatMap(({ position, real }) => {
    const [first, last] = [Math.max(from, real), Math.min(to, entries[position]?.real ?? to)];
    return first <= last ? [{ position, first, last }] : [];
  });
  for (const { position, first, last } of spans)
    if (await isAnswered(position, replay.listTimes(position, first, last))) return true;
  // Where a body shows the time or the progress, it is another one every millisecond.
  const progress = measureProgress(reply, request);
  for (const { position, first, last } of spans) {
    const findFirst = async (isReached: (value: number) => boolean): Promise<number> => {
      let [early, late] = [first, last + 1];
      while (early < late) {
        const middle = Math.floor((early + late) / 2);
        const { reply: replayed } = await replay.answer(request, position, middle);
        if (isReached(measureProgress(replayed, request))) late = middle;
        else early = middle + 1;
      }
      return early;
    };
    const begin = await findFirst((value) => value >= progress);
    const end = (await findFirst((value) => value > progress)) - 1;
    if (begin <= end && (await isAnswered(position, replay.listTimes(position, begin, end)))) return true;
    if (
      begin <= end &&
      (await isAnswered(position, listMilliseconds(begin, Math.min(end, begin + maxMilliseconds))))
    )
      return true;
  }
  return false;
}

/** What only grows while nobody writes: the rows that are done, and the time. */
function measureProgress({ body, headers }: Reply, { isControl }: Request): number {
  // The control API is not in the time of the world.
  const date = isControl ? '' : (headers['date'] ?? '');
  const rows = [...body.matchAll(/"rows_done": ?(\d+)/gu)].map(([, done = '']) => Number(done));
  const now = /"now": ?"(?<time>[^"]+)"/u.exec(body)?.groups?.['time'] ?? date;
  return rows.reduce((sum, done) => sum + done, Date.parse(now) || 0);
}

/** A second, since the time in a header has no parts of one. */
const maxMilliseconds = 1000;

function* listMilliseconds(from: number, to: number): Generator<number, void> {
  for (let time = from; time <= to; time += 1) yield time;
}
