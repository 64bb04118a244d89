/** A player without a world: its lives are the plan alone, which is enough for rules about plans. */
import type { LifePlan } from '../life/plan.ts';
import type { Player } from '../play/player.ts';
import { createLife } from '../report/testing/lives.ts';
import type { Rule } from '../rules/rule.ts';

/** @param onPlay called with each plan */
export function createFakePlayer(onPlay: (plan: LifePlan) => void = () => undefined): Player {
  return {
    play: async (plan) => {
      onPlay(plan);
      return { life: createLife({ plan }), createLink: async () => 'http://localhost/#world' };
    },
  };
}

/** A rule that plans like these break: a client with a known bug. */
export function createPlanRule(name: string, isBad: (plan: LifePlan) => boolean): Rule {
  return {
    name,
    title: `The client bears it: ${name}.`,
    source: 'this test',
    check: ({ plan }) => (isBad(plan) ? { message: 'It did not.' } : undefined),
  };
}
