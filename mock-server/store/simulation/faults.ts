/** The faults of a simulation: what breaks, when, and for how long. */
import type { Chance } from './chance.ts';
import type { FaultKind, SimulationPlan } from './plan.ts';
import type { SimulatedProcess } from './processes.ts';
import type { ServerClock } from './server-clock.ts';
import type { SimulatedRedis } from './simulated-redis.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface FaultDeps {
  readonly plan: SimulationPlan;
  readonly chance: Chance;
  readonly time: VirtualTime;
  readonly redis: SimulatedRedis;
  readonly clock: ServerClock;
  readonly processes: () => readonly SimulatedProcess[];
  readonly start: () => SimulatedProcess;
  readonly isOver: () => boolean;
  /** Lets no client call for so long. */
  readonly rest: (lasts: number) => void;
  readonly note: (what: { readonly kind: FaultKind; readonly detail: string }) => void;
}

export interface Faults {
  readonly begin: () => void;
  /** Ends all of them. */
  readonly heal: () => void;
}

export function createFaults({
  plan,
  chance,
  time,
  redis,
  clock,
  processes,
  start,
  isOver,
  rest,
  note,
}: FaultDeps): Faults {
  const { state } = redis;
  /** How long nobody calls, so that nothing else needs to break. */
  let silence = 0;
  const pickProcess = (): SimulatedProcess | undefined =>
    processes()[chance.integer(0, Math.max(0, processes().length - 1))];

  const acts: Readonly<Record<FaultKind, () => string>> = {
    cut: () => {
      const process = pickProcess();
      const lasts = chance.length(chance.pick([5, 100, 2000]));
      process?.link.cut(lasts);
      return `${process?.name} for ${lasts.toFixed(0)} ms`;
    },
    stall: () => {
      const process = pickProcess();
      const lasts = chance.length(chance.pick([50, 1000, 8000]));
      process?.link.stall(lasts);
      return `${process?.name} for ${lasts.toFixed(0)} ms`;
    },
    kill: () => {
      const process = pickProcess();
      process?.kill();
      const next = start();
      return `${process?.name}, and ${next.name} starts`;
    },
    restart: () => {
      const lasts = chance.length(chance.pick([20, 1000, 5000]));
      state.downUntil = Math.max(state.downUntil, time.now() + lasts);
      for (const { link } of processes()) link.cut(lasts + chance.length(20));
      return `of Redis, in ${lasts.toFixed(0)} ms`;
    },
    full: () => {
      const lasts = chance.length(1000);
      state.isFull = true;
      time.after(lasts, () => {
        state.isFull = false;
      });
      return `for ${lasts.toFixed(0)} ms`;
    },
    'read-only': () => {
      const lasts = chance.length(1000);
      state.isReadOnly = true;
      time.after(lasts, () => {
        state.isReadOnly = false;
      });
      return `for ${lasts.toFixed(0)} ms`;
    },
    'clock of the server back': () => {
      const by = Math.ceil(chance.length(chance.pick([20, 1000, 20_000])));
      clock.jump(-by);
      return `by ${by} ms`;
    },
    'clock of the server ahead': () => {
      const by = Math.ceil(chance.length(chance.pick([20, 1000, 20_000])));
      clock.jump(by);
      return `by ${by} ms`;
    },
    'clock of a process': () => {
      const process = pickProcess();
      const by = chance.integer(-3_600_000, 3_600_000);
      process?.jumpClock(by);
      return `${process?.name} by ${by} ms`;
    },
    'long silence': () => {
      const lasts = plan.idle * (0.5 + chance.fraction());
      if (lasts > 200_000) return 'too long to wait for';
      rest(lasts);
      silence = lasts;
      return `for ${lasts.toFixed(0)} ms`;
    },
  };
  const next = (): void => {
    const wait = silence + chance.length(plan.peace);
    silence = 0;
    time.after(wait, () => {
      if (isOver() || plan.faults.length === 0) return;
      const kind = plan.faults[chance.integer(0, plan.faults.length - 1)];
      if (kind !== undefined) note({ kind, detail: acts[kind]() });
      next();
    });
  };
  return {
    begin: next,
    heal: () => {
      state.isFull = false;
      state.isReadOnly = false;
      plan.traffic.slowness = 0;
      for (const { link } of processes()) link.cut(10);
    },
  };
}
