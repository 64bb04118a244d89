/** Runs several programs on one disk in every order of their steps, one step at a time. */
import type { StateDisk } from '../../../state/disk.ts';

/** One program: it takes steps on the given disk, and is deterministic. */
export type DiskProgram = (disk: StateDisk) => Promise<void>;

/** The programs of one run, created for each, and the invariant after each step. */
export interface InterleavingRun {
  readonly disk: StateDisk;
  readonly programs: readonly DiskProgram[];
  readonly check: () => void;
  /** The condition at the end; `killed` stopped after some step. */
  readonly checkEnd: () => void | Promise<void>;
  /** Kills the first program after this many steps. */
  readonly killAfter?: number;
  readonly onKill?: () => void;
}

interface Choice {
  readonly taken: number;
  readonly options: number;
}

/**
 * Runs every interleaving in which another program interrupts a program at most this many times.
 * @returns the number of interleavings
 */
export async function runInterleavings(
  createRun: () => InterleavingRun,
  maxInterruptions: number,
): Promise<number> {
  let prefix: readonly number[] = [];
  for (let count = 1; ; count += 1) {
    const choices = await runOnce(createRun(), prefix, maxInterruptions);
    while (isLast(choices.at(-1))) choices.pop();
    const last = choices.pop();
    if (last === undefined) return count;
    prefix = [...choices.map(({ taken }) => taken), last.taken + 1];
  }
}

function isLast(choice: Choice | undefined): boolean {
  return choice !== undefined && choice.taken === choice.options - 1;
}

async function runOnce(
  run: InterleavingRun,
  prefix: readonly number[],
  maxInterruptions: number,
): Promise<Choice[]> {
  const actors = run.programs.map((program) => createActor(program, run.disk));
  await Promise.all(actors.map(async (actor) => actor.parked()));
  const choices: Choice[] = [];
  let current: number | undefined;
  let interruptions = 0;
  let firstSteps = 0;
  for (;;) {
    const ready = actors.flatMap((actor, index) => (actor.hasEnded() ? [] : [index]));
    if (ready.length === 0) break;
    const goesOn = current !== undefined && ready.includes(current);
    const others = ready.filter((index) => index !== current);
    const options = goesOn ? [current ?? 0, ...(interruptions < maxInterruptions ? others : [])] : ready;
    const taken = prefix[choices.length] ?? 0;
    choices.push({ taken, options: options.length });
    if (goesOn && taken > 0) interruptions += 1;
    current = options[taken] ?? 0;
    if (current === 0 && run.killAfter === firstSteps) {
      actors[0]?.kill();
      run.onKill?.();
    } else {
      if (current === 0) firstSteps += 1;
      await actors[current]?.step();
    }
    run.check();
  }
  await run.checkEnd();
  return choices;
}

interface Actor {
  /** Settles when it waits for its next step, or has ended. */
  readonly parked: () => Promise<void>;
  readonly step: () => Promise<void>;
  readonly hasEnded: () => boolean;
  readonly kill: () => void;
}

function createActor(program: DiskProgram, disk: StateDisk): Actor {
  let ended = false;
  let goOn: (() => void) | undefined;
  let onParked: (() => void) | undefined;
  let parked: Promise<void>;
  const expectParking = () => {
    parked = new Promise((resolve) => {
      onParked = resolve;
    });
  };
  expectParking();
  const waitForTurn = async (): Promise<void> =>
    new Promise((resolve) => {
      goOn = resolve;
      onParked?.();
    });
  void program(stepThrough(disk, waitForTurn)).finally(() => {
    ended = true;
    onParked?.();
  });
  return {
    parked: async () => parked,
    step: async () => {
      expectParking();
      goOn?.();
      await parked;
    },
    hasEnded: () => ended,
    kill: () => {
      ended = true;
    },
  };
}

const isOwn = (file: string): boolean => file.endsWith('.new');

/** Steps on temporary files of one program need no turn. */
function stepThrough(disk: StateDisk, waitForTurn: () => Promise<void>): StateDisk {
  const step =
    <Result>(work: (file: string) => Promise<Result>) =>
    async (file: string): Promise<Result> => {
      if (!isOwn(file)) await waitForTurn();
      return work(file);
    };
  return {
    ...disk,
    read: step(disk.read),
    remove: step(disk.remove),
    getKind: step(disk.getKind),
    create: async (file, mode) => {
      if (!isOwn(file)) await waitForTurn();
      return disk.create(file, mode);
    },
    link: async (from, to) => {
      await waitForTurn();
      return disk.link(from, to);
    },
    rename: async (from, to) => {
      await waitForTurn();
      return disk.rename(from, to);
    },
  };
}
