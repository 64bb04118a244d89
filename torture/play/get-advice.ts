/** The advice of the coach on the requests of a life, by the numbers that they have there. */
import type { Advice } from '../../library/operations.ts';
import { firstWorld } from '../../mock-server/domain/world-names.ts';
import type { Engine } from '../../mock-server/engine.ts';
import type { JournalEntry } from '../../mock-server/journal/entry.ts';

/** @param sent by the numbers of the requests */
export async function getAdvice(
  engine: Engine,
  sent: ReadonlyMap<number, JournalEntry>,
): Promise<readonly Advice[]> {
  const numbers = new Map([...sent].map(([number, entry]) => [entry.number, number]));
  const target = `/__mock__/api/worlds/${firstWorld}/advice`;
  const outcome = await engine.control({ method: 'GET', target, body: '' });
  const all = 'body' in outcome ? (outcome.body as readonly Advice[]) : [];
  return all.map((advice) => ({
    ...advice,
    entries: advice.entries.flatMap((entry) => numbers.get(entry) ?? []).toSorted((a, b) => a - b),
  }));
}
