/** Turns of the real event loop, in which promises and tasks of the client go on while virtual time stands. */

/** Taken before a test can fake them; the bundles for Node bring Node's own. */
const own = {
  setImmediate: typeof setImmediate === 'function' ? setImmediate : undefined,
  setTimeout,
  MessageChannel: typeof MessageChannel === 'function' ? MessageChannel : undefined,
};

/** Resolves when all waiting tasks had a turn. */
export const nextTurn: () => Promise<void> = createTurn();

function createTurn(): () => Promise<void> {
  const { setImmediate: immediate, setTimeout: timeout, MessageChannel: Channel } = own;
  const isFake = immediate !== undefined && 'clock' in immediate;
  if (immediate !== undefined && !isFake)
    return () =>
      new Promise((resolve) => {
        immediate(resolve);
      });
  if (Channel === undefined)
    return () =>
      new Promise((resolve) => {
        timeout(resolve, 0);
      });
  return () =>
    new Promise((resolve) => {
      const { port1, port2 } = new Channel();
      port1.addEventListener('message', () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(null);
    });
}
