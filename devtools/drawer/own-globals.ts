/** What the page had when the devtools were loaded: later the app, or a test, may replace it. */

const { fetch, performance, setTimeout, clearTimeout, requestAnimationFrame, cancelAnimationFrame } =
  globalThis;
const readTime = performance.now.bind(performance);

export const own = {
  fetch: (url: string, init: RequestInit): Promise<Response> => fetch(url, init),
  /** In milliseconds, from any moment on. */
  readTime,
  setTimer: (callback: () => void, milliseconds: number): number =>
    setTimeout(callback, milliseconds) as unknown as number,
  clearTimer: (timer: number | undefined): void => clearTimeout(timer),
  requestFrame: (callback: () => void): number => requestAnimationFrame(callback),
  cancelFrame: (frame: number): void => cancelAnimationFrame(frame),
};
