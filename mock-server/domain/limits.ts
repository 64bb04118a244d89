/** The limits of a world, since it keeps all its commands. */
import type { Job } from './job.ts';
import { getIndex, type World } from './world.ts';

/** Of the letters of submitted rows in a world; a hundred thousand usual rows have some 7 million. */
export const maxLetters = 64 * 1024 * 1024;
/** Of the commands of a world, each of which takes some memory. */
export const maxCommands = 1_000_000;

/** Of the actions of a job and the polls that count, since its life is computed from all of them. */
const maxInterventions = 10_000;

/** Why nothing more can be done to the job, in a sentence; undefined when something can. */
export function checkJobLimits({ id, interventions }: Job): string | undefined {
  if (interventions.length < maxInterventions) return undefined;
  return `Job ${id} has reached its limit of ${formatCount(maxInterventions)} actions. Submit another one.`;
}

/**
 * Why nothing more can be done in the world, in a sentence; undefined when something can.
 * @param letters those of the rows that are to be submitted
 */
export function checkLimits(world: World, letters = 0): string | undefined {
  const { name, log } = world;
  const way = 'Reset it, or use another one.';
  if (log.length >= maxCommands)
    return `World "${name}" has reached its limit of ${formatCount(log.length)} commands. ${way}`;
  const kept = getIndex(world).letters;
  if (kept + letters <= maxLetters) return undefined;
  return `World "${name}" keeps at most ${formatCount(maxLetters)} characters of submitted rows. It has ${formatCount(kept)}, and this submission adds ${formatCount(letters)}. ${way}`;
}

/** `10,000` for 10000. */
function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
