/** Three mocks share a Redis, clients use them, and everything goes wrong that can; then each response is judged. */
import { setTimeout as sleep } from 'node:timers/promises';

import { openRedis } from '../../../store/redis/open-redis.ts';
import { startRedisServer } from '../../../store/redis/testing/redis-server.ts';
import { createRedisOptions } from '../../../testing/redis-options.ts';
import type { Exchange } from '../../history.ts';
import { createDraw, type WorldKind } from '../draw-action.ts';
import { playHistory } from '../play-history.ts';
import { createHttpClient } from './ask-process.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { faults, type Surroundings } from './faults.ts';
import { type ChaosReport, judgeChaos, type PlayedWorld } from './judge-chaos.ts';
import { startMockProcess } from './mock-process.ts';
import { createRecorder, type Recorder } from './recorder.ts';

export interface ChaosOptions {
  readonly seed: number;
  /** How long faults happen at least, in milliseconds. */
  readonly length: number;
  /** Worlds that are used at the same time, each by a few clients. */
  readonly worlds: number;
  /** Between two requests of a client, at most, in milliseconds. */
  readonly maxPause: number;
  /** Between two faults, at most, in milliseconds. */
  readonly maxCalm: number;
  /** Called with a line for people now and then. */
  readonly onProgress?: (line: string) => void;
}

/** Fewer prove too little. */
export const minAcknowledged = 50;
const maxExtension = 6;
const processes = 3;
const kinds: readonly WorldKind[] = ['frozen', 'running', 'frozen', 'wild'];

const pass = async (milliseconds: number): Promise<void> => sleep(milliseconds);

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, length, onProgress = () => undefined } = options;
  const redis = await startRedisServer({ isDurable: true });
  const proxies = await Promise.all(
    Array.from({ length: processes }, async () => startFaultProxy(redis.port)),
  );
  const mocks = await Promise.all(
    proxies.map(async (proxy) => ({
      proxy,
      mock: await startMockProcess(`redis://127.0.0.1:${proxy.port}`),
    })),
  );
  const store = await openRedis(createRedisOptions(redis.url));
  const recorder = createRecorder(store);
  const client = createHttpClient();
  const counts = new Map<string, number>();
  let acknowledged = 0;
  const send: Play['send'] = async (request, process) => {
    const reply = await client.send(mocks[process]?.mock.url ?? '', request);
    if (request.method !== 'GET' && reply !== undefined && reply.status < 300) acknowledged += 1;
    return reply;
  };
  const end = Date.now() + length;
  // On a slow machine it takes longer until everything has happened.
  const isEnough = (): boolean =>
    acknowledged >= minAcknowledged && Object.keys(faults).every((name) => counts.has(name));
  const goesOn = (): boolean => Date.now() < (isEnough() ? end : end + maxExtension * length);
  try {
    const surroundings = { redis, mocks, wait: pass };
    const [played] = await Promise.all([
      playWorlds({ ...options, send, wait: pass, goesOn, recorder }),
      ...listFaultLoops(seed).map(async (loop) =>
        harm({ ...loop, surroundings, counts, goesOn, maxCalm: options.maxCalm, onProgress }),
      ),
    ]);
    onProgress('No more faults. All processes must recover.');
    const recovered = await Promise.all(mocks.map(async ({ mock }) => recover(mock.url, client)));
    const report = await judgeChaos(played, recorder, onProgress);
    const deaths = mocks.flatMap(({ mock }) => mock.deaths);
    const unrecovered = recovered.filter((is) => !is).length;
    return { ...report, seed, faults: Object.fromEntries(counts), deaths, unrecovered };
  } finally {
    client.close();
    await Promise.all(mocks.map(async ({ mock }) => mock.kill()));
    await store.close();
    await Promise.all(proxies.map(async (proxy) => proxy.close()));
    await redis.stop();
  }
}

/** What happens to processes, and what happens to Redis and the network, at the same time. */
const listFaultLoops = (seed: number) =>
  [/process/u, /^(?!.*process)/u].map((pattern, index) => ({
    names: Object.keys(faults).filter((name) => pattern.test(name)),
    draw: createDraw([seed, 10 + index]),
  }));

interface FaultLoop {
  readonly names: readonly string[];
  readonly draw: () => number;
  readonly surroundings: Omit<Surroundings, 'draw'>;
  readonly counts: Map<string, number>;
  readonly goesOn: () => boolean;
  readonly maxCalm: number;
  readonly onProgress: (line: string) => void;
}

/** Each fault comes once in a round, the rounds in random orders. */
async function harm({
  names,
  draw,
  surroundings,
  counts,
  goesOn,
  maxCalm,
  onProgress,
}: FaultLoop): Promise<void> {
  const { mocks, wait } = surroundings;
  let round: string[] = [];
  while (goesOn()) {
    await wait(draw() * maxCalm);
    if (round.length === 0) round = [...names];
    const [name = ''] = round.splice(Math.floor(draw() * round.length), 1);
    const index = Math.floor(draw() * mocks.length);
    const mock = mocks[index];
    if (mock === undefined) continue;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    onProgress(name.startsWith('Redis') ? name : `${name} (${index})`);
    await faults[name]?.(mock, { ...surroundings, draw });
  }
}

interface Play extends ChaosOptions {
  readonly send: Parameters<typeof playHistory>[0]['send'];
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly goesOn: () => boolean;
  readonly recorder: Recorder;
}

/** Worlds one after another, several at the same time. */
async function playWorlds(play: Play): Promise<readonly PlayedWorld[]> {
  const { seed, worlds, maxPause, goesOn, recorder, send, wait } = play;
  const played: PlayedWorld[] = [];
  const lane = async (number: number): Promise<void> => {
    for (let turn = 0; goesOn(); turn += 1) {
      const draw = createDraw([seed, number, turn]);
      const kind = kinds[(number + turn) % kinds.length] ?? 'frozen';
      const world = `chaos-${number}-${turn}`;
      const exchanges: Exchange[] = [];
      played.push({ world, kind, exchanges });
      // A wild world is used for so long that it gets checkpoints.
      const commands = kind === 'wild' ? 800 : 60;
      const stage = { world, kind, clients: 4, commands, processes, draw, maxPause, send, wait, goesOn };
      const over = playHistory({ ...stage, now: Date.now }).then((done) => exchanges.push(...done));
      let isOver = false;
      const hasEnded = (): boolean => isOver;
      const following = (async () => {
        while (!hasEnded()) {
          await recorder.follow(world);
          await wait(300);
        }
      })();
      await over;
      isOver = true;
      await following;
    }
  };
  await Promise.all(Array.from({ length: worlds }, async (_, number) => lane(number)));
  return played;
}

/** A process may take a while; that it never does is the failure. */
async function recover(url: string, client: ReturnType<typeof createHttpClient>): Promise<boolean> {
  const request = { isControl: true, method: 'GET', target: '/__mock__/api/worlds/recovered/clock' };
  for (let tries = 0; tries < 600; tries += 1) {
    const reply = await client.send(url, request);
    if (reply?.status === 200) return true;
    await sleep(200);
  }
  return false;
}
