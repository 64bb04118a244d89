/** A row of the lanes, which is used again for another job when it has scrolled out of sight. */
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import { instant } from '../../../time/time.ts';
import { computeDone, computeJobState, getLife, type WorldJob } from '../../domain/job.ts';
import { formatCount, formatShortId } from '../../../page-parts/formats.ts';
import { getStatusLook } from '../../../page-parts/status-look.ts';
import type { Flag } from './advice-marks.ts';
import type { BoardParts } from './board-parts.ts';
import { create, createSvg, setAttribute, setText } from './elements.ts';
import type { Geometry } from './geometry.ts';
import type { Stretch } from '../../domain/life.ts';
import {
  type PixelRange,
  listSegments,
  placeLabel,
  type Segment,
} from '../../../page-parts/lane-segments.ts';
import { formatLaneName } from './lane-text.ts';
import { drawFaults, drawFlags, drawPolls, getMarkSize } from '../../../page-parts/poll-shapes.ts';
import { type PollCluster, pollKinds } from '../../../page-parts/polls.ts';
import type { TimeScale } from '../../../page-parts/time-scale.ts';

/** A bar of one status, and its text in the layer above. */
interface Bar {
  readonly bar: HTMLElement;
  readonly label: HTMLElement;
  segment: Segment<Stretch> | undefined;
}

/** A label needs this much of a bar, in pixels. */
const minMark = 16;
const padding = 3;
/** No text is longer. */
const longText = 400;

/** Where a row has its elements. */
type Layers = Pick<BoardParts, 'names' | 'captions' | 'bars' | 'marks'>;

export class LaneRow {
  job: WorldJob | undefined;
  index = -1;
  segments: readonly Segment<Stretch>[] = [];
  clusters: readonly PollCluster[] = [];
  flags: readonly Flag[] = [];
  /** For which state of the board the parts were drawn. */
  readonly drawn = { bars: -1, marks: '', name: '' };
  readonly option: HTMLElement;
  readonly #name: HTMLElement;
  readonly #bars: HTMLElement;
  readonly #marks: HTMLElement;
  readonly #pool: Bar[] = [];
  readonly #paths: ReadonlyMap<string, SVGElement>;
  readonly #parts: Readonly<Record<'id' | 'owner' | 'badge' | 'rows' | 'scenario' | 'done', HTMLElement>>;
  readonly #fill: HTMLElement;

  constructor({ names, captions, bars, marks }: Layers) {
    this.option = create('div', 'lane', names);
    this.option.setAttribute('role', 'option');
    const name = create('div', 'lane-name', captions);
    this.#name = name;
    const [id, owner, badge, rows, scenario] = [
      'lane-id mono',
      'lane-owner',
      'badge',
      'lane-rows',
      'lane-scenario',
    ].map((one) => create('span', one, name)) as [
      HTMLElement,
      HTMLElement,
      HTMLElement,
      HTMLElement,
      HTMLElement,
    ];
    const meter = create('span', 'lane-meter', name);
    this.#fill = create('span', 'lane-fill', create('span', 'lane-track', meter));
    this.#parts = { id, owner, badge, rows, scenario, done: create('span', 'lane-done', meter) };
    this.#bars = create('div', 'lane-bars', bars);
    this.#marks = create('div', 'lane-marks', marks);
    const svg = createSvg('svg', 'lane-svg', this.#marks);
    this.#paths = new Map(
      ['flags', 'lists', 'faults', ...pollKinds].map((kind) => [
        kind,
        createSvg('path', `poll-${kind}`, svg),
      ]),
    );
  }

  /** Shows a job in a row, or nothing. */
  place(job: WorldJob | undefined, index: number, geometry: Geometry): void {
    this.index = index;
    if (job !== this.job) {
      this.job = job;
      Object.assign(this.drawn, { bars: -1, marks: '', name: '' });
    }
    const top = job === undefined ? '-999px' : `${index * geometry.rowHeight}px`;
    for (const element of [this.option, this.#name, this.#bars, this.#marks]) {
      if (element.style.top !== top) element.style.top = top;
      element.hidden = job === undefined;
    }
  }

  drawName(now: number, lifeCycle: LifeCycle, count: number): void {
    const { job } = this;
    if (job === undefined) return;
    const { internalStatus, apiStatus } = computeJobState(job, instant(now), lifeCycle);
    const { tone, mark } = getStatusLook(internalStatus, lifeCycle);
    const { id, owner, badge, rows, scenario, done } = this.#parts;
    setText(id, formatShortId(job.id));
    setText(owner, job.owner);
    setText(badge, `${mark} ${apiStatus}`);
    setAttribute(badge, 'class', `badge ${tone}`);
    setText(rows, `${formatCount(job.rows)} ${job.rows === 1 ? 'row' : 'rows'}`);
    setText(scenario, job.scenario);
    const share = computeDone(job, instant(now), lifeCycle) / job.rows;
    setText(done, `${Math.floor(share * 100)} %`);
    const scale = `scaleX(${Math.round(share * 1000) / 1000})`;
    if (this.#fill.style.transform !== scale) this.#fill.style.transform = scale;
    setAttribute(this.#fill, 'class', `lane-fill ${tone}`);
    setAttribute(this.option, 'aria-label', formatLaneName(job, now, lifeCycle));
    setAttribute(this.option, 'aria-posinset', String(this.index + 1));
    setAttribute(this.option, 'aria-setsize', String(count));
  }

  /** @param isFocusable whether the tab key stops here */
  mark(isSelected: boolean, isFocusable: boolean): void {
    setAttribute(this.option, 'aria-selected', String(isSelected));
    setAttribute(this.option, 'tabindex', isFocusable ? '0' : '-1');
    this.#name.classList.toggle('is-selected', isSelected);
  }

  drawBars(scale: TimeScale, range: PixelRange, lifeCycle: LifeCycle): void {
    this.segments = this.job === undefined ? [] : listSegments(getLife(this.job, lifeCycle), scale, range);
    this.segments.forEach((segment, index) => this.#drawBar(index, segment, lifeCycle));
    for (const bar of this.#pool.slice(this.segments.length)) {
      if (bar.segment === undefined) continue;
      bar.segment = undefined;
      bar.bar.hidden = true;
      bar.label.hidden = true;
    }
  }

  #drawBar(index: number, segment: Segment<Stretch>, lifeCycle: LifeCycle): void {
    const known = this.#pool[index];
    const one = known ?? {
      bar: create('div', '', this.#bars),
      label: create('div', '', this.#marks),
      segment: undefined,
    };
    if (known === undefined) this.#pool.push(one);
    const { bar, label } = one;
    const { status } = segment.stretch;
    if (one.segment?.stretch.status !== status) {
      const { tone, pattern, mark, shape } = getStatusLook(status, lifeCycle);
      setAttribute(bar, 'class', `bar ${tone} ${pattern} is-${shape}`);
      setAttribute(label, 'class', `bar-label ${tone} is-${shape}`);
      setText(label, `${mark} ${status}`);
    }
    one.segment = segment;
    bar.style.transform = `translateX(${Math.round(segment.x * 10) / 10}px)`;
    bar.style.width = `${Math.round(segment.width * 10) / 10}px`;
    bar.hidden = false;
    label.dataset['at'] = '';
  }

  /** Keeps the texts of bars in sight: after the left edge, and on one side of the line of now. */
  pin(left: number, now: number, { textWidth }: Geometry): void {
    for (const { label, segment } of this.#pool) {
      if (segment === undefined) continue;
      const { x, room, isFuture } = placeLabel(segment, left, now, textWidth);
      const at = room < minMark ? 'none' : `${x} ${Math.min(room, longText)} ${isFuture}`;
      if (label.dataset['at'] === at) continue;
      label.dataset['at'] = at;
      label.hidden = room < minMark;
      if (label.hidden) continue;
      label.style.transform = `translateX(${x}px)`;
      label.style.maxWidth = `${room - padding}px`;
      label.classList.toggle('is-short', room < textWidth);
      label.classList.toggle('is-future', isFuture);
    }
  }

  /** @param lists marks of requests for lists in which the job is */
  drawMarks(
    clusters: readonly PollCluster[],
    lists: readonly PollCluster[],
    flags: readonly Flag[],
    { marks, rowHeight, flagTop }: Geometry,
  ): void {
    this.clusters = [...clusters, ...lists];
    this.flags = flags;
    const small = { top: marks.top + marks.height * 0.3, height: marks.height * 0.7 };
    const set = (name: string, path: string): void => {
      const element = this.#paths.get(name);
      if (element !== undefined) setAttribute(element, 'd', path);
    };
    for (const kind of pollKinds) {
      const own = drawPolls(clusters, kind, marks);
      set(kind, kind === 'ok' ? own : own + drawPolls(lists, kind, marks));
    }
    set('lists', drawPolls(lists, 'ok', small));
    set('faults', drawFaults(this.clusters, marks));
    const pole = { top: flagTop, height: rowHeight - flagTop - 1 };
    const places = flags.map(({ x }) => x);
    set('flags', drawFlags(places, pole, getMarkSize(marks)));
  }
}
