/** The world of a checkpoint as a value that can be cloned, and back. */
import { CommandLog } from '../domain/command-log.ts';
import type { WorldCommand } from '../domain/command.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { World, WorldPast, WorldSnapshot } from '../domain/world.ts';

interface PackedPast extends Omit<WorldPast, 'log' | 'fixture'> {
  readonly log: readonly WorldCommand[];
  /** Absent for that of the mock. */
  readonly fixture?: Fixture;
}

type PackedSnapshot = Omit<WorldSnapshot, 'world'> & { readonly world: PackedPast };

interface PackedWorld extends PackedPast, Pick<World, 'position' | 'nonces'> {
  readonly snapshots: readonly PackedSnapshot[];
}

export interface WorldPacker {
  readonly pack: (world: World) => unknown;
  /** @param plain a clone of what `pack` returned */
  readonly unpack: (plain: unknown) => World;
}

/** @param own the fixture of the mock, which all its processes have */
export function createWorldPacker(own: Fixture): WorldPacker {
  const packPast = <Past extends WorldPast>({ log, fixture, ...rest }: Past) => ({
    ...rest,
    log: [...log],
    ...(fixture === own ? {} : { fixture }),
  });
  const unpackPast = <Past extends PackedPast>({ log, fixture = own, ...rest }: Past) => ({
    ...rest,
    log: CommandLog.from(log),
    fixture,
  });
  return {
    pack: ({ snapshots, ...world }) => ({
      ...packPast(world),
      snapshots: snapshots.map(({ world: past, ...snapshot }) => ({ ...snapshot, world: packPast(past) })),
    }),
    unpack: (plain) => {
      const { snapshots, ...world } = plain as PackedWorld;
      return {
        ...unpackPast(world),
        snapshots: snapshots.map(({ world: past, ...snapshot }) => ({
          ...snapshot,
          world: unpackPast(past),
        })),
      };
    },
  };
}
