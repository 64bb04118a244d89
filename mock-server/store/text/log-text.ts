/** Logs of worlds as text, to download and to restore from. */
import { getLogChecks } from './log-checks.ts';
import { getTime } from '../../domain/clock.ts';
import type { Rules } from '../../domain/fold.ts';
import { formatCount, maxLetters } from '../../domain/limits.ts';
import { createRestoreIntent } from '../../domain/snapshot.ts';
import type { World } from '../../domain/world.ts';
import type { RestoreIntent } from '../../domain/entry.ts';
import type { LogPart } from '../port.ts';
import { createMemoryStore } from '../memory.ts';
import { restoreWorld } from '../restore-world.ts';
import { type BesideLimits, createBeside } from './beside.ts';
import { loadLines } from './load-lines.ts';
import { createStateParser } from './checked-state.ts';
import { toPlainState } from './world-state.ts';
import { createDigests, createLineWriter, headLine } from './write-lines.ts';

/** A log comes from anybody. Larger ones would keep all other requests waiting for minutes. */
const limits: BesideLimits = { jobs: 5_000_000, letters: 2 * maxLetters };

export interface LogText {
  readonly format: (world: string, part: LogPart<World>) => string;
  /** The world after the last entry of a log. */
  readonly read: (text: string) => Promise<ReadLog>;
}

export type ReadLog =
  | { readonly kind: 'read'; readonly intent: RestoreIntent }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

/** @param rules those of this mock */
export function createLogText(rules: Rules): LogText {
  const { beginning, lifeCycle } = rules;
  const digests = createDigests();
  return {
    format: (world, { checkpoint, entries }) => {
      const writer = createLineWriter(beginning, digests, toPlainState);
      const first = checkpoint === undefined ? [] : [...writer.checkpoint(world, checkpoint)];
      return [headLine, ...first, ...entries.flatMap((entry) => [...writer.entry(world, entry)])].join('');
    },
    read: async (text) => {
      const [head = ''] = /^.*\n?/.exec(text) ?? [];
      if (head !== headLine) return refuse(`its first line must be ${headLine.trim()}`);
      if (text === headLine) return refuse('it has no entries');
      const bytes = new TextEncoder().encode(text);
      const memory = createMemoryStore<World>();
      const beside = createBeside(beginning, lifeCycle, digests, limits);
      const loaded = await loadLines(toPieces(bytes), {
        memory,
        beside,
        parseState: createStateParser(lifeCycle),
        checkAt: getLogChecks(),
      });
      if (loaded.kind === 'unreadable') return refuse(loaded.reason);
      const [misfit] = loaded.misfits.values();
      if (misfit !== undefined) return refuse(misfit);
      if (loaded.end < bytes.length) return refuse('its last line is not complete');
      const [world, ...others] = memory.worlds();
      if (world === undefined) return refuse('its world was removed');
      if (others.length > 0) return refuse('it has more than one world; only a log of one can be restored');
      const part = memory.look(world.name, -1);
      const returns = part.entries.filter(({ intent }) => intent.kind === 'restore-snapshot').length;
      if (returns * beside.getLargest() > limits.jobs)
        return refuse(`it returns ${formatCount(returns)} times to snapshots of many jobs`);
      const restored = restoreWorld(world.name, part, rules);
      if (restored.kind === 'misfit') return refuse(restored.reason);
      const { clock } = restored.world;
      const real = world.used;
      const stopped = { ...clock, real, world: getTime(clock, real) };
      return { kind: 'read', intent: createRestoreIntent({ ...restored.world, clock: stopped }) };
    },
  };
}

async function* toPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

const refuse = (reason: string): ReadLog => ({
  kind: 'refused',
  reason: `This log cannot be used: ${reason}.`,
});
