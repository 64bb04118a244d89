/** Steps with one subject that are wanted in one turn of the event loop are taken together. */

export interface BatchesDeps<Subject, Step, Result> {
  /** Runs something when everything that arrived so far was handled. */
  readonly defer: (run: () => void) => void;
  /** How much of a batch a step takes up. */
  readonly measure: (step: Step) => number;
  /** @returns a result for each step, in their order */
  readonly run: (subject: Subject, steps: readonly Step[]) => Promise<readonly Result[]>;
}

interface Waiting<Step, Result> {
  readonly step: Step;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** More than this are several batches, so that no reply takes long. */
const maxSteps = 100;
const maxSize = 1_000_000;

export function createBatches<Subject, Step, Result>({
  defer,
  measure,
  run,
}: BatchesDeps<Subject, Step, Result>): (subject: Subject, step: Step) => Promise<Result> {
  let waiting = new Map<Subject, Waiting<Step, Result>[]>();
  const runBatch = (subject: Subject, batch: readonly Waiting<Step, Result>[]): void => {
    const rejectAll = (error: unknown): void => {
      for (const { reject } of batch) reject(error);
    };
    run(
      subject,
      batch.map(({ step }) => step),
    ).then((results) => {
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    }, rejectAll);
  };
  const start = (): void => {
    const due = waiting;
    waiting = new Map();
    for (const [subject, all] of due)
      for (const batch of split(all, ({ step }) => measure(step))) runBatch(subject, batch);
  };
  return async (subject, step) =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) defer(start);
      const others = waiting.get(subject) ?? [];
      others.push({ step, resolve, reject });
      waiting.set(subject, others);
    });
}

/** Into batches that are not too large, each with one at least. */
function split<Item>(all: readonly Item[], measure: (item: Item) => number): readonly (readonly Item[])[] {
  const batches: Item[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const item of all) {
    size += measure(item);
    const latest = batches.at(-1);
    if (latest !== undefined && latest.length < maxSteps && size <= maxSize) {
      latest.push(item);
      continue;
    }
    batches.push([item]);
    size = measure(item);
  }
  return batches;
}
