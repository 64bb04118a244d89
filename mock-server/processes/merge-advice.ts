/** Advice of a coach, and that of the one before it, which saw other requests. */
import type { Advice } from '../coach/advice.ts';
import { gravity } from '../coach/findings.ts';
import { rules } from '../coach/rules/index.ts';

/** One piece for each rule and user: the graver one, and what this coach saw. */
export function mergeAdvice(own: readonly Advice[], earlier: readonly Advice[]): readonly Advice[] {
  const merged = new Map(earlier.map((advice) => [getKey(advice), advice]));
  for (const advice of own) {
    const before = merged.get(getKey(advice));
    if (before === undefined || gravity[advice.level] < gravity[before.level])
      merged.set(getKey(advice), advice);
    else if (advice.level === before.level)
      merged.set(getKey(advice), { ...advice, times: Math.max(advice.times, before.times) });
  }
  return [...merged.values()].toSorted(compare);
}

const getKey = ({ id, user = '' }: Advice): string => `${id} ${user}`;

const getPlace = ({ id }: Advice): number => rules.findIndex((rule) => rule.id === id);

function compare(a: Advice, b: Advice): number {
  return (
    gravity[a.level] - gravity[b.level] ||
    getPlace(a) - getPlace(b) ||
    (a.user ?? '').localeCompare(b.user ?? '')
  );
}
