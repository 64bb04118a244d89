/** Checks whether the process that took a lock is still running. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

import { getErrorCode } from '../../files/disk.ts';

/** The process data in a lock. */
export interface Holder {
  readonly pid: number;
  /** When its process was started, in a unit of the system's own; another process may have the number by now. */
  readonly born?: string;
}

/** The processes of this machine, as a port. */
export interface Processes {
  /** The number of this process. */
  readonly pid: number;
  /** Undefined if the system does not know it, or if the process does not exist. */
  readonly getBirth: (pid: number) => string | undefined;
  /** @throws the system's error: `ESRCH` if the process does not exist, `EPERM` if it belongs to another user */
  readonly probe: (pid: number) => void;
  /** Gives another process time to finish writing. */
  readonly wait: () => Promise<void>;
}

export const systemProcesses: Processes = {
  pid: process.pid,
  // Field 22 of the process status on Linux.
  getBirth: (pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name, in parentheses, may hold anything.
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    } catch {
      return undefined;
    }
  },
  probe: (pid) => {
    process.kill(pid, 0);
  },
  wait: async () => setTimeout(100),
};

/** This process itself does not hold the lock yet: in a container the one before may have had its number. */
export function isRunning({ pid, born }: Holder, processes: Processes): boolean {
  const now = processes.getBirth(pid);
  if (born !== undefined && now !== undefined) return born === now;
  if (pid === processes.pid) return false;
  try {
    processes.probe(pid);
    return true;
  } catch (error) {
    return getErrorCode(error) === 'EPERM';
  }
}
