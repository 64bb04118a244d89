/** The parts of `node:timers/promises` that the mock uses, with timers that no test can fake. */
import {
  clearTimeout as clear,
  setImmediate as startImmediate,
  setTimeout as startTimeout,
} from './timers.ts';

interface TimerOptions {
  readonly ref?: boolean;
  readonly signal?: AbortSignal;
}

export function setTimeout(milliseconds?: number): Promise<void>;
export function setTimeout<Value>(milliseconds: number, value: Value, options?: TimerOptions): Promise<Value>;
export function setTimeout(milliseconds = 1, value?: unknown, options: TimerOptions = {}): Promise<unknown> {
  const { ref = true, signal } = options;
  return new Promise((resolve, reject) => {
    const abort = () => {
      clear(timer);
      reject(
        Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR' }),
      );
    };
    const timer = startTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    }, milliseconds);
    if (!ref) timer.unref();
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}

export function setImmediate(): Promise<void> {
  return new Promise((resolve) => {
    startImmediate(resolve);
  });
}

// oxlint-disable-next-line import/no-default-export -- The module that it replaces has one.
export default { setTimeout, setImmediate };
