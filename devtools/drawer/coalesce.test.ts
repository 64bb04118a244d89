// Many wishes, few runs.
import { coalesce } from './coalesce.ts';

function createTask() {
  const ends: (() => void)[] = [];
  const task = () => new Promise<void>((resolve) => ends.push(resolve));
  return { ends, run: coalesce(task) };
}

test('wishes that come while it runs share the next run', async () => {
  const { ends, run } = createTask();
  const first = run();
  const others = [run(), run(), run()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await Promise.all(others);
  expect(ends).toHaveLength(2);
  const last = run();
  ends[2]?.();
  await last;
});

test('a run that fails is no reason for the next one to fail', async () => {
  let count = 0;
  const run = coalesce(async () => {
    count += 1;
    await Promise.resolve();
    if (count === 1) throw new Error('Not now.');
  });
  const first = run();
  const second = run();
  await expect(first).rejects.toThrow('Not now.');
  await expect(second).resolves.toBeUndefined();
});
