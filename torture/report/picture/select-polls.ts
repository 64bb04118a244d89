/** Chooses the requests that a picture shows: those that matter, and how many others there are between them. */
import type { LifeRequest } from '../../life/life.ts';

/** Requests that are not shown. */
export interface More {
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

export type Poll = LifeRequest | More;

/** Gaps in front of which a request shows how long the client waited. */
const first = 2;

/** @param marked numbers of the requests that break the rule */
export function selectPolls(
  requests: readonly LifeRequest[],
  marked: ReadonlySet<number>,
  budget: number,
): readonly Poll[] {
  if (requests.length <= budget) return requests;
  const kept = new Set<LifeRequest>();
  for (const request of rank(requests, marked)) {
    if (kept.size >= budget) break;
    kept.add(request);
  }
  const shown: (LifeRequest | LifeRequest[])[] = [];
  for (const request of requests) {
    const before = shown.at(-1);
    if (kept.has(request)) shown.push(request);
    else if (Array.isArray(before)) before.push(request);
    else shown.push([request]);
  }
  return shown.map((one) => {
    if (!Array.isArray(one)) return one;
    const [only] = one;
    if (one.length === 1 && only !== undefined) return only;
    return {
      count: one.length,
      from: only?.sentAt ?? 0,
      to: Math.max(...one.slice(-100).map(({ sentAt, arrivedAt }) => arrivedAt ?? sentAt)),
    };
  });
}

/** The most telling first; some appear twice. */
function* rank(requests: readonly LifeRequest[], marked: ReadonlySet<number>): Generator<LifeRequest> {
  const guilty = requests.filter(({ number }) => marked.has(number));
  yield* guilty.slice(0, first);
  yield* guilty.slice(-1);
  yield* requests.slice(0, 1);
  yield* requests.slice(-1);
  const before = requests.findIndex(({ number }) => marked.has(number)) - 1;
  if (before >= 0) yield* requests.slice(before, before + 1);
  yield* requests.filter((request, index) => isNews(request, requests[index - 1]));
  yield* guilty;
  yield* requests;
}

/** Whether something else came back than for the request before. */
function isNews(request: LifeRequest, before: LifeRequest | undefined): boolean {
  return describe(request) !== (before === undefined ? undefined : describe(before));
}

const describe = ({ outcome, status, shown, operation }: LifeRequest): string =>
  [outcome, status, operation, ...shown.map((one) => one.status)].join(' ');
