/** The coaches of all worlds, and the advice that each has not printed yet. */
import type { Spec } from '../../openapi/spec.ts';
import type { JournalEntry, ShownJob } from '../journal/entry.ts';
import { type Advice, getAdvice, type CoachState, nothingSeen, observe } from './coach.ts';
import type { AdviceLevel, Moment } from './rule.ts';
import { type CoachSettings, createGuide } from './settings.ts';

export interface Coaches {
  /** @returns the advice that there was not before, to be said aloud */
  readonly see: (world: string, entry: JournalEntry, asked?: ShownJob) => readonly Advice[];
  /** The advice for a world, most serious first. */
  readonly listAdvice: (world: string, now: Moment) => readonly Advice[];
  /** How much there is to say of a world, by level. */
  readonly figures: (world: string, now: Moment) => Readonly<Record<AdviceLevel, number>>;
  /** Clears the observations of a world. */
  readonly clear: (world: string) => void;
}

/** @param overrides thresholds in place of the assumed ones */
export function createCoaches(spec: Spec, overrides: Partial<CoachSettings> = {}): Coaches {
  const guide = createGuide(spec, overrides);
  const kept = new Map<string, { state: CoachState; said: ReadonlySet<string> }>();
  const listAdvice = (world: string, now: Moment) =>
    getAdvice(kept.get(world)?.state ?? nothingSeen, now, guide, spec);
  return {
    listAdvice,
    see: (world, entry, asked) => {
      const { state: before, said } = kept.get(world) ?? { state: nothingSeen, said: new Set<string>() };
      const state = observe(before, entry, guide, asked);
      const fresh = getAdvice(state, { real: entry.ended, world: entry.worldTime }, guide, spec).filter(
        (one) => !said.has(toName(one)),
      );
      kept.set(world, { state, said: new Set([...said, ...fresh.map(toName)]) });
      return fresh;
    },
    figures: (world, now) => {
      const all = listAdvice(world, now);
      const count = (level: AdviceLevel) => all.filter((one) => one.level === level).length;
      return { warning: count('warning'), notice: count('notice') };
    },
    clear: (world) => {
      kept.delete(world);
    },
  };
}

const toName = ({ id, level, user = '' }: Advice): string => `${id}\n${level}\n${user}`;

/** One line for the terminal. */
export function formatAdviceLine({ id, user, seen, cause }: Advice, world: string): string {
  const likely = cause === undefined ? '' : ` ${cause}`;
  return `Coach: ${user ?? 'unknown user'}: ${seen} (${id})${likely} More: GET /__mock__/api/worlds/${world}/advice`;
}
