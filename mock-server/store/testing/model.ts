/** A store as simple as possible, which every store is compared with: it keeps all entries, and only shows the later ones. */
import type { LogEntry } from '../../domain/entry.ts';
import type { Checkpoint, LogPart } from '../port.ts';

export interface ModelWorld {
  readonly entries: readonly LogEntry[];
  readonly checkpoint?: Checkpoint<unknown>;
}

export const getLast = ({ entries }: ModelWorld) => entries.at(-1);

export function lookInModel(world: ModelWorld | undefined, after: number): LogPart<unknown> {
  const { entries = [], checkpoint } = world ?? {};
  const start = checkpoint?.position ?? 0;
  const isKnown = after >= start && after <= entries.length;
  const later = entries.filter(({ position }) => position > (isKnown ? after : start));
  return isKnown || checkpoint === undefined ? { entries: later } : { checkpoint, entries: later };
}
