/** What the pointer and the keys do in the lanes: notes, selection, and what they open. */
import type { App } from '../state/app.ts';
import { openRequest } from '../requests/requests-state.ts';
import { showLife } from '../state/commands.ts';
import type { Board } from './board.ts';
import { connectGestures } from './gestures.ts';
import { findMark, type Mark } from './find-mark.ts';
import { describeFlag, describeIdle, describePolls, describeStretch, type Note } from './lane-text.ts';
import type { LaneRow } from './lane-row.ts';
import type { Tip } from './tip.ts';

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
  ): void => scroll.addEventListener(kind, listener, { signal: ended.signal, passive: true });
  const gestures = connectGestures(board, ended.signal);

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

  on('pointermove', (event) => {
    if (gestures.isMoving()) tip.hide();
    else tip.show(describe(locate(event)), event.clientX, event.clientY);
  });
  on('pointerleave', tip.hide);
  on('scroll', tip.hide);
  on('click', (event) => {
    if (gestures.isMoving()) return;
    const place = locate(event);
    const job = place.row?.job;
    if (job === undefined) return;
    tip.hide();
    const mark = find(place);
    if (mark?.kind === 'flag') app.show({ panel: 'advice', job: job.id });
    else if (mark?.kind === 'polls') {
      app.show({ job: job.id });
      openRequest(app, mark.cluster.first.request.number);
    } else app.openJob(job.id);
  });
  // The click before has selected the job.
  on('dblclick', (event) => locate(event).x >= 0 && showLife(app));
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
