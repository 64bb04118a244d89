/** Simpler faults: the simplest effect, the fewest requests, the fewest details. */
import type { NewFault } from '../../library/operations.ts';
import { parseDuration } from '../../time/time.ts';
import { isPermanent } from './draw-fault.ts';
import { formatLength, listSimplerLengths } from './round-numbers.ts';

/** Every client has to bear these, the simplest first. */
const simplest: readonly NewFault[] = [
  { effect: 'reset', next: 1 },
  { effect: 'error', problem: 'serverError', next: 1 },
  { effect: 'reset', next: 2 },
  { effect: 'error', problem: 'serverError', next: 2 },
];

/** Each is simpler than the fault, the simplest first. */
export function* listSimplerFaults(fault: NewFault): Generator<NewFault> {
  const rank = simplest.findIndex((one) => JSON.stringify(one) === JSON.stringify(fault));
  yield* simplest.slice(0, rank === -1 ? simplest.length : rank);
  yield* withSimplerExtent(fault);
  yield* withoutDetails(fault);
  yield* withSimplerValues(fault);
}

/** A streak of one request is the simplest, except for what no server takes back. */
function* withSimplerExtent(fault: NewFault): Generator<NewFault> {
  const { next, every, expires_in, ...always } = fault;
  const isAlways = next === undefined && every === undefined && expires_in === undefined;
  if (isPermanent(fault)) {
    if (!isAlways) yield always;
    return;
  }
  for (let fewer = 1; fewer < (next ?? 4); fewer = fewer < 4 ? fewer + 1 : fewer * 2)
    yield { ...always, next: fewer };
  if (next !== undefined) return;
  if (!isAlways) yield always;
  for (let rarer = 2; rarer < (every ?? 0); rarer += 1) yield { ...always, every: rarer };
  for (const shorter of listSimplerLengths(parseDuration(expires_in ?? '0s') ?? 0, 1000))
    yield { ...always, expires_in: formatLength(shorter) };
}

/** Details that a fault needs not have. */
const details = ['operation', 'retry_after', 'bytes', 'rate', 'status', 'job', 'user', 'done'] as const;

function* withoutDetails(fault: NewFault): Generator<NewFault> {
  for (const name of details) {
    if (fault[name] === undefined) continue;
    const { [name]: _, ...kept } = fault;
    yield kept;
  }
}

function* withSimplerValues(fault: NewFault): Generator<NewFault> {
  const { retry_after, latency } = fault;
  if (retry_after !== undefined)
    for (const shorter of listSimplerLengths(1000 * retry_after, 1000))
      yield { ...fault, retry_after: shorter / 1000 };
  const fixed = latency === undefined ? undefined : parseDuration(latency);
  if (latency !== undefined && fixed === undefined) yield { ...fault, latency: '20s' };
  for (const shorter of listSimplerLengths(fixed ?? 0, 100))
    yield { ...fault, latency: formatLength(shorter) };
}
