// Sizes: parts of a row do not overlap, and only rows near the view are drawn.
import { laneHeights } from '../../../page-parts/lanes-window.ts';
import { computeGeometry, selectRows } from './geometry.ts';

const cases = laneHeights.flatMap((height) =>
  [320, 900, 3800].flatMap((width) => [14, 22].map((text) => ({ height, width, text }))),
);

test.each(cases)(
  'a $height row fits its bar and its marks ($width px, text of $text px)',
  ({ height, width, text }) => {
    const { bar, marks, rowHeight, nameWidth, ...rest } = computeGeometry(
      text,
      { width, height: 500 },
      height,
    );
    expect(bar.top + bar.height).toBeLessThanOrEqual(marks.top);
    expect(marks.top + marks.height).toBeLessThanOrEqual(rowHeight);
    expect(nameWidth + rest.width).toBe(width);
    expect(rest.isNarrow).toBe(width < 34 * text);
  },
);

test('higher rows are higher', () => {
  const [compact, normal, large] = laneHeights.map(
    (height) => computeGeometry(16, { width: 900, height: 500 }, height).rowHeight,
  );
  expect(normal).toBeGreaterThan(compact ?? 0);
  expect(large).toBeGreaterThan(normal ?? 0);
});

test('of ten thousand rows those in view are drawn, and a few beside them', () => {
  const sizes = { rowHeight: 40, viewHeight: 400 };
  expect(selectRows(0, sizes, 10_000)).toEqual({ first: 0, end: 14 });
  expect(selectRows(4000, sizes, 10_000)).toEqual({ first: 96, end: 114 });
  expect(selectRows(400_000, sizes, 10_000)).toEqual({ first: 9996, end: 10_000 });
  expect(selectRows(0, sizes, 2)).toEqual({ first: 0, end: 2 });
});
