// Tells how far the comparison is: one line that changes on a terminal, some lines elsewhere.
// @ts-check
import process from 'node:process';

/** Elsewhere than on a terminal a line is printed no more often than this, in milliseconds. */
const pause = 5000;

/**
 * @param {NodeJS.WriteStream} stream
 * @param {() => number} now in milliseconds
 */
export function newProgress(stream = process.stderr, now = () => performance.now()) {
  const began = now();
  const isTerminal = stream.isTTY;
  let told = Number.NEGATIVE_INFINITY;
  const seconds = () => `${((now() - began) / 1000).toFixed(0)} s`;
  return {
    /** One more was asked. @param {string} part @param {number} done @param {number} all */
    step(part, done, all) {
      if (!isTerminal && done < all && now() - told < pause) return;
      told = now();
      const line = `${done} of ${all} requests, ${part}, ${seconds()}`;
      stream.write(isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
    },
    /** Makes room for a line of the result. */
    clear() {
      if (isTerminal) stream.write('\r\u001b[K');
    },
  };
}
