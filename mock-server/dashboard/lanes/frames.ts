/** Calls back once per frame, however often it is woken, and sleeps in a hidden tab. */
export interface Frames {
  /** Draws in the next frame. */
  readonly wake: () => void;
  readonly stop: () => void;
}

export interface FrameDeps {
  readonly request: (callback: () => void) => number;
  readonly cancel: (id: number) => void;
  readonly isHidden: () => boolean;
}

/** @param draw returns whether the next frame is needed too */
export function createFrames(draw: () => boolean, { request, cancel, isHidden }: FrameDeps): Frames {
  let pending: number | undefined;
  let isStopped = false;
  const wake = (): void => {
    if (pending !== undefined || isStopped || isHidden()) return;
    pending = request(() => {
      pending = undefined;
      if (!isStopped && draw()) wake();
    });
  };
  return {
    wake,
    stop: () => {
      isStopped = true;
      if (pending !== undefined) cancel(pending);
    },
  };
}
