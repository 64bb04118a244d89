/** Writes soon after each change, one write at a time, and retries after a failure. */
import type { Instant } from '../../time/time.ts';

export interface SaverOptions {
  /** Writes what there is now; rejects when that fails. */
  readonly save: () => Promise<void>;
  /** The real time. */
  readonly now: () => Instant;
  /** Resolves after this many real milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told once when writing begins to fail, and when it fails at the end. */
  readonly onFailure: (error: unknown, atTheEnd: boolean) => void;
  /** Told when it works again. */
  readonly onMended: () => void;
}

export interface Saver {
  readonly changed: () => void;
  /** Writes pending changes. */
  readonly close: () => Promise<void>;
}

/** Between two times of writing, in real milliseconds. */
const pause = 200;
/** Between two tries while writing fails. */
const retryPause = 500;
/** For the changes that come together with the first. */
const gatherPause = 20;

export function createSaver({ save, now, wait, onFailure, onMended }: SaverOptions): Saver {
  const is = { dirty: false, failing: false, closed: false };
  let ready: number = now();
  let working: Promise<void> | undefined;
  let end: () => void = ignore;
  const closing = new Promise<void>((resolve) => {
    end = resolve;
  });

  const trySave = async (): Promise<void> => {
    is.dirty = false;
    const began = now();
    try {
      await save();
      if (is.failing) onMended();
      is.failing = false;
    } catch (error) {
      is.dirty = true;
      if (!is.failing || is.closed) onFailure(error, is.closed);
      is.failing = true;
    }
    // Slow writes must not keep the disk busy all the time.
    const ended = now();
    ready = ended + (ended - began) + pause;
  };
  const saveUntilClean = async (): Promise<void> => {
    while (is.dirty && !is.closed) {
      await Promise.race([wait(is.failing ? retryPause : Math.max(gatherPause, ready - now())), closing]);
      if (!is.closed) await trySave();
    }
    working = undefined;
  };

  return {
    changed: () => {
      is.dirty = true;
      if (!is.closed) working ??= saveUntilClean();
    },
    close: async () => {
      is.closed = true;
      end();
      await working;
      if (is.dirty) await trySave();
    },
  };
}

const ignore = (): void => undefined;
