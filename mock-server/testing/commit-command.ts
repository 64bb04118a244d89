/** Does something to a world from outside, at a time, for tests. */
import type { WorldCommand } from '../domain/command.ts';
import type { Intent } from '../domain/entry.ts';
import type { Worlds } from '../store/worlds-port.ts';

/** Commits the intent that comes to this command, in a world whose time is the real time. */
export function commitCommand(worlds: Worlds, world: string, command: WorldCommand): void {
  void worlds.commit(world, toIntent(command), command.at);
}

function toIntent(command: WorldCommand): Intent {
  if (command.kind === 'submit') {
    const { owner, rows, scenario } = command;
    return { kind: 'submit', owner, rows, scenario };
  }
  if (command.kind === 'intervene') return { kind: command.cause, job: command.job };
  const { at: _, ...intent } = command;
  return intent.kind === 'force' ? { ...intent, anyway: true } : intent;
}
