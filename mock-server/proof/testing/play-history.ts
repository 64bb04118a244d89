/** Several clients use a world through several processes. */
import type { Exchange, Reply } from '../history.ts';
import { type Request, toRequest } from '../requests.ts';
import {
  createKnownJobs,
  drawAction,
  type Draw,
  firstAction,
  learn,
  pick,
  type WorldKind,
} from './draw-action.ts';

export interface Stage {
  readonly world: string;
  readonly kind: WorldKind;
  readonly clients: number;
  /** Of all clients together. */
  readonly commands: number;
  readonly processes: number;
  readonly draw: Draw;
  /** By the clock of the store. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** @returns undefined if the client learns nothing about its request */
  readonly send: (request: Request, process: number) => Promise<Reply | undefined>;
  /** How long a client waits between two requests at most. */
  readonly maxPause: number;
  /** Called before each request; the clients stop when it returns false. */
  readonly goesOn?: () => boolean;
}

export async function playHistory(stage: Stage): Promise<readonly Exchange[]> {
  const { world, kind, clients, commands, processes, draw, now, wait, maxPause } = stage;
  const jobs = createKnownJobs();
  const exchanges: Exchange[] = [];
  let events = 0;
  let sent = 0;
  const playClient = async (client: number): Promise<void> => {
    await wait(draw() * maxPause);
    while (sent < commands && (stage.goesOn?.() ?? true)) {
      const action = (sent === 0 ? firstAction(kind) : undefined) ?? drawAction(draw, kind, jobs);
      sent += 1;
      const process = Math.floor(draw() * processes);
      const begun = { world, client, process, action, start: (events += 1), from: now() };
      const reply = await stage.send(toRequest(action, world), process);
      const exchange: Exchange = {
        ...begun,
        end: (events += 1),
        to: now(),
        ...(reply === undefined ? {} : { reply }),
      };
      exchanges.push(exchange);
      learn(jobs, exchange);
      await wait(draw() * pick(draw, [0, 1, 1]) * maxPause);
    }
  };
  await Promise.all(Array.from({ length: clients }, async (_, client) => playClient(client)));
  return exchanges;
}
