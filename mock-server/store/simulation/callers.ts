/** The calls of clients: what a process does for them, and whether its response can be true. */
import type { Intent } from '../../domain/entry.ts';
import type { Rules } from '../../domain/fold.ts';
import { StoreError } from '../port.ts';
import { type Call, findLie, type Response } from './calls.ts';
import type { Chance } from './chance.ts';
import type { Endings } from './endings.ts';
import { drawIntent, formatIntent } from './markers.ts';
import type { SimulatedProcess } from './processes.ts';
import type { SimulationRecord } from './record.ts';
import type { ServerClock } from './server-clock.ts';
import type { Truth } from './truth.ts';

export type CallKind = 'remove' | 'read' | 'write';

export interface Callers {
  /** @param done called when the call is over, whatever came of it */
  readonly call: (
    client: string,
    process: SimulatedProcess,
    world: string,
    kind: CallKind,
    done: () => void,
  ) => void;
}

export interface CallersDeps {
  readonly record: SimulationRecord;
  readonly now: () => number;
  readonly chance: Chance;
  readonly truth: Truth;
  readonly clock: ServerClock;
  readonly rules: Rules;
  readonly endings: Endings;
  readonly sent: SentIntents;
  readonly isNotApplied: (error: StoreError) => boolean;
  readonly hasRows: boolean;
}

/** The intents that processes gave to their stores. */
export interface SentIntents {
  readonly byNonce: Map<string, Intent>;
  readonly nonces: Map<Intent, string[]>;
  /** Those of which a response said that they are not applied. */
  readonly denied: Set<string>;
}

export function createCallers(deps: CallersDeps): Callers {
  const { record, now, chance, truth, clock, rules, endings, sent, isNotApplied, hasRows } = deps;
  let numbers = 0;

  const respond = async (process: SimulatedProcess, call: Call, isWrite: boolean): Promise<Response> => {
    const { worlds } = process;
    if (worlds.shared === undefined) throw new Error('The store is not shared.');
    const looked = await worlds.shared.open(call.world);
    const real = worlds.shared.getTime(call.world, looked);
    const world = worlds.get(call.world);
    if (world === undefined) throw new StoreError('The world was removed meanwhile.');
    if (!isWrite) return { world, real };
    const intent = drawIntent(chance, world, { number: (numbers += 1), now: real, hasRows });
    call.intent = intent;
    const committed = await worlds.commit(call.world, intent, real);
    if (committed === undefined) throw new StoreError('The world was removed meanwhile.');
    return committed;
  };

  const remove = async (process: SimulatedProcess, world: string): Promise<undefined> => {
    const finish = endings.remove(world);
    const before = truth.look(world).life;
    try {
      await process.worlds.drop(world);
    } catch (error) {
      finish(error instanceof StoreError && isNotApplied(error));
      throw error;
    }
    finish(true);
    if (before !== undefined && before.ended === undefined)
      record.fail(`World ${world} was removed, but it is still there.`);
    return undefined;
  };

  const checkError = (call: Call, error: unknown): void => {
    if (!(error instanceof StoreError)) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      record.fail(`${call.name}: it crashed: ${text}`);
      return;
    }
    record.count('503');
    if (call.intent === undefined || !isNotApplied(error)) return;
    record.count('503 that says "not applied"');
    for (const nonce of sent.nonces.get(call.intent) ?? []) {
      sent.denied.add(nonce);
      // In a life that has ended, it has no effect any more.
      if (truth.find(nonce).some(({ life }) => life.ended === undefined))
        record.fail(`${call.name}: it says that ${describe(call.intent)} was not applied, but it was.`);
    }
  };

  const getSent = (intent: Intent): readonly string[] => sent.nonces.get(intent) ?? [];
  const checkResponse = (call: Call, response: Response | undefined): string => {
    if (response === undefined) return 'removed';
    endings.use(call.world, call.began);
    const lie = findLie(call, response, { truth, rules, clock, getSent });
    if (lie !== undefined) record.fail(`${call.name}${describe(call.intent)}: ${lie}.`);
    const { world, real, decision } = response;
    return `position ${world.position} at ${real}${decision === undefined ? '' : `, ${decision.kind}`}`;
  };

  return {
    call: (client, process, world, kind, done) => {
      const before = truth.look(world);
      const name = `${client} to ${process.name}: ${kind} ${world}`;
      const call: Call = { name, world, began: now(), before, shown: before.life?.shown ?? 0 };
      record.count(kind);
      record.note(`${name} ...`);
      let isOver = false;
      const end = (result: string): void => {
        if (isOver) return;
        isOver = true;
        forget();
        record.note(`${name}${describe(call.intent)} -> ${result}`);
        done();
      };
      const forget = process.whenKilled(() => end('the process is gone'));
      const work = kind === 'remove' ? remove(process, world) : respond(process, call, kind === 'write');
      work.then(
        (response) => {
          if (!isOver) end(checkResponse(call, response));
        },
        (error: unknown) => {
          if (isOver) return;
          checkError(call, error);
          end(`503: ${error instanceof Error ? error.message : String(error)}`);
        },
      );
    },
  };
}

const describe = (intent: Intent | undefined): string =>
  intent === undefined ? '' : `, ${formatIntent(intent)}`;
