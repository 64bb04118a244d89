/** The part of a store that belongs to a team: its worlds are there under `team/name`, and nowhere else. */
import type { World } from '../domain/world.ts';
import { firstWorld } from '../domain/world-names.ts';
import { andThen, type Later } from '../portions/portions.ts';
import type { Bus, LogPart, StoredWorld, WorldStore } from '../store/port.ts';

/** The name of a team's world for the operator, and in the store. */
export const toFullName = (team: string, world: string): string => `${team}/${world}`;

/** @returns undefined for a name that is not of a team */
export function splitFullName(name: string): readonly [team: string, world: string] | undefined {
  const cut = name.indexOf('/');
  return cut <= 0 ? undefined : [name.slice(0, cut), name.slice(cut + 1)];
}

/** The worlds of a team in a list, under their short names. */
export function selectOfTeam<Item extends { readonly name: string }>(
  team: string,
  all: readonly Item[],
): readonly Item[] {
  const prefix = toFullName(team, '');
  return all
    .filter(({ name }) => name.startsWith(prefix))
    .map((one) => ({ ...one, name: one.name.slice(prefix.length) }));
}

/**
 * @param limits the number of worlds besides the default one, which may change: in a store that others use too, the longest unused
 * makes room for a new one
 */
export function scopeStore(
  store: WorldStore<World>,
  team: string,
  limits: { readonly max: number },
): WorldStore<World> {
  const full = (world: string): string => toFullName(team, world);
  const shorten = (part: LogPart<World>, name: string): LogPart<World> => {
    const { checkpoint } = part;
    // One that was read from a store has the name that it has there.
    if (checkpoint === undefined || checkpoint.state.name !== full(name)) return part;
    return { ...part, checkpoint: { ...checkpoint, state: { ...checkpoint.state, name } } };
  };
  const listWorlds = (): Later<readonly StoredWorld[]> =>
    andThen(store.worlds(full('')), (all) => selectOfTeam(team, all));
  const makeRoom = async (begun: string): Promise<void> => {
    const others = (await listWorlds()).filter(({ name }) => name !== firstWorld && name !== begun);
    for (const { name } of others.slice(0, Math.max(0, others.length + 1 - limits.max)))
      await store.remove(full(name));
  };
  return {
    costly: store.costly,
    ...(store.shared === undefined
      ? {}
      : { shared: { ...store.shared, bus: scopeBus(store.shared.bus, full) } }),
    look: (world, after) => andThen(store.look(full(world), after), (part) => shorten(part, world)),
    append: (world, draft, after) => {
      const add = () => andThen(store.append(full(world), draft, after), (part) => shorten(part, world));
      const begins = draft.intent.kind === 'reset' && draft.intent.ifNew === true && world !== firstWorld;
      return store.shared !== undefined && begins ? makeRoom(world).then(add) : add();
    },
    snapshot: (world, checkpoint) => store.snapshot(full(world), checkpoint),
    remove: (world) => store.remove(full(world)),
    worlds: listWorlds,
    // Others use it, too; who opened it closes it.
    close: () => undefined,
  };
}

function scopeBus(bus: Bus, full: (channel: string) => string): Bus {
  return {
    publish: (channel, text) => bus.publish(full(channel), text),
    subscribe: (channel, onText) => bus.subscribe(full(channel), onText),
  };
}
