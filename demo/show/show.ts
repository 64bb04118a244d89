/** The whole show: its acts, its scenes in the order of time, and its length. */
import { firstActs } from './acts-1.ts';
import { secondActs } from './acts-2.ts';
import { thirdActs } from './acts-3.ts';
import type { Act, Scene } from './scene.ts';

export const acts: readonly Act[] = [...firstActs, ...secondActs, ...thirdActs];

/** Seconds of an act. */
export const actSeconds = 60;

/** Seconds from the beginning of the show to its end. */
export const showSeconds = acts.length * actSeconds;

/** All scenes, the earliest first. */
export const scenes: readonly Scene[] = acts.flatMap((act) => act.scenes);
