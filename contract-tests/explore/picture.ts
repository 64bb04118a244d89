/** Draws a history: a lane for each connection of each user, and the calls on it from their start to their end. */
import { getAnswer, type PlayedCall } from './history.ts';
import { formatCall, type UserName } from './sequence.ts';

/** A call, or the reads of a wait as one. */
interface Bar {
  readonly user: UserName;
  readonly lane: number;
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A line for each lane. Starts and ends are in their true order; the distances say nothing.
 * @example
 * you 1  [submit A: 201][wait A: in-progress][pause A: 200 ]
 * you 2                                       [pause A: 200 ]
 */
export function drawHistory(calls: readonly PlayedCall[]): string {
  const bars = toBars(calls);
  const places = placeEvents(bars);
  const lanes = new Map<string, string>();
  for (const { user, lane, label, start, end } of bars) {
    const name = `${user} ${lane + 1}`;
    const line = lanes.get(name) ?? '';
    const [from, to] = [places.get(start) ?? 0, places.get(end) ?? 0];
    lanes.set(name, `${line.padEnd(from)}[${label.padEnd(to - from - 1)}]`);
  }
  const width = Math.max(...[...lanes.keys()].map((name) => name.length)) + 2;
  return [...lanes]
    .toSorted(([one], [other]) => (one.replace('you', '') < other.replace('you', '') ? -1 : 1))
    .map(([name, line]) => `${name.padEnd(width)}${line}`)
    .join('\n');
}

function toBars(calls: readonly PlayedCall[]): readonly Bar[] {
  const waits = new Map<number, PlayedCall[]>();
  for (const call of calls) if (call.isPoll) waits.set(call.step, [...(waits.get(call.step) ?? []), call]);
  const bars = calls
    .filter(({ isPoll }) => !isPoll)
    .map((call) => ({ ...call, label: `${formatCall({ ...call, user: 'you' })}: ${formatResult(call)}` }));
  const waiting = [...waits.values()].flatMap((reads): readonly Bar[] => {
    const [first, last] = [reads[0], reads.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { user, lane, job, start } = first;
    return [{ user, lane, start, end: last.end, label: `wait ${job}: ${formatResult(last)}` }];
  });
  return [...bars, ...waiting].toSorted((one, other) => one.start - other.start);
}

/** The columns of all starts and ends: in order, and wide enough for the labels. */
function placeEvents(bars: readonly Bar[]): ReadonlyMap<number, number> {
  const events = bars
    .flatMap((bar) => [
      { at: bar.start, bar, isEnd: false },
      { at: bar.end, bar, isEnd: true },
    ])
    .toSorted((one, other) => one.at - other.at);
  const places = new Map<number, number>();
  let next = 0;
  for (const { at, bar, isEnd } of events) {
    const least = isEnd ? (places.get(bar.start) ?? 0) + bar.label.length + 1 : 0;
    places.set(at, Math.max(next, least));
    next = Math.max(next, least) + 1;
  }
  return places;
}

/** The status in the response, else its status code. */
export function formatResult(call: PlayedCall): string {
  const { operation, jobId, outcome } = call;
  if (outcome.kind === 'uncertain') return 'no answer';
  const answer = getAnswer(call);
  const status = operation === 'read' ? answer?.jobs.find((one) => one.jobId === jobId)?.status : undefined;
  const { balance } = outcome.answer.credits ?? {};
  const credits = balance === undefined ? '' : `, balance ${balance}`;
  return status ?? `${outcome.answer.status}${credits}`;
}
