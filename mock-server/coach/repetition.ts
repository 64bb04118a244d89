/** Tells a timer that asks again and again from a person who loads a page again. */
import { between, type Instant } from '../../time/time.ts';
import type { Entry } from '../journal/entry.ts';
import type { CoachSettings } from './settings.ts';

/** One of several requests for the same, each soon after the one before. */
export interface Look {
  readonly entry: number;
  /** Real time: people and timers live in it, whatever the clock of the world does. */
  readonly at: Instant;
}

const mostLooks = 100;

/** One look more, or the first of others when it came later than so many seconds after the one before. */
export function again(looks: readonly Look[], { number, began }: Entry, seconds: number): readonly Look[] {
  const last = looks.at(-1);
  const look = { entry: number, at: began };
  const goesOn = last !== undefined && between(last.at, began) <= seconds * 1000;
  return goesOn ? [...looks, look].slice(-mostLooks) : [look];
}

/** Whether that was repeated more often than is allowed, and in the steady way of a timer, or very often. */
export function isPolling(looks: readonly Look[], allowed: number, settings: CoachSettings): boolean {
  const repeats = looks.length - 1;
  if (repeats <= allowed) return false;
  return repeats >= allowed * settings.unsteadyRepeats || isSteady(looks.slice(-allowed - 2), settings);
}

function isSteady(looks: readonly Look[], { steadyShare, burstMilliseconds }: CoachSettings): boolean {
  const gaps = looks.slice(1).map(({ at }, index) => between(looks[index]?.at ?? at, at));
  return Math.max(...gaps) <= Math.min(...gaps) * steadyShare + burstMilliseconds;
}

/** How often it was repeated: `twice`, `7 times`. */
export function repeatsOf(looks: readonly Look[]): string {
  const repeats = looks.length - 1;
  if (repeats >= mostLooks - 1) return `more than ${repeats} times`;
  return repeats === 1 ? 'once' : repeats === 2 ? 'twice' : `${repeats} times`;
}

export const entriesOf = (looks: readonly Look[]): readonly number[] => looks.map(({ entry }) => entry);
