/** Logs of worlds as text, to download and to restore from. */
import { createHash } from 'node:crypto';

import { loadLogChecks } from '../../../openapi/shipped.ts';
import { getTime } from '../../domain/clock.ts';
import type { Rules } from '../../domain/fold.ts';
import { createRestoreIntent } from '../../domain/snapshot.ts';
import type { World } from '../../domain/world.ts';
import type { LogText, ReadLog } from '../log-text.ts';
import { createMemoryStore } from '../memory.ts';
import { restoreWorld } from '../restore-world.ts';
import { createBeside } from './beside.ts';
import { loadLines } from './load-lines.ts';
import { createStateParser, toPlainState } from './world-state.ts';
import { createDigests, createLineWriter, headLine } from './write-lines.ts';

const digestText = (text: string): string => createHash('sha256').update(text).digest('hex');

/** @param rules those of this mock */
export function createLogText(rules: Rules): LogText {
  const { beginning, lifeCycle } = rules;
  const digests = createDigests(digestText);
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
      const bytes = Buffer.from(text);
      const memory = createMemoryStore<World>();
      const loaded = await loadLines(toPieces(bytes), {
        memory,
        beside: createBeside(beginning, lifeCycle, digests),
        parseState: createStateParser(lifeCycle),
        checkAt: await loadLogChecks(),
      });
      if (loaded.kind === 'unreadable') return refuse(loaded.reason);
      const [misfit] = loaded.misfits.values();
      if (misfit !== undefined) return refuse(misfit);
      if (loaded.end < bytes.length) return refuse('its last line is not complete');
      const [world, ...others] = memory.worlds();
      if (world === undefined) return refuse('its world was removed');
      if (others.length > 0) return refuse('it has more than one world; only a log of one can be restored');
      const restored = restoreWorld(world.name, memory.look(world.name, -1), rules);
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
