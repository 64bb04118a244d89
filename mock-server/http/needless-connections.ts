/** Chooses the connections that make room for new ones. */

interface Used {
  /** Who sent its latest request. */
  readonly owner: string;
  /** The number of its requests that are being handled. */
  readonly inFlight: number;
  /** When it became idle, or last made progress. */
  readonly since: number;
}

/**
 * Those of the owner who has most come first: the idle ones, the longest idle first. If others are there too and it has no idle one, the
 * busy ones: nobody fills the server with requests that do not end.
 */
export function listNeedless<One extends Used>(all: Iterable<One>): readonly One[] {
  const byOwner = new Map<string, One[]>();
  for (const one of all) {
    const own = byOwner.get(one.owner);
    if (own === undefined) byOwner.set(one.owner, [one]);
    else own.push(one);
  }
  let most: readonly One[] = [];
  for (const own of byOwner.values()) if (own.length > most.length) most = own;
  const byAge = most.toSorted((a, b) => a.since - b.since);
  const idle = byAge.filter(({ inFlight }) => inFlight === 0);
  return idle.length > 0 || byOwner.size <= 1 ? idle : byAge;
}
