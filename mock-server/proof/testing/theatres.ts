/** Where random histories can be played, by the name of the store. */
import { duration } from '../../../time/time.ts';
import { openRedis } from '../../store/redis/open-redis.ts';
import { startRedisServer } from '../../store/redis/testing/redis-server.ts';
import { getDefaultReadings } from '../../../openapi/questions.ts';
import { fixture, spec, terms } from '../../testing/shipped.ts';
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
  const idle = duration(86_400_000);
  const readings = getDefaultReadings(spec.questions);
  const options = {
    url,
    beginning: { fixture },
    terms,
    spec,
    readings,
    idle,
    max: 5000,
    warn: () => undefined,
  };
  const theatre = await createRealTheatre(async () => openRedis(options));
  return {
    ...theatre,
    close: async () => {
      await theatre.close();
      await stop();
    },
  };
}
