/** Waiting in browsers and tests, whatever a test does to the clock. */

// Taken before a test can put its own timers there: what a fault delays must not wait for them.
const { setTimeout: realTimeout, clearTimeout: realClear } = globalThis;

/**
 * Resolves when all waiting tasks had a turn. It uses a message instead of a timer: a page's clock may be stopped (Playwright's is until it is moved), and a
 * response must not wait for it.
 */
export function nextTurn(): Promise<void> {
  if (typeof MessageChannel === 'undefined') return wait(0);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** Resolves after this many real milliseconds, or earlier when the signal is aborted. */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = realTimeout(end, milliseconds);
    function end(): void {
      realClear(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    }
    if (signal?.aborted === true) end();
    else signal?.addEventListener('abort', end);
  });
}
