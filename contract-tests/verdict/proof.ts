/** Finds the smallest part of the evidence that still breaks a clause in the same way. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import type { Breach, Observations, Verdict } from './clause.ts';

/** A judge is quick, but long evidence has many parts. */
const maxTries = 200;

/**
 * The evidence of a broken clause, reduced to the exchanges that its first breach needs. Judging it again breaks the clause again.
 * @returns undefined when the clause is not broken, or when no exchange shows the breach
 */
export function findProof(verdict: Verdict, seen: Observations): Evidence | undefined {
  if (verdict.verdict !== 'broken') return undefined;
  const [breach] = verdict.breaches;
  const { evidence } = seen;
  if (breach === undefined || evidence.exchanges.length === 0) return undefined;
  const proves = createTest(verdict, breach, seen);
  const named = evidence.exchanges.filter(({ id }) => id === breach.exchange);
  const sameJob = named.flatMap(({ jobId }) =>
    jobId === undefined ? [] : evidence.exchanges.filter((one) => one.jobId === jobId),
  );
  const start = [named, sameJob, evidence.exchanges].find((part) => part.length > 0 && proves(part));
  const exchanges = start === undefined ? named : reduce(start, proves);
  return exchanges.length === 0 ? undefined : dropEarlier({ ...evidence, exchanges }, proves);
}

type Proves = (exchanges: readonly Exchange[], evidence?: Evidence) => boolean;

/** The same breach again, not any: without its context, an exchange can break the clause in another way. */
function createTest({ clause }: Verdict, { exchange, actual }: Breach, seen: Observations): Proves {
  let tries = 0;
  return (exchanges, evidence = seen.evidence) => {
    tries += 1;
    if (tries > maxTries) return false;
    try {
      const again = clause.judge({ ...seen, evidence: { ...evidence, exchanges } });
      if (again.verdict !== 'broken') return false;
      return again.breaches.some((one) => one.exchange === exchange && one.actual === actual);
    } catch {
      return false;
    }
  };
}

/** Leaves out halves, then quarters, and so on, down to single exchanges (delta debugging). */
function reduce(all: readonly Exchange[], proves: Proves): readonly Exchange[] {
  let left = all;
  for (let size = Math.ceil(left.length / 2); size >= 1 && left.length > 1; size = nextSize(size)) {
    for (let at = 0; at < left.length; ) {
      const without = left.toSpliced(at, size);
      if (without.length > 0 && proves(without)) left = without;
      else at += size;
    }
  }
  return left;
}

function nextSize(size: number): number {
  return size === 1 ? 0 : Math.ceil(size / 2);
}

/** Earlier runs are part of the proof only if the clause compares with them. */
function dropEarlier(evidence: Evidence, proves: Proves): Evidence {
  const { earlier, ...others } = evidence;
  return earlier !== undefined && proves(evidence.exchanges, others) ? others : evidence;
}
