/** The coaches of all worlds. */
import type { Spec } from '../../openapi/spec.ts';
import type { JournalEntry, ShownJob } from '../journal/entry.ts';
import { type Advice, toAdviceList } from './advice.ts';
import { Coach, createRulebook } from './coach.ts';
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

const none: readonly Advice[] = [];

/** @param overrides thresholds in place of the assumed ones */
export function createCoaches(spec: Spec, overrides: Partial<CoachSettings> = {}): Coaches {
  const rulebook = createRulebook(createGuide(spec, overrides));
  const kept = new Map<string, Coach>();
  const listAdvice = (world: string, now: Moment) => kept.get(world)?.listAdvice(now, spec) ?? none;
  return {
    listAdvice,
    see: (world, entry, asked) => {
      const coach = kept.get(world) ?? new Coach(rulebook);
      kept.set(world, coach);
      const fresh = coach.observe(entry, asked);
      return fresh.length === 0 ? none : toAdviceList(fresh, spec);
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
