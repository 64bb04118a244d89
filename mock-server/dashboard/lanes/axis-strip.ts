/** Draws the axis, the lines of its ticks behind the lanes, and the breaks of collapsed stretches. */
import { formatRoughLength, listAxisTicks } from '../../../page-parts/axis.ts';
import type { BoardParts } from './board-parts.ts';
import { create, setAttribute, setText } from './elements.ts';
import type { PixelRange } from '../../../page-parts/lane-segments.ts';
import type { TimeScale } from '../../../page-parts/time-scale.ts';

export function createAxisStrip({ axis, grid }: BoardParts) {
  const ticks = createPool(axis);
  const lines = createPool(grid);
  const gaps = createPool(grid);
  const gapLabels = createPool(axis);
  return (scale: TimeScale, { origin, from, to }: PixelRange, axisGap: number): void => {
    const shown = listAxisTicks(scale, origin + from, origin + to, axisGap);
    ticks.show(shown.length, (element, index) => {
      const { x = 0, label = '', isMajor = false } = shown[index] ?? {};
      move(element, x - origin);
      setText(element, label);
      setAttribute(element, 'class', isMajor ? 'axis-tick is-major' : 'axis-tick');
    });
    lines.show(shown.length, (element, index) => {
      const { x = 0, isMajor = false } = shown[index] ?? {};
      move(element, x - origin);
      setAttribute(element, 'class', isMajor ? 'axis-line is-major' : 'axis-line');
    });
    const seen = scale.breaks.filter(({ x }) => x + scale.breakWidth > origin + from && x < origin + to);
    for (const [pool, name] of [
      [gaps, 'axis-break'],
      [gapLabels, 'axis-gap'],
    ] as const) {
      pool.show(seen.length, (element, index) => {
        const { x = 0, from: begin = 0, to: end = 0 } = seen[index] ?? {};
        move(element, x - origin);
        setAttribute(element, 'class', name);
        element.style.width = `${scale.breakWidth}px`;
        if (pool === gapLabels) setText(element, formatRoughLength(end - begin));
      });
    }
  };
}

const move = (element: HTMLElement, x: number): void => {
  element.style.transform = `translateX(${Math.round(x)}px)`;
};

/** Elements that are used again. */
function createPool(parent: HTMLElement) {
  const elements: HTMLElement[] = [];
  return {
    show: (count: number, draw: (element: HTMLElement, index: number) => void): void => {
      while (elements.length < count) elements.push(create('div', '', parent));
      elements.forEach((element, index) => {
        element.hidden = index >= count;
        if (index < count) draw(element, index);
      });
    },
  };
}
