/** What the pointer and the keys do in the lanes: notes, zoom, pan, selection. */
import type { App } from '../state/app.ts';
import { showLife } from '../state/commands.ts';
import type { Board } from './board.ts';
import { findMark, type Mark } from './find-mark.ts';
import { describeFlag, describeIdle, describePolls, describeStretch, type Note } from './lane-text.ts';
import type { LaneRow } from './lane-row.ts';
import type { Tip } from './tip.ts';
import { pan, zoom } from './window-moves.ts';

/** A pointer that moves less was a click, in pixels. */
const minDrag = 4;
/** For one notch of a wheel. */
const wheelZoom = 1.0018;

interface Place {
  readonly row: LaneRow | undefined;
  /** From the left edge of the part where time is. */
  readonly x: number;
  /** From the top of the row. */
  readonly y: number;
}

/** @returns a function that takes the listeners away */
export function connectPointer(app: App, board: Board, tip: Tip): () => void {
  const { scroll } = board.parts;
  const ended = new AbortController();
  const on = <Kind extends keyof HTMLElementEventMap>(
    kind: Kind,
    listener: (event: HTMLElementEventMap[Kind]) => void,
    passive = true,
  ): void => scroll.addEventListener(kind, listener, { signal: ended.signal, passive });
  let drag: { readonly id: number; x: number; isMoving: boolean } | undefined;

  const locate = (event: MouseEvent): Place => {
    const box = scroll.getBoundingClientRect();
    const { geometry } = board.getDrawn();
    const down = event.clientY - box.top + scroll.scrollTop;
    const index = Math.floor(down / geometry.rowHeight);
    return {
      row: board.findRow(index),
      x: event.clientX - box.left - geometry.nameWidth,
      y: down - index * geometry.rowHeight,
    };
  };
  const find = ({ row, x, y }: Place): Mark | undefined => {
    const { edge, geometry } = board.getDrawn();
    return row === undefined || x < 0 ? undefined : findMark(row, x + edge, y, geometry);
  };
  const describe = (place: Place): Note | undefined => {
    const { scale, left, now } = board.getDrawn();
    if (place.x < 0) return undefined;
    const idle = scale.breaks.find(({ x }) => left + place.x >= x && left + place.x <= x + scale.breakWidth);
    if (idle !== undefined) return describeIdle(idle);
    const mark = find(place);
    if (mark === undefined) return undefined;
    if (mark.kind === 'flag') return describeFlag(mark.flag);
    if (mark.kind === 'polls') return describePolls(mark.cluster);
    return describeStretch(mark.segment.stretch, now, app.model.spec.lifeCycle);
  };

  on('pointerdown', (event) => {
    if (event.button === 0 && locate(event).x >= 0)
      drag = { id: event.pointerId, x: event.clientX, isMoving: false };
  });
  on('pointermove', (event) => {
    if (drag?.id !== event.pointerId) {
      tip.show(describe(locate(event)), event.clientX, event.clientY);
      return;
    }
    const by = drag.x - event.clientX;
    if (!drag.isMoving && Math.abs(by) < minDrag) return;
    if (!drag.isMoving) scroll.setPointerCapture(event.pointerId);
    drag.isMoving = true;
    drag.x = event.clientX;
    scroll.classList.add('is-dragged');
    tip.hide();
    board.move(pan(board.getDrawn(), by));
  });
  const endDrag = (): void => {
    scroll.classList.remove('is-dragged');
    // The click that follows still has to know.
    window.setTimeout(() => {
      drag = undefined;
    });
  };
  on('pointerup', endDrag);
  on('pointercancel', endDrag);
  on('pointerleave', tip.hide);
  on('scroll', tip.hide);
  on('click', (event) => {
    if (drag?.isMoving === true) return;
    const place = locate(event);
    const job = place.row?.job;
    if (job === undefined) return;
    tip.hide();
    const mark = find(place);
    if (mark?.kind === 'flag') app.show({ panel: 'advice', job: job.id });
    else if (mark?.kind === 'polls') app.show({ panel: 'requests', job: job.id });
    else app.openJob(job.id);
  });
  // The click before has selected the job.
  on('dblclick', (event) => locate(event).x >= 0 && showLife(app));
  on(
    'wheel',
    (event) => {
      const isZoom = event.ctrlKey || event.metaKey;
      const [across, down] =
        event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      if (!isZoom && Math.abs(across) <= Math.abs(down)) return;
      event.preventDefault();
      tip.hide();
      board.move(
        isZoom
          ? zoom(board.getDrawn(), wheelZoom ** event.deltaY, Math.max(0, locate(event).x))
          : pan(board.getDrawn(), across),
      );
    },
    false,
  );
  connectKeys(board, tip, ended.signal);
  return () => ended.abort();
}

/** The keys of a list, while one of its rows has the focus. */
function connectKeys(board: Board, tip: Tip, signal: AbortSignal): void {
  const { names } = board.parts;
  const moves: Readonly<Record<string, (page: number) => number>> = {
    ArrowDown: () => 1,
    ArrowUp: () => -1,
    PageDown: (page) => page,
    PageUp: (page) => -page,
    Home: () => Number.NEGATIVE_INFINITY,
    End: () => Number.POSITIVE_INFINITY,
  };
  names.addEventListener(
    'keydown',
    (event) => {
      const move = moves[event.key];
      if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      const { viewHeight, rowHeight } = board.getDrawn().geometry;
      board.focusBeside(move(Math.max(1, Math.floor(viewHeight / rowHeight) - 1)));
    },
    { signal },
  );
  names.addEventListener(
    'focusin',
    ({ target }) => {
      const element = target as HTMLElement;
      if (!element.matches('.lane:focus-visible')) return;
      const { left, bottom } = element.getBoundingClientRect();
      const { nameWidth } = board.getDrawn().geometry;
      tip.show({ title: element.getAttribute('aria-label') ?? '', lines: [] }, left + nameWidth, bottom);
    },
    { signal },
  );
  names.addEventListener('focusout', tip.hide, { signal });
}
