/** The coach's advice as the control API reads it: of the requests to this process, or to all that share its store. */
import type { Instant } from '../../time/time.ts';
import type { Later } from '../portions/portions.ts';
import type { Advice } from './advice.ts';
import type { Coaches } from './coaches.ts';

export interface AdviceSource {
  /** The advice for a world, most serious first. @param now the time of the world */
  readonly list: (world: string, now: Instant) => Later<ListedAdvice>;
  /** Clears the observations of a world. @returns how many processes did not answer */
  readonly clear: (world: string) => Later<number>;
}

export interface ListedAdvice {
  readonly advice: readonly Advice[];
  /** How many processes did not answer; the advice is then that of before. */
  readonly missing: number;
}

/** That of a mock that shares its store with no other. @param steady real time on a clock that nobody sets */
export function createOwnAdvice(coaches: Coaches, steady: () => Instant): AdviceSource {
  return {
    list: (world, now) => ({
      advice: coaches.listAdvice(world, { real: steady(), world: now }),
      missing: 0,
    }),
    clear: (world) => {
      coaches.clear(world);
      return 0;
    },
  };
}
