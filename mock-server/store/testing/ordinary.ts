/**
 * Shows a shared store as an ordinary one, so that the same tests hold for both: without its time, which it checks instead, and
 * with the times of drafts.
 */
import { instant, type Instant } from '../../../time/time.ts';
import type { Checkpoint, LogPart } from '../port.ts';
import type { TestStore } from './test-store.ts';

/** @param reals the times of drafts and checkpoints, by world and nonce or position; kept while stores are opened again */
export function showAsOrdinary(store: TestStore, reals: Map<string, Instant>): TestStore {
  const latest = new Map<string, Instant>();
  const toCheckpoint = (world: string, checkpoint: Checkpoint<unknown>) => ({
    checkpoint: { ...checkpoint, real: reals.get(`${world}@${checkpoint.position}`) ?? checkpoint.real },
  });
  const toOrdinary = (world: string, after: number, part: LogPart<unknown>) => {
    const { now, isWhole } = part;
    const { entries, checkpoint } = selectNew(part, after);
    if (entries.length === 0 && checkpoint === undefined && isWhole === true) latest.delete(world);
    const times = entries.map(({ real }) => real);
    if (now === undefined || now < (latest.get(world) ?? now)) throw new Error('Time goes back.');
    if (times.some((time, index) => time < (times[index - 1] ?? time) || time > now))
      throw new Error('An entry is not in the order of time.');
    latest.set(world, now);
    return {
      ...(checkpoint === undefined ? {} : toCheckpoint(world, checkpoint)),
      entries: entries.map((entry) => ({
        ...entry,
        real: reals.get(`${world} ${entry.nonce}`) ?? entry.real,
      })),
    };
  };
  return {
    ...store,
    look: async (world, after) => toOrdinary(world, after, await store.look(world, after)),
    append: async (world, draft, after) => {
      reals.set(`${world} ${draft.nonce}`, draft.real);
      const part = toOrdinary(world, after, await store.append(world, draft, after));
      // It may give what came later, too.
      const own = part.entries.findIndex(({ nonce }) => nonce === draft.nonce);
      return { ...part, entries: part.entries.slice(0, own + 1) };
    },
    snapshot: async (world, checkpoint) => {
      reals.set(`${world}@${checkpoint.position}`, checkpoint.real);
      await store.snapshot(world, checkpoint);
    },
    // Using them changes their order.
    worlds: async () =>
      (await store.worlds())
        .map(({ name }) => ({ name, used: instant(0) }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** A shared store may give all that it has, although the caller knows a part of it. */
function selectNew({ entries, checkpoint }: LogPart<unknown>, after: number): LogPart<unknown> {
  const start = checkpoint?.position ?? 0;
  const isKnown = after >= start && after <= (entries.at(-1)?.position ?? start);
  if (isKnown) return { entries: entries.filter(({ position }) => position > after) };
  return checkpoint === undefined ? { entries } : { checkpoint, entries };
}
