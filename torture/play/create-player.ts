/** Plays plans with a client in this program: in virtual time, without sockets. */
import type { Client } from '../life/client.ts';
import type { LifePlan } from '../life/plan.ts';
import { findLinkEnd, linkWorld } from './link-life.ts';
import type { Player, Played } from './player.ts';
import type { Gate } from './gate.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { playLife } from './play-life.ts';
import { createWorlds, start } from './world.ts';

export interface PlayerOptions {
  /** Replaces limits of a life. */
  readonly limits?: Partial<Limits>;
  /** Where requests come in that do not come through `fetch`. */
  readonly gate?: Gate;
}

export function createPlayer(client: Client, { limits = {}, gate }: PlayerOptions = {}): Player {
  const worlds = createWorlds();
  return {
    play: async (plan: LifePlan): Promise<Played> => {
      const { life, world, entries } = await playLife(client, plan, worlds, {
        limits: { ...defaultLimits, ...limits },
        gate,
      });
      return {
        life,
        createLink: async (until = Number.POSITIVE_INFINITY) =>
          linkWorld(world, entries, { start, until: Math.min(findLinkEnd(life), until) }),
      };
    },
  };
}
