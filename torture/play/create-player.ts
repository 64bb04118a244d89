/** Plays plans with a client in this program: in virtual time, without sockets. */
import type { Client } from '../life/client.ts';
import type { LifePlan } from '../life/plan.ts';
import { findLinkEnd, linkWorld } from './link-life.ts';
import type { Player, Played } from './player.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { playLife } from './play-life.ts';
import { createWorlds, start } from './world.ts';

export interface PlayerOptions {
  /** Replaces limits of a life. */
  readonly limits?: Partial<Limits>;
}

export function createPlayer(client: Client, { limits = {} }: PlayerOptions = {}): Player {
  const worlds = createWorlds();
  return {
    play: async (plan: LifePlan): Promise<Played> => {
      const { life, world, entries } = await playLife(client, plan, worlds, { ...defaultLimits, ...limits });
      return {
        life,
        createLink: async (until = Number.POSITIVE_INFINITY) =>
          linkWorld(world, entries, { start, until: Math.min(findLinkEnd(life), until) }),
      };
    },
  };
}
