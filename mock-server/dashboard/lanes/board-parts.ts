/** The elements of the lanes, in their layers from the bottom to the top. */
import { create } from './elements.ts';

export interface BoardParts {
  readonly root: HTMLElement;
  readonly head: HTMLElement;
  readonly date: HTMLElement;
  readonly axis: HTMLElement;
  readonly scroll: HTMLElement;
  readonly space: HTMLElement;
  /** The list, for everybody who does not see the other layers. */
  readonly names: HTMLElement;
  readonly captions: HTMLElement;
  readonly bars: HTMLElement;
  readonly marks: HTMLElement;
  readonly grid: HTMLElement;
  /** The present, while the past is shown. */
  readonly present: HTMLElement;
  /** Everything that moves sideways when time passes. */
  readonly strips: readonly HTMLElement[];
  readonly future: HTMLElement;
  readonly now: HTMLElement;
  readonly nowLabel: HTMLElement;
  readonly tip: HTMLElement;
}

export function createBoardParts(root: HTMLElement): BoardParts {
  const head = create('div', 'lanes-head', root);
  head.setAttribute('aria-hidden', 'true');
  const corner = create('div', 'lanes-corner', head);
  create('span', '', corner).textContent = 'Job';
  const date = create('span', 'lanes-date', corner);
  const axisView = create('div', 'lanes-axis', head);
  const axis = create('div', 'lanes-strip', axisView);
  const nowLabel = create('div', 'lanes-now-label', axisView);
  const scroll = create('div', 'lanes-scroll', root);
  const space = create('div', 'lanes-space', scroll);
  const names = create('div', 'lanes-names', space);
  names.setAttribute('role', 'listbox');
  names.setAttribute('aria-label', 'Jobs');
  names.tabIndex = -1;
  const captions = create('div', 'lanes-captions', space);
  captions.setAttribute('aria-hidden', 'true');
  const tracks = create('div', 'lanes-tracks', space);
  tracks.setAttribute('aria-hidden', 'true');
  const grid = create('div', 'lanes-strip', create('div', 'lanes-layer', tracks));
  const bars = create('div', 'lanes-strip', tracks);
  const over = create('div', 'lanes-layer', tracks);
  const future = create('div', 'lanes-future', over);
  const marks = create('div', 'lanes-strip', tracks);
  const top = create('div', 'lanes-layer', tracks);
  const present = create('div', 'lanes-present', top);
  const now = create('div', 'lanes-now', top);
  const tip = create('div', 'lanes-tip', root);
  tip.setAttribute('aria-hidden', 'true');
  tip.hidden = true;
  return {
    root,
    head,
    date,
    axis,
    scroll,
    space,
    names,
    captions,
    bars,
    marks,
    grid,
    present,
    strips: [axis, grid, bars, marks],
    future,
    now,
    nowLabel,
    tip,
  };
}
