/** One direction of a simulated connection: what is sent arrives in this order, at its time, or when a stall is over. */
import type { VirtualTime } from './virtual-time.ts';

/** Does something at a time, but after all that came before. */
export type Lane = (at: number, act: () => void) => void;

/** @param getStalledUntil until when nothing passes */
export function createLane(time: VirtualTime, getStalledUntil: () => number): Lane {
  const items: { readonly at: number; readonly act: () => void }[] = [];
  const start = (): void => {
    const [first] = items;
    if (first !== undefined) time.after(Math.max(first.at, getStalledUntil()) - time.now(), passFirst);
  };
  const passFirst = (): void => {
    if (time.now() >= getStalledUntil()) items.shift()?.act();
    start();
  };
  return (at, act) => {
    items.push({ at, act });
    if (items.length === 1) start();
  };
}
