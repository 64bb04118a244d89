/** Draws the lanes: rows that are used again, and layers that move sideways as time passes. */
import { instant } from '../../../time/time.ts';
import type { WorldJob } from '../../domain/job.ts';
import type { App } from '../state/app.ts';
import { formatClock, formatDate } from '../../../page-parts/formats.ts';
import { computeSpan, type LanesWindow } from '../../../page-parts/lanes-window.ts';
import { createAxisStrip } from './axis-strip.ts';
import type { BoardParts } from './board-parts.ts';
import { setText } from './elements.ts';
import { computeGeometry, type Geometry, selectRows } from './geometry.ts';
import { Glider } from './glide.ts';
import type { IdleFinder } from './idle-finder.ts';
import { LaneRow } from './lane-row.ts';
import type { PixelRange } from '../../../page-parts/lane-segments.ts';
import type { MarkSource } from './mark-source.ts';
import { getMarkSize } from '../../../page-parts/poll-shapes.ts';
import { createTimeScale, type Idle, type TimeScale } from '../../../page-parts/time-scale.ts';
import { computeLeft, type Seen } from './window-moves.ts';

/** What is drawn, for those who react to the pointer. */
export interface Drawn extends Seen {
  readonly geometry: Geometry;
  readonly now: number;
  /** The place of the left edge, from the origin of the strips. */
  readonly edge: number;
}

/** What is to be drawn. */
export interface Scene {
  jobs: readonly WorldJob[];
  window: LanesWindow;
  selectedIndex: number;
  /** Whether another part of the time is shown at once, since a hand moves it. */
  isDirect: boolean;
}

/** A strip is drawn this much wider than the view on both sides, as a share of the width. */
const spare = 0.75;
/** A line of now that moves by so many pixels per second needs every frame; a slower one moves with the clock of the page. */
const slow = 8;
const nowhere: PixelRange = { origin: Number.NaN, from: 0, to: 0 };

export class Painter {
  readonly scene: Scene;
  readonly #app: App;
  readonly #parts: BoardParts;
  readonly #marks: MarkSource;
  readonly #idleFinder: IdleFinder;
  readonly #drawAxis: ReturnType<typeof createAxisStrip>;
  readonly #rows: LaneRow[] = [];
  #geometry: Geometry;
  #idle: readonly Idle[] = [];
  #scale: TimeScale = createTimeScale(1, [], 1);
  #range = nowhere;
  /** Grow when all bars, or all names, are to be drawn again. */
  #barsVersion = 0;
  #namesVersion = 0;
  #drawn: Drawn;
  readonly #glider = new Glider(() => performance.now());

  constructor(app: App, parts: BoardParts, marks: MarkSource, idleFinder: IdleFinder) {
    this.scene = { jobs: [], window: app.lanes.peek(), selectedIndex: -1, isDirect: true };
    this.#app = app;
    this.#parts = parts;
    this.#marks = marks;
    this.#idleFinder = idleFinder;
    this.#drawAxis = createAxisStrip(parts);
    this.#geometry = this.#measure();
    const [scale, geometry] = [this.#scale, this.#geometry];
    this.#drawn = { window: this.scene.window, span: 1, scale, left: 0, width: 1, geometry, now: 0, edge: 0 };
  }

  get drawn(): Drawn {
    return this.#drawn;
  }

  /** What will be drawn, for moves that come before the next frame. */
  get wanted(): Seen {
    const { window } = this.scene;
    const { width, breakWidth } = this.#geometry;
    const span = computeSpan(window, this.#app.shown.peek().clock.speed);
    const scale = createTimeScale(width / span, this.#idle, breakWidth);
    return { window, span, scale, left: computeLeft(window.from, scale, this.#app.readNow(), width), width };
  }

  findRow(index: number): LaneRow | undefined {
    return this.#rows.find((row) => row.index === index && row.job !== undefined);
  }

  /** The jobs, or their statuses, may be others. */
  changeState(): void {
    this.#namesVersion += 1;
    this.#fitSpace();
  }

  /** Takes the sizes from the page again. */
  resize(): void {
    const { root } = this.#parts;
    root.dataset['height'] = this.scene.window.height;
    this.#geometry = this.#measure();
    const { isNarrow, isTight, nameWidth, rowHeight, bar, viewHeight } = this.#geometry;
    root.classList.toggle('is-narrow', isNarrow);
    root.classList.toggle('is-tight', isTight);
    const sizes = { name: nameWidth, row: rowHeight, 'bar-top': bar.top, bar: bar.height, view: viewHeight };
    for (const [name, size] of Object.entries(sizes)) root.style.setProperty(`--${name}-size`, `${size}px`);
    this.#namesVersion += 1;
    this.#range = nowhere;
    this.#fitSpace();
  }

  #measure(): Geometry {
    const text = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const { clientWidth: width, clientHeight: height } = this.#parts.scroll;
    return computeGeometry(text, { width, height }, this.scene.window.height);
  }

  #fitSpace(): void {
    const height = `${this.scene.jobs.length * this.#geometry.rowHeight}px`;
    if (this.#parts.space.style.height !== height) this.#parts.space.style.height = height;
  }

  /** @returns whether the next frame will be different, since time passes */
  draw(): boolean {
    const now = this.#app.readNow();
    const { clock } = this.#app.shown.peek();
    const { width, maxBreaks } = this.#geometry;
    const { window, isDirect } = this.scene;
    const { span, from: start } = this.#glider.find(
      { from: window.from, span: computeSpan(window, clock.speed) },
      { now, before: isDirect ? undefined : this.#drawn },
    );
    this.#rescale(width / span, window.isCollapsed ? this.#idleFinder.get(now, maxBreaks) : noIdle);
    const left = Math.round(computeLeft(start, this.#scale, now, width));
    const { origin, from, to } = this.#range;
    // Also when there is no range yet, of which nothing is true.
    if (!(left >= origin + from && left + width <= origin + to)) {
      this.#range = { origin: left, from: Math.round(-width * spare), to: Math.round(width * (1 + spare)) };
      this.#barsVersion += 1;
      this.#drawAxis(this.#scale, this.#range, this.#geometry.axisGap);
    }
    const edge = left - this.#range.origin;
    const [scale, geometry] = [this.#scale, this.#geometry];
    this.#drawn = { window: this.scene.window, span, scale, left, width, geometry, now, edge };
    const { first, end } = this.#placeRows();
    const { selectedIndex } = this.scene;
    const focusable = selectedIndex >= first && selectedIndex < end ? selectedIndex : first;
    for (const row of this.#rows) this.#drawRow(row, focusable);
    this.#moveLayers();
    const isMoving = !clock.frozen && this.#app.moment.peek() === undefined && !this.#app.isPaused.peek();
    return this.#glider.isMoving || (isMoving && scale.rate * clock.speed * 1000 > slow);
  }

  #rescale(rate: number, idle: readonly Idle[]): void {
    const { breakWidth } = this.#geometry;
    if (idle === this.#idle && this.#scale.rate === rate && this.#scale.breakWidth === breakWidth) return;
    this.#idle = idle;
    this.#scale = createTimeScale(rate, idle, breakWidth);
    this.#range = nowhere;
  }

  #placeRows(): { readonly first: number; readonly end: number } {
    const { jobs } = this.scene;
    const { scroll, names } = this.#parts;
    const shown = selectRows(scroll.scrollTop, this.#geometry, jobs.length);
    const { first, end } = shown;
    while (this.#rows.length < end - first) this.#rows.push(new LaneRow(this.#parts));
    const { length } = this.#rows;
    // Each row keeps its index for as long as it is in sight.
    for (let index = first; index < first + length; index += 1) {
      const row = this.#rows[index % length];
      const job = index < end ? jobs[index] : undefined;
      // The focus does not move to another job by scrolling.
      if (row?.option === document.activeElement && row.job?.id !== job?.id)
        names.focus({ preventScroll: true });
      row?.place(job, index, this.#geometry);
    }
    return shown;
  }

  #drawRow(row: LaneRow, focusable: number): void {
    const { job, drawn } = row;
    if (job === undefined) return;
    const { now, edge, geometry, scale } = this.#drawn;
    const { lifeCycle } = this.#app.model.spec;
    const second = Math.floor(now / Math.max(1000, this.#app.shown.peek().clock.speed * 100));
    const name = `${this.#namesVersion} ${row.index} ${second}`;
    if (drawn.name !== name) {
      drawn.name = name;
      row.drawName(now, lifeCycle, this.scene.jobs.length);
    }
    row.mark(row.index === this.scene.selectedIndex, row.index === focusable);
    if (drawn.bars !== this.#barsVersion) {
      drawn.bars = this.#barsVersion;
      row.drawBars(scale, this.#range, lifeCycle);
    }
    row.pin(edge, Math.round(scale.toX(now) - this.#range.origin), geometry);
    const shown = this.#marks.get(job);
    const marks = `${this.#barsVersion} ${shown.version} ${this.#app.moment.peek() ?? ''}`;
    if (drawn.marks === marks) return;
    drawn.marks = marks;
    const { clusters, lists, flags } = shown.draw(scale, this.#range, now, getMarkSize(geometry.marks));
    row.drawMarks(clusters, lists, flags, geometry);
  }

  #moveLayers(): void {
    const { strips, now: line, present, nowLabel, future, date } = this.#parts;
    const { now, edge, width, left, scale } = this.#drawn;
    move(strips, -edge);
    const x = Math.round(scale.toX(now) - left);
    move([line, nowLabel, future], clamp(x, width));
    const isPast = this.#app.moment.peek() !== undefined;
    present.hidden = !isPast;
    if (isPast) move([present], clamp(scale.toX(this.#app.readPresent()) - left, width));
    nowLabel.hidden = x < 0 || x > width;
    setText(nowLabel, formatClock(instant(now)));
    setText(date, formatDate(instant(Math.max(0, scale.toTime(left)))));
  }
}

const noIdle: readonly Idle[] = [];
/** From the edge, in pixels. */
const outside = 10;

/** A line that is out of sight stays near. */
const clamp = (x: number, width: number): number =>
  Math.round(Math.min(Math.max(x, -outside), width + outside));

function move(elements: readonly HTMLElement[], x: number): void {
  const transform = `translateX(${x}px)`;
  for (const element of elements)
    if (element.style.transform !== transform) element.style.transform = transform;
}
