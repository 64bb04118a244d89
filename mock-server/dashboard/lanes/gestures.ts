/** Moves the time by hand: drag, pinch, and the wheel, on the lanes and on their axis. */
import type { Board } from './board.ts';
import { pan, type Seen, zoom } from './window-moves.ts';

/** A pointer that moves less was a click, in pixels. */
const minDrag = 4;
/** For one pixel of a wheel. */
const wheelZoom = 1.0018;

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** @returns whether a hand moves the time, also at the click at its end */
export function connectGestures(board: Board, signal: AbortSignal): { readonly isMoving: () => boolean } {
  const { scroll, head } = board.parts;
  const fingers = new Map<number, Finger>();
  /** Where a drag began. */
  let start: { readonly x: number; readonly seen: Seen } | undefined;
  let isMoving = false;

  const toX = (clientX: number): number => {
    const { left } = scroll.getBoundingClientRect();
    return clientX - left - board.getDrawn().geometry.nameWidth;
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || toX(event.clientX) < 0) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    start = { x: event.clientX, seen: board.getWanted() };
    isMoving = false;
  };
  const move = (event: PointerEvent): void => {
    const before = fingers.get(event.pointerId);
    if (before === undefined || start === undefined) return;
    const here = { x: event.clientX, y: event.clientY };
    const by = start.x - here.x;
    if (!isMoving && fingers.size === 1 && Math.abs(by) < minDrag) return;
    const element = event.currentTarget as Element;
    if (!isMoving) element.setPointerCapture(event.pointerId);
    isMoving = true;
    scroll.classList.add('is-dragged');
    fingers.set(event.pointerId, here);
    const [other] = [...fingers].flatMap(([id, finger]) => (id === event.pointerId ? [] : [finger]));
    if (other === undefined) {
      board.move(pan(start.seen, by));
      return;
    }
    const factor = measure(before, other) / measure(here, other);
    board.move(zoom(board.getWanted(), factor, toX((here.x + other.x) / 2)));
  };
  const up = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    const [left] = fingers.values();
    // The finger that remains drags on from where it is.
    start = left === undefined ? undefined : { x: left.x, seen: board.getWanted() };
    if (left !== undefined) return;
    scroll.classList.remove('is-dragged');
    // The click that follows still has to know.
    window.setTimeout(() => {
      isMoving = false;
    });
  };
  const turn = (event: WheelEvent): void => {
    const isZoom = event.ctrlKey || event.metaKey || event.currentTarget === head;
    const [across, along] =
      event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    if (!isZoom && Math.abs(across) <= Math.abs(along)) return;
    event.preventDefault();
    const seen = board.getWanted();
    board.move(
      isZoom && Math.abs(along) > 0
        ? zoom(seen, wheelZoom ** event.deltaY, Math.max(0, toX(event.clientX)))
        : pan(seen, across),
    );
  };
  for (const element of [scroll, head]) {
    element.addEventListener('pointerdown', down, { signal });
    element.addEventListener('pointermove', move, { signal });
    element.addEventListener('pointerup', up, { signal });
    element.addEventListener('pointercancel', up, { signal });
    element.addEventListener('wheel', turn, { signal, passive: false });
  }
  return { isMoving: () => isMoving };
}

/** The distance of two fingers, never 0. */
const measure = (one: Finger, other: Finger): number =>
  Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
