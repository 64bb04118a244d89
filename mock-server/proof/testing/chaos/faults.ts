/** What can go wrong: each fault does its harm, and undoes it after a while. */
import type { RedisServer } from '../../../store/redis/testing/redis-server.ts';
import type { Draw } from '../draw-action.ts';
import type { FaultProxy } from './fault-proxy.ts';
import type { MockProcess } from './mock-process.ts';

export interface Surroundings {
  readonly redis: RedisServer;
  /** Each with the proxy between it and Redis. */
  readonly mocks: readonly { readonly mock: MockProcess; readonly proxy: FaultProxy }[];
  readonly draw: Draw;
  readonly wait: (milliseconds: number) => Promise<void>;
}

type Mock = Surroundings['mocks'][number];

/** By name, in the order in which they come. */
export const faults: Readonly<Record<string, (mock: Mock, surroundings: Surroundings) => Promise<void>>> = {
  'a process killed': async ({ mock }, { draw, wait }) => {
    await mock.kill();
    await wait(draw() * 500);
    await mock.start();
  },
  'connections cut': async ({ proxy }, { draw, wait }) => {
    for (let times = 1 + Math.floor(draw() * 4); times > 0; times -= 1) {
      proxy.cut();
      await wait(draw() * 300);
    }
  },
  'connections stalled': async ({ proxy }, { draw, wait }) => {
    proxy.stall();
    await wait(draw() * 3000);
    proxy.goOn();
  },
  'answers of Redis held back, then cut': async ({ proxy }, { draw, wait }) => {
    proxy.stall('back');
    await wait(20 + draw() * 500);
    proxy.cut();
    proxy.goOn();
  },
  'connections stalled, then cut': async ({ proxy }, { draw, wait }) => {
    proxy.stall();
    await wait(draw() * 500);
    proxy.cut();
    proxy.goOn();
  },
  'the clock of a process set': async ({ mock }, { draw, wait }) => {
    mock.signal('SIGUSR2');
    await wait(draw() * 500);
  },
  'Redis killed and restarted': async (_, { redis, draw, wait }) => {
    await redis.kill();
    await wait(draw() * 1000);
    await redis.start();
  },
  'a process stopped for a while': async ({ mock }, { draw, wait }) => {
    mock.signal('SIGSTOP');
    await wait(draw() * 1500);
    mock.signal('SIGCONT');
  },
  'Redis stopped for a while': async (_, { redis, draw, wait }) => {
    redis.pause();
    await wait(draw() * 2500);
    redis.resume();
  },
};
