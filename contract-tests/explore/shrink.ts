/** Makes a failing sequence smaller: drops what is not needed, and tries each smaller sequence on fresh jobs. */
import type { Finding } from './finding.ts';
import type { PlayedCall } from './history.ts';
import { listCalls, listOwners, type Sequence, type SequenceCall, type Step } from './sequence.ts';

/** A sequence that failed, with what it broke. */
export interface Failure {
  readonly sequence: Sequence;
  readonly finding: Finding;
  readonly calls: readonly PlayedCall[];
}

/** Plays a sequence until it fails in the same way; undefined if it does not, `spent` if nothing more may be sent. */
export type TryOut = (sequence: Sequence) => Promise<Failure | 'spent' | undefined>;

/** @returns the smallest sequence found that fails in the same way */
export async function shrink(failure: Failure, tryOut: TryOut): Promise<Failure> {
  let best = failure;
  const tried = new Set([toKey(failure.sequence)]);
  for (;;) {
    let found: Failure | undefined;
    for (const sequence of listSmaller(best)) {
      if (tried.has(toKey(sequence))) continue;
      tried.add(toKey(sequence));
      const result = await tryOut(sequence);
      if (result === 'spent') return best;
      found = result;
      // The same calls one after the other may have come so close to each other that it was a race all the same.
      if (found !== undefined && countCalls(sequence) === countCalls(best.sequence)) {
        const again = await tryOut(sequence);
        found = again === 'spent' ? undefined : again;
      }
      if (found !== undefined) break;
    }
    if (found === undefined) return best;
    best = found;
  }
}

const countCalls = (sequence: Sequence): number => listCalls(sequence).length;
const toKey = (sequence: Sequence): string => JSON.stringify(sequence);

/** So few calls are easy to read, so that those that the finding needs are not dropped on trial. */
const fewCalls = 4;

/** Smaller sequences that may still fail, the most promising first. */
function listSmaller({ sequence, finding, calls }: Failure): readonly Sequence[] {
  const culprits = calls.filter(({ id }) => finding.calls.includes(id));
  const kept = keepCulprits(sequence, culprits);
  const lastStep = Math.max(-1, ...culprits.map(({ step }) => step));
  const truncated = sequence.slice(0, lastStep + 1);
  const isLarge = countCalls(sequence) > fewCalls;
  const needed = isLarge
    ? []
    : culprits.filter(({ id, isPoll }) => !isPoll && finding.spare?.includes(id) !== true);
  const isNeeded: IsNeeded = (step, lane) =>
    needed.some((call) => call.step === step && (lane === undefined || call.lane === lane));
  const parts = [...dropChunks(sequence, isNeeded), ...dropCalls(sequence, isNeeded)];
  return [
    kept,
    truncated,
    ...parts,
    ...withOneJob(sequence),
    ...readAtEnd(sequence),
    ...inOrder(sequence),
    ...simplify(sequence),
  ]
    .map(tidy)
    .filter((one) => measure(one) < measure(sequence) && listOwners(one).size > 0);
}

/** Whether the finding needs a call of this step, or this call. */
type IsNeeded = (step: number, lane?: number) => boolean;

/**
 * Calls count most, then calls that are sent at once, then waits, then calls of the other user and large submissions. A read
 * says more than a wait at the end.
 */
function measure(sequence: Sequence): number {
  const calls = listCalls(sequence);
  const details = calls.reduce((sum, { rows = 1, user }) => sum + rows - 1 + (user === 'other' ? 1 : 0), 0);
  const count = calls.length + (sequence.at(-1)?.kind === 'wait' ? 1.5 : 0);
  const atOnce = sequence.reduce((sum, step) => sum + (step.kind === 'calls' ? step.calls.length - 1 : 0), 0);
  return count * 1e8 + atOnce * 1e6 + (sequence.length - countCallSteps(sequence)) * 1e5 + details;
}

/** The same for one of the jobs, without the submissions of the others. */
function withOneJob(sequence: Sequence): readonly Sequence[] {
  const owners = listOwners(sequence);
  if (owners.size < 2) return [];
  return [...owners.keys()].map((job) =>
    sequence.map((step): Step => {
      if (step.kind === 'wait') return { ...step, job };
      const calls = step.calls.filter((call) => call.operation !== 'submit' || call.job === job);
      return { kind: 'calls', calls: calls.map((call) => (call.job === '' ? call : { ...call, job })) };
    }),
  );
}

/** The calls of a step one after the other: a fault that needs no race is easier to understand. */
function inOrder(sequence: Sequence): readonly Sequence[] {
  return sequence.flatMap((step, at) =>
    step.kind === 'wait' || step.calls.length === 1
      ? []
      : [
          [
            ...sequence.slice(0, at),
            ...step.calls.map((call): Step => ({ kind: 'calls', calls: [call] })),
            ...sequence.slice(at + 1),
          ],
        ],
  );
}

function readAtEnd(sequence: Sequence): readonly Sequence[] {
  const last = sequence.at(-1);
  if (last?.kind !== 'wait') return [];
  const user = listOwners(sequence).get(last.job) ?? 'you';
  return [[...sequence.slice(0, -1), { kind: 'calls', calls: [{ user, operation: 'read', job: last.job }] }]];
}

const countCallSteps = (sequence: Sequence): number => sequence.filter(({ kind }) => kind === 'calls').length;

/** Only the calls that show the finding, with the submissions and waits that they need. */
function keepCulprits(sequence: Sequence, culprits: readonly PlayedCall[]): Sequence {
  const jobs = new Set(culprits.flatMap(({ job }) => (job === '' ? [] : [job])));
  const [onlyJob] = jobs.size === 1 ? jobs : [];
  const lastStep = Math.max(-1, ...culprits.map(({ step }) => step));
  const isCulprit = (step: number, lane: number) =>
    culprits.some((one) => one.step === step && one.lane === lane && !one.isPoll);
  return sequence.slice(0, lastStep + 1).flatMap((step, index): readonly Step[] => {
    // A wait for another job gave the only job its time.
    if (step.kind === 'wait')
      return jobs.has(step.job) ? [step] : onlyJob === undefined ? [] : [{ ...step, job: onlyJob }];
    const calls = step.calls.filter(
      ({ operation, job }, lane) => isCulprit(index, lane) || (operation === 'submit' && jobs.has(job)),
    );
    return [{ kind: 'calls', calls }];
  });
}

/** The sequence without its first half, its second half, a quarter, and so on down to single steps. */
function dropChunks(sequence: Sequence, isNeeded: IsNeeded): readonly Sequence[] {
  const sizes: number[] = [];
  for (let size = Math.floor(sequence.length / 2); size >= 1; size = Math.floor(size / 2)) sizes.push(size);
  return sizes.flatMap((size) =>
    Array.from({ length: Math.ceil(sequence.length / size) }, (_, chunk) => chunk).flatMap((chunk) => {
      const isIn = (index: number) => Math.floor(index / size) === chunk;
      return sequence.some((_, index) => isIn(index) && isNeeded(index))
        ? []
        : [sequence.filter((_, index) => !isIn(index))];
    }),
  );
}

/** The sequence without one of its calls. */
function dropCalls(sequence: Sequence, isNeeded: IsNeeded): readonly Sequence[] {
  return sequence.flatMap((step, at) => {
    if (step.kind === 'wait' || step.calls.length === 1) return [];
    return step.calls.flatMap((_, lane) => {
      if (isNeeded(at, lane)) return [];
      const calls = step.calls.filter((_call, one) => one !== lane);
      return [replaceStep(sequence, at, { kind: 'calls', calls })];
    });
  });
}

const replaceStep = (sequence: Sequence, at: number, step: Step): Sequence =>
  sequence.map((one, index) => (index === at ? step : one));

/** The same calls by one user, and with one record. */
function simplify(sequence: Sequence): readonly Sequence[] {
  const change = (toCall: (call: SequenceCall) => SequenceCall): Sequence =>
    sequence.map((step) => (step.kind === 'wait' ? step : { ...step, calls: step.calls.map(toCall) }));
  return [
    change((call) => ({ ...call, user: 'you' })),
    change((call) => (call.rows === undefined ? call : { ...call, rows: 1 })),
  ];
}

/** Drops calls for jobs that are no longer submitted, empty steps and repeated waits; the first job is A. */
function tidy(sequence: Sequence): Sequence {
  const names = [...listOwners(sequence).keys()];
  const rename = (job: string) => (job === '' ? '' : String.fromCharCode(65 + names.indexOf(job)));
  const submitted = new Set<string>();
  const steps = sequence.flatMap((step): readonly Step[] => {
    if (step.kind === 'wait') return submitted.has(step.job) ? [{ ...step, job: rename(step.job) }] : [];
    const before = new Set(submitted);
    const calls = step.calls.filter(({ operation, job }) => {
      if (operation === 'submit') submitted.add(job);
      return operation === 'submit' || job === '' || before.has(job);
    });
    return calls.length === 0
      ? []
      : [{ kind: 'calls', calls: calls.map((call) => ({ ...call, job: rename(call.job) })) }];
  });
  return steps.filter((step, index) => {
    const last = steps[index - 1];
    return !(
      step.kind === 'wait' &&
      last?.kind === 'wait' &&
      last.job === step.job &&
      last.status === step.status
    );
  });
}
