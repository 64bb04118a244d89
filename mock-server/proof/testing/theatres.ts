/** Where random histories can be played, by the name of the store. */
import { openRedis } from '../../store/redis/open-redis.ts';
import { startRedisServer } from '../../store/redis/testing/redis-server.ts';
import { createRedisOptions } from '../../testing/redis-options.ts';
import { createRealTheatre, createVirtualTheatre, type Theatre } from './play-in-process.ts';

export interface TheatreRow {
  readonly open: () => Promise<Theatre>;
  /** How many histories are played at the same time. */
  readonly together: number;
}

export const theatres: Readonly<Record<string, TheatreRow>> = {
  memory: { open: createVirtualTheatre, together: 1 },
  redis: { open: openRedisTheatre, together: 8 },
};

/** A real server, which is started for this. */
async function openRedisTheatre(): Promise<Theatre> {
  const { url, stop } = await startRedisServer();
  const theatre = await createRealTheatre(async () => openRedis(createRedisOptions(url)));
  return {
    ...theatre,
    close: async () => {
      await theatre.close();
      await stop();
    },
  };
}
