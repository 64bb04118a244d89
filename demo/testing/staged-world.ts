/** The staged world without a port and the player in it; time passes when a test says so. */
import { collectBody } from '../../mock-server/django/message.ts';
import type { Fixture } from '../../mock-server/domain/fixture.ts';
import type { LogEntry } from '../../mock-server/domain/entry.ts';
import type { JournalEntry } from '../../mock-server/journal/entry.ts';
import { engineUnderTest, type EngineUnderTest } from '../../mock-server/testing/engine-under-test.ts';
import { duration, type Instant } from '../../time/time.ts';
import { createEngineStage } from '../engine-stage.ts';
import { Player } from '../player/player.ts';
import type { Received, StagedRequest } from '../player/stage.ts';
import demoWorld from 'prepared:demo-world.json';

export interface StagedWorld extends Pick<EngineUnderTest, 'control' | 'engine' | 'now'> {
  readonly player: Player;
  /** The requests so far. */
  readonly journal: readonly JournalEntry[];
  /** The entries of the log so far. */
  readonly log: readonly LogEntry[];
  /** Lets this many real seconds pass, a quarter of a second at a time. */
  readonly play: (seconds: number) => Promise<void>;
}

export function stageWorld(seed = 'demo', at?: Instant): StagedWorld {
  const fixture = { ...(demoWorld as Fixture), seed };
  const { engine, now, wait, control } = engineUnderTest({ fixture }, at);
  const journal: JournalEntry[] = [];
  const log: LogEntry[] = [];
  engine.worlds.watch('default', (entry) => log.push(entry));
  const send = async ({ method, path: target, token, body }: StagedRequest): Promise<Received> => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      host: '127.0.0.1:4010',
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const context = await engine.respond({
      method,
      target,
      headers,
      body: Buffer.from(text).toString('latin1'),
    });
    const reply = await collectBody(context.response);
    const noted = engine.journal(context);
    if (noted !== undefined) journal.push(noted.entry);
    if (context.delivery?.reset === true) return { status: 0 };
    const retryAfter = reply.headers.find(([name]) => name === 'Retry-After')?.[1];
    return {
      status: reply.status,
      ...(retryAfter === undefined ? {} : { retryAfter: Number(retryAfter) }),
      ...(reply.body.startsWith('{') || reply.body.startsWith('[')
        ? { json: JSON.parse(reply.body) as unknown }
        : {}),
    };
  };
  const player = new Player(createEngineStage(engine, now, send), seed);
  return {
    engine,
    now,
    control,
    player,
    journal,
    log,
    play: async (seconds) => {
      for (let quarters = 4 * seconds; quarters > 0; quarters -= 1) {
        await player.step();
        wait(duration(250));
      }
      await player.step();
    },
  };
}
