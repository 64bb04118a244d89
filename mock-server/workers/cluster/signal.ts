/** A promise, and what settles it. */

export interface Signal<Value> {
  readonly settled: Promise<Value>;
  readonly settle: (value: Value) => void;
}

export function createSignal<Value>(): Signal<Value> {
  const waiting: ((value: Value) => void)[] = [];
  const settled = new Promise<Value>((resolve) => {
    waiting.push(resolve);
  });
  return {
    settled,
    settle: (value) => {
      for (const resolve of waiting) resolve(value);
    },
  };
}
