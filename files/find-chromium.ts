/** Finds the Chromium that is installed on this machine. */
import { existsSync } from 'node:fs';

const places: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * @param chosen the program that the user names, in place of the first of the usual ones
 * @param others where it usually is
 * @returns undefined when there is none
 */
export function findChromium(chosen: string | undefined, others = places): string | undefined {
  const all = chosen === undefined ? others : [chosen, ...others.slice(1)];
  return all.find((path) => existsSync(path));
}
