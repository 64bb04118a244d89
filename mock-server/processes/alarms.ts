/** Which processes want to be told of the next change of a world: a message each, and none until they ask again. */
import { addLatest } from '../domain/memo.ts';
import type { Journals } from '../journal/journals.ts';
import type { Worlds } from '../store/worlds-port.ts';

export interface Alarms {
  readonly set: (world: string, process: string) => void;
  readonly close: () => void;
}

interface Alarm {
  readonly processes: Set<string>;
  readonly stop: () => void;
}

/** The worlds with an alarm; a process that misses one looks again by itself. */
const maxAlarms = 10_000;

export function createAlarms(
  worlds: Pick<Worlds, 'watch'>,
  journals: Pick<Journals, 'watch'>,
  ring: (process: string, world: string) => void,
): Alarms {
  const alarms = new Map<string, Alarm>();
  const names = new Set<string>();
  const remove = (world: string): ReadonlySet<string> | undefined => {
    const alarm = alarms.get(world);
    alarm?.stop();
    alarms.delete(world);
    names.delete(world);
    return alarm?.processes;
  };
  const ringAll = (world: string): void => {
    for (const process of remove(world) ?? []) ring(process, world);
  };
  return {
    set: (world, process) => {
      const known = alarms.get(world);
      if (known !== undefined) {
        known.processes.add(process);
        return;
      }
      const onChange = (): void => ringAll(world);
      const stops = [worlds.watch(world, onChange), journals.watch(world, onChange, onChange)];
      const stop = (): void => {
        for (const one of stops) one();
      };
      alarms.set(world, { processes: new Set([process]), stop });
      const oldest = addLatest(names, world, maxAlarms);
      if (oldest !== undefined) remove(oldest);
    },
    close: () => {
      for (const world of alarms.keys()) remove(world);
    },
  };
}
