/** The limits of a world, since it keeps its whole log. */
import type { World } from './world.ts';

/** Of the letters of submitted rows in a world; a hundred thousand usual rows have some 7 million. */
export const maxLetters = 64 * 1024 * 1024;
/** Of the commands in the log of a world, each of which makes the next a little slower. */
export const maxCommands = 10_000;

/**
 * Why nothing more can be done in the world, in a sentence; undefined when something can.
 * @param letters those of the rows that are to be submitted
 */
export function checkLimits({ name, log }: World, letters = 0): string | undefined {
  const way = 'Reset it, or use another one.';
  if (log.length >= maxCommands)
    return `World "${name}" has reached its limit of ${formatCount(log.length)} commands. ${way}`;
  const kept = log.reduce((sum, command) => sum + countLetters(command), 0);
  if (kept + letters <= maxLetters) return undefined;
  return `World "${name}" keeps at most ${formatCount(maxLetters)} characters of submitted rows. It has ${formatCount(kept)}, and this submission adds ${formatCount(letters)}. ${way}`;
}

function countLetters(command: World['log'][number]): number {
  return command.kind === 'submit' ? (command.records?.text.length ?? 0) : 0;
}

/** `10,000` for 10000. */
function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
