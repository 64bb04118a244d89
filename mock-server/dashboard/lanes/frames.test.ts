// Frames: one at a time, none in a hidden tab.
import { createFrames } from './frames.ts';

function start(draw: () => boolean) {
  const pending = new Map<number, () => void>();
  let isHidden = false;
  let count = 0;
  const frames = createFrames(draw, {
    request: (callback) => {
      count += 1;
      pending.set(count, callback);
      return count;
    },
    cancel: (id) => pending.delete(id),
    isHidden: () => isHidden,
  });
  const next = (): number => {
    const [entry] = pending;
    if (entry === undefined) return 0;
    pending.delete(entry[0]);
    entry[1]();
    return pending.size;
  };
  const hide = (value: boolean): void => {
    isHidden = value;
  };
  return { frames, pending, next, hide };
}

test('many wakes are one frame', () => {
  let drawn = 0;
  const { frames, pending, next } = start(() => {
    drawn += 1;
    return false;
  });
  frames.wake();
  frames.wake();
  expect(pending.size).toBe(1);
  next();
  expect(drawn).toBe(1);
  expect(pending.size).toBe(0);
});

test('a frame that moves is followed by another one, until the tab is hidden', () => {
  const { frames, next, hide } = start(() => true);
  frames.wake();
  expect(next()).toBe(1);
  hide(true);
  expect(next()).toBe(0);
  frames.wake();
  expect(next()).toBe(0);
  hide(false);
  frames.wake();
  expect(next()).toBe(1);
});

test('nothing is drawn after the end', () => {
  const { frames, pending } = start(() => true);
  frames.wake();
  frames.stop();
  expect(pending.size).toBe(0);
  frames.wake();
  expect(pending.size).toBe(0);
});
