/** The lanes on the page: what wakes them, and what moves them. */
import { effect } from '@preact/signals';

import type { App } from '../state/app.ts';
import type { LanesWindow } from '../../../page-parts/lanes-window.ts';
import { type BoardParts, createBoardParts } from './board-parts.ts';
import { createFrames } from './frames.ts';
import { createIdleFinder } from './idle-finder.ts';
import type { LaneRow } from './lane-row.ts';
import { createMarkSource } from './mark-source.ts';
import { type Drawn, Painter } from './painter.ts';
import { fit, type Seen } from './window-moves.ts';

export interface Board {
  readonly parts: BoardParts;
  readonly getDrawn: () => Drawn;
  /** What is about to be drawn. */
  readonly getWanted: () => Seen;
  readonly findRow: (index: number) => LaneRow | undefined;
  /** Shows another part of the time: at once on the page, soon in the URL. */
  readonly move: (to: Pick<LanesWindow, 'span' | 'from'>) => void;
  /** Shows everything. */
  readonly fit: () => void;
  /** Selects the job so many rows below, and gives it the focus. */
  readonly focusBeside: (by: number) => void;
  readonly stop: () => void;
}

/** After the last move of a gesture, in milliseconds; browsers limit how often a page may change its URL. */
const restBeforeUrl = 250;

export function createBoard(app: App, root: HTMLElement): Board {
  const parts = createBoardParts(root);
  const marks = createMarkSource(app);
  const idleFinder = createIdleFinder(app, marks, () => frames.wake());
  const painter = new Painter(app, parts, marks, idleFinder);
  const { scene } = painter;
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)');
  let timer: number | undefined;
  let isRevealing = true;
  let isFocusWanted = false;

  const frames = createFrames(
    () => {
      if (isRevealing) reveal();
      const isMoving = painter.draw();
      if (isFocusWanted) painter.findRow(scene.selectedIndex)?.option.focus({ preventScroll: true });
      isFocusWanted = false;
      return isMoving;
    },
    {
      request: (callback) => requestAnimationFrame(callback),
      cancel: (id) => cancelAnimationFrame(id),
      isHidden: () => document.visibilityState === 'hidden',
    },
  );

  /** Scrolls the selected lane into view. */
  function reveal(): void {
    if (scene.selectedIndex < 0) return;
    isRevealing = false;
    const { rowHeight, viewHeight } = painter.drawn.geometry;
    const { scrollTop } = parts.scroll;
    const top = scene.selectedIndex * rowHeight;
    if (top < scrollTop) parts.scroll.scrollTop = top;
    else if (top + rowHeight > scrollTop + viewHeight) parts.scroll.scrollTop = top + rowHeight - viewHeight;
  }
  const select = (): void => {
    const id = app.selected.peek();
    scene.selectedIndex = id === undefined ? -1 : scene.jobs.findIndex((job) => job.id === id);
  };
  const commit = (): void => {
    window.clearTimeout(timer);
    timer = undefined;
    app.show({ lanes: scene.window });
  };

  const stops = [
    effect(() => {
      const { height, isCollapsed } = app.lanes.value;
      // The end of a gesture comes here too, when it is there already.
      scene.isDirect = isStill.matches;
      if (timer === undefined) scene.window = app.lanes.value;
      else scene.window = { ...scene.window, height, isCollapsed };
      if (isCollapsed) idleFinder.update(scene.jobs);
      painter.resize();
      frames.wake();
    }),
    effect(() => {
      void app.epoch.value;
      scene.jobs = app.jobs.value;
      parts.names.hidden = scene.jobs.length === 0;
      select();
      painter.changeState();
      if (scene.window.isCollapsed) idleFinder.update(scene.jobs);
      frames.wake();
    }),
    effect(() => {
      void app.selected.value;
      select();
      isRevealing = true;
      frames.wake();
    }),
    effect(() => {
      void app.requests.revision.value;
      void app.advice.value;
      marks.update();
      if (scene.window.isCollapsed) idleFinder.update(scene.jobs);
      frames.wake();
    }),
    effect(() => {
      void app.now.value;
      frames.wake();
    }),
  ];
  const observer = new ResizeObserver(() => {
    painter.resize();
    frames.wake();
  });
  observer.observe(parts.scroll);
  parts.scroll.addEventListener('scroll', frames.wake, { passive: true });
  document.addEventListener('visibilitychange', frames.wake);

  return {
    parts,
    getDrawn: () => painter.drawn,
    getWanted: () => painter.wanted,
    findRow: (index) => painter.findRow(index),
    move: (to) => {
      scene.window = { ...scene.window, ...to };
      scene.isDirect = true;
      window.clearTimeout(timer);
      timer = window.setTimeout(commit, restBeforeUrl);
      frames.wake();
    },
    fit: () =>
      idleFinder.find(scene.jobs, ({ first, last }) => {
        const now = app.readNow();
        const { geometry } = painter.drawn;
        const idle = scene.window.isCollapsed ? idleFinder.get(now, geometry.maxBreaks) : [];
        // Of nothing, neither is a number.
        const [from, to] = [Math.min(first || now, now), Math.max(last || now, now)];
        const found = fit(from, to, idle, geometry.width, geometry.breakWidth);
        scene.window = { ...scene.window, ...found };
        scene.isDirect = isStill.matches;
        commit();
      }),
    focusBeside: (by) => {
      const last = scene.jobs.length - 1;
      const at = Math.min(last, Math.max(0, scene.selectedIndex + by));
      isFocusWanted = true;
      app.show({ job: scene.jobs[at]?.id });
      frames.wake();
    },
    stop: () => {
      for (const stop of stops) stop();
      frames.stop();
      idleFinder.stop();
      window.clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('visibilitychange', frames.wake);
      root.replaceChildren();
    },
  };
}
