/** Searches for a life that breaks a rule, plays it once more to be sure, and makes a finding of it. */
import type { Arbitrary } from 'fast-check';
import type { Habits, Life } from './life/life.ts';
import type { LifePlan } from './life/plan.ts';
import { defaultPlan } from './life/read-plan.ts';
import type { Played, Player } from './play/player.ts';
import type { Drawn, Finding } from './report/finding.ts';
import type { Rule } from './rules/rule.ts';
import type { TortureSettings } from './options.ts';
import { type Broken, findViolations, search } from './search.ts';

/** What a torture did, and what it found. */
export interface Tortured {
  /** How many lives were played. */
  readonly lives: number;
  readonly seed: number;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** Whether the time limit ended it before all lives were played. */
  readonly isCutShort: boolean;
  readonly finding?: Finding;
  /** Present if the smallest life was another one when it was played again: the finding is not to be relied on. */
  readonly unsteady?: Unsteady;
}

/** The same plan led to two lives. */
export interface Unsteady {
  readonly first: Life;
  readonly second: Life;
  /** The rule that only the first life broke, or both. */
  readonly isStillBroken: boolean;
}

export interface SearchParts {
  readonly player: Player;
  readonly plans: Arbitrary<LifePlan>;
  /** Those that are played first. */
  readonly first: readonly LifePlan[];
  readonly learn: (life: Life) => Habits;
  /** Real milliseconds, which no life changes. */
  readonly now: () => number;
}

/** Plays lives as the settings say, until one breaks a rule. */
export async function searchForFinding(
  { player: strange, plans, first, learn, now }: SearchParts,
  settings: TortureSettings,
): Promise<Tortured> {
  const { seed, plan } = settings;
  const startedAt = now();
  const finish = (facts: Omit<Tortured, 'seed' | 'ms'>): Tortured => ({
    ...facts,
    seed,
    ms: Math.round(now() - startedAt),
  });
  const player = await acquaint(strange, learn);
  if (plan !== undefined) {
    const played = await player.play(plan);
    return finish({ lives: 1, isCutShort: false, ...(await createFinding(played, settings)) });
  }
  const { lives, isCutShort, broken } = await search(player, settings.rules, plans, {
    ...settings,
    first,
    now,
  });
  if (broken === undefined) return finish({ lives, isCutShort });
  const again = await player.play(broken.played.life.plan);
  const unsteady = compareLives(broken, again.life, settings.rules);
  const drawn = toDrawn(broken, lives, seed);
  const found = await createFinding(broken.played, settings, drawn);
  return finish({ lives, isCutShort, ...found, ...(unsteady === undefined ? {} : { unsteady }) });
}

/** Nothing goes wrong, and the job soon rests. */
const calmPlan: LifePlan = { ...defaultPlan, jobs: [{ scenario: 'nearly-done', rows: 3 }] };

/** A player that adds to each life what its client does in a calm one. */
async function acquaint(player: Player, learn: (life: Life) => Habits): Promise<Player> {
  const { life: calm } = await player.play(calmPlan);
  const habits = learn(calm);
  return {
    play: async (plan) => {
      const { life, ...others } = await player.play(plan);
      return { ...others, life: { ...life, habits } };
    },
  };
}

function toDrawn({ path, attempts, first }: Broken, lives: number, seed: number): Drawn {
  const { jobs, faults, sleeps, ...others } = first;
  const events = [others.unmountAt, others.switchAt, others.tokenExpiresAt].filter((at) => at !== undefined);
  const counts = { jobs: jobs.length, faults: faults.length, events: events.length + sleeps.length };
  return { seed, path, lives, simplerLives: attempts, first: counts };
}

/** How much of the life a link shows after the rule was broken, in milliseconds. */
const shownAfterwards = 3 * 60_000;

async function createFinding(
  { life, createLink }: Played,
  { rules, kept }: TortureSettings,
  drawn?: Drawn,
): Promise<{ readonly finding?: Finding }> {
  const [first, ...others] = findViolations(rules, life);
  if (first === undefined) return {};
  const { at } = first.violation;
  const link = await createLink(at === undefined ? undefined : at + shownAfterwards).catch(() => undefined);
  return {
    finding: {
      ...first,
      life,
      others,
      ...(drawn === undefined ? {} : { drawn }),
      ...(Object.keys(kept).length === 0 ? {} : { options: kept }),
      ...(link === undefined ? {} : { link }),
    },
  };
}

/** @returns undefined if both lives are the same */
function compareLives({ played, rule }: Broken, second: Life, rules: readonly Rule[]): Unsteady | undefined {
  const first = played.life;
  if (JSON.stringify(first) === JSON.stringify(second)) return undefined;
  const isStillBroken = findViolations(rules, second).some((one) => one.rule.name === rule.name);
  return { first, second, isStillBroken };
}
