/** Looks that wait for the same turn of the event loop go out together; those at one world are one look. */

interface Waiting<Part> {
  readonly promise: Promise<Part>;
  readonly resolve: (part: Part | Promise<Part>) => void;
  readonly reject: (error: unknown) => void;
}

/** The looks of a turn: a world, and the position that the caller knows. */
export interface Look<Part> {
  readonly world: string;
  readonly after: number;
  readonly resolve: (part: Part | Promise<Part>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * @param defer runs something when everything that arrived so far was handled
 * @param run starts looks, each of which it resolves
 * @returns joins the look that waits, never one that was sent
 */
export function createTurns<Part>(
  defer: (run: () => void) => void,
  run: (looks: readonly Look<Part>[]) => void,
): (world: string, after: number) => Promise<Part> {
  let waiting = new Map<string, Map<number, Waiting<Part>>>();
  const start = (): void => {
    const due = waiting;
    waiting = new Map();
    run(
      [...due].flatMap(([world, looks]) =>
        Array.from(looks, ([after, { resolve, reject }]) => ({ world, after, resolve, reject })),
      ),
    );
  };
  return async (world, after) => {
    if (waiting.size === 0) defer(start);
    const looks = waiting.get(world) ?? new Map<number, Waiting<Part>>();
    waiting.set(world, looks);
    const look = looks.get(after) ?? createWaiting<Part>();
    looks.set(after, look);
    return look.promise;
  };
}

function createWaiting<Part>(): Waiting<Part> {
  let settle: Pick<Waiting<Part>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<Part>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (settle === undefined) throw new Error('A promise runs its function at once.');
  return { promise, ...settle };
}
