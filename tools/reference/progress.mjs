// Reports the progress of the comparison: one changing line on a terminal, a few lines elsewhere.
// @ts-check
import process from 'node:process';

/** The minimum time between two lines without a terminal, in milliseconds. */
const pause = 5000;

/**
 * @param {NodeJS.WriteStream} stream
 * @param {() => number} now in milliseconds
 */
export function newProgress(stream = process.stderr, now = () => performance.now()) {
  const began = now();
  const isTerminal = stream.isTTY;
  let reported = Number.NEGATIVE_INFINITY;
  const seconds = () => `${((now() - began) / 1000).toFixed(0)} s`;
  return {
    /** Counts one more request. @param {string} part @param {number} done @param {number} all */
    step(part, done, all) {
      if (!isTerminal && done < all && now() - reported < pause) return;
      reported = now();
      const line = `${done} of ${all} requests, ${part}, ${seconds()}`;
      stream.write(isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
    },
    /** Clears the progress line for a line of the result. */
    clear() {
      if (isTerminal) stream.write('\r\u001b[K');
    },
  };
}
