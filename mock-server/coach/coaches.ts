/** The coaches of all worlds. */
import type { Spec } from '../../openapi/spec.ts';
import type { JournalEntry, ShownJob } from '../journal/entry.ts';
import { type Advice, toAdviceList } from './advice.ts';
import { Coach, createRulebook } from './coach.ts';
import type { Moment } from './rule.ts';
import { type CoachSettings, createGuide } from './settings.ts';

export interface Coaches {
  /** @returns the advice that there was not before, to be said aloud */
  readonly see: (world: string, entry: JournalEntry, asked?: ShownJob) => readonly Advice[];
  /** The advice for a world, most serious first. */
  readonly listAdvice: (world: string, now: Moment) => readonly Advice[];
  /** Clears the observations of a world. */
  readonly clear: (world: string) => void;
}

const none: readonly Advice[] = [];

/** @param overrides thresholds in place of the assumed ones */
export function createCoaches(spec: Spec, overrides: Partial<CoachSettings> = {}): Coaches {
  const rulebook = createRulebook(createGuide(spec, overrides));
  const kept = new Map<string, Coach>();
  return {
    listAdvice: (world, now) => kept.get(world)?.listAdvice(now, spec) ?? none,
    see: (world, entry, asked) => {
      const coach = kept.get(world) ?? new Coach(rulebook);
      kept.set(world, coach);
      const fresh = coach.observe(entry, asked);
      return fresh.length === 0 ? none : toAdviceList(fresh, spec);
    },
    clear: (world) => {
      kept.delete(world);
    },
  };
}
