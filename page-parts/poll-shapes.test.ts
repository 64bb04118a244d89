// Shapes: each kind has its own, and all of them stay in their place.
import { drawFaults, drawFlags, drawPolls, type Drawable } from './poll-shapes.ts';
import { pollKinds } from './polls.ts';

const zone = { top: 20, height: 10 };
const create = (kind: Drawable['kind'], more: Partial<Drawable> = {}): Drawable => ({
  kind,
  x: 100,
  end: 100,
  count: 1,
  faults: 0,
  ...more,
});
/** The box of a path of relative lines and arcs. */
function measure(path: string) {
  const xs: number[] = [];
  const ys: number[] = [];
  let [x, y] = [0, 0];
  for (const [, command = '', text = ''] of path.matchAll(/([Mlhvaz])([^Mlhvaz]*)/g)) {
    const numbers = text.trim().split(/[ ,]+/).map(Number);
    const [a = 0, b = 0] = command === 'a' ? numbers.slice(5) : numbers;
    if (command === 'M') [x, y] = [a, b];
    if (command === 'l' || command === 'a') [x, y] = [x + a, y + b];
    if (command === 'h') x += a;
    if (command === 'v') y += a;
    xs.push(x);
    ys.push(y);
  }
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

test.each(pollKinds)('a mark that is %s is around its place and within its zone', (kind) => {
  const { left, right, top, bottom } = measure(drawPolls([create(kind)], kind, zone));
  expect((left + right) / 2).toBeCloseTo(100, 0);
  expect(top).toBeGreaterThanOrEqual(zone.top);
  expect(bottom).toBeLessThanOrEqual(zone.top + zone.height);
});

test('the four kinds have four shapes', () => {
  expect(new Set(pollKinds.map((kind) => drawPolls([create(kind)], kind, zone))).size).toBe(4);
});

test('only marks of the kind are drawn, each once', () => {
  const clusters = [create('ok'), create('broken'), create('ok', { x: 150, end: 150 })];
  expect(drawPolls(clusters, 'ok', zone).match(/M/g)).toHaveLength(2);
  expect(drawPolls(clusters, 'limited', zone)).toBe('');
});

test('many requests are a bar from the first to the last of them', () => {
  const { left, right } = measure(drawPolls([create('ok', { end: 160, count: 40 })], 'ok', zone));
  expect(left).toBeCloseTo(99, 0);
  expect(right).toBeCloseTo(161, 0);
});

test('a frame is around the marks that a fault touched', () => {
  expect(drawFaults([create('ok')], zone)).toBe('');
  const { left, right } = measure(drawFaults([create('ok', { end: 160, faults: 1 })], zone));
  expect(left).toBeLessThan(99);
  expect(right).toBeGreaterThan(161);
});

test('a flag is as high as its row', () => {
  const { top, bottom } = measure(drawFlags([50], { top: 0, height: 40 }, 5));
  expect(top).toBeGreaterThanOrEqual(0);
  expect(bottom).toBeGreaterThan(35);
  expect(bottom).toBeLessThanOrEqual(40);
});
