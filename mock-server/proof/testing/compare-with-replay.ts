/** Compares each response that clients got with that of one process that replays the log of the world. */
import { isDeepStrictEqual } from 'node:util';

import type { LogEntry } from '../../domain/entry.ts';
import { type Exchange, isKnown, isReading, type Reply } from '../history.ts';
import { formatExchange } from '../judge-history.ts';
import { toRequest } from '../requests.ts';
import { Claims } from './claims.ts';
import { isReplayed } from './find-in-replay.ts';
import { canWrite } from './match-intents.ts';
import type { Replay } from './replay.ts';
import { isSameInProcess, showDifference } from './same-reply.ts';

export interface Comparison {
  /** Responses that a process could have given that replays the log. */
  readonly equal: number;
  /** Acknowledged commands that the log does not have. */
  readonly lost: readonly string[];
  /** Responses that no process could have given that replays the log. */
  readonly different: readonly string[];
  /** Entries that nobody wanted. */
  readonly unwanted: readonly string[];
}

/** @param isSame whether two responses are the same as far as a client could see it */
export async function compareWithReplay(
  exchanges: readonly Exchange[],
  replay: Replay,
  isSame: (got: Reply, replayed: Reply) => boolean = isSameInProcess,
): Promise<Comparison> {
  const lost: string[] = [];
  const different: string[] = [];
  const claims = new Claims();
  let equal = 0;
  /** What looks as if it had written an entry may have found nothing to do, and leave the entry to another exchange. */
  const claim = async (exchange: Exchange, positions: readonly number[]): Promise<boolean> => {
    if (claims.add(exchange, positions)) return true;
    if (await isReplayed(exchange, replay, isSame)) return true;
    for (const position of positions) {
      const owner = claims.getOwner(position);
      if (owner !== undefined && (await isReplayed(owner, replay, isSame))) {
        claims.replace(position, exchange, positions);
        return true;
      }
    }
    return false;
  };
  for (const exchange of exchanges.filter(isKnown)) {
    const written = await listOwnEntries(exchange, replay, isSame);
    if (written.length > 0 && (await claim(exchange, written))) equal += 1;
    else if (written.length === 0 && (await isReplayed(exchange, replay, isSame))) equal += 1;
    else if (isReading(exchange) || (exchange.reply?.status ?? 0) >= 300)
      different.push(await describeDifference(exchange, replay));
    else if (listWantedEntries(exchange, replay).length === 0) lost.push(formatExchange(exchange));
    else different.push(await describeDifference(exchange, replay));
  }
  const unwanted = listUnwanted(exchanges, replay, claims);
  return { equal, lost, different, unwanted };
}

/** Entries that did something, and belong neither to an acknowledged command nor to one whose outcome is unknown. */
function listUnwanted(
  exchanges: readonly Exchange[],
  { entries, hasEffect }: Replay,
  claims: Claims,
): readonly string[] {
  const open = entries.filter(
    (entry) => !claims.has(entry.position) && !isOfNobody(entry) && hasEffect(entry.position),
  );
  for (const exchange of exchanges.filter((one) => !claims.hasOwner(one))) {
    const latest = isKnown(exchange) ? exchange.to : exchange.to + maxDelay;
    const own = open.filter(
      ({ real, intent }) => real >= exchange.from && real <= latest && canWrite(exchange.action, intent),
    );
    claims.add(
      exchange,
      own.map(({ position }) => position),
    );
  }
  return open
    .filter(({ position }) => !claims.has(position))
    .map(({ position, intent }) => `  entry ${position}: ${JSON.stringify(intent).slice(0, 200)}`);
}

/** An entry may arrive so long after the client gave up, in milliseconds. */
const maxDelay = 15_000;

/** Shows the response of the replaying process at the end of the exchange. */
async function describeDifference(exchange: Exchange, replay: Replay): Promise<string> {
  const { action, world, to, from, reply } = exchange;
  const seen = replay.entries.filter(({ real }) => real <= to);
  const answered = await replay.answer(toRequest(action, world), seen.length, to);
  const span = `positions ${seen.filter(({ real }) => real < from).length} to ${seen.length}`;
  return `${formatExchange(exchange)}\n    ${span}; the last: ${showDifference(reply, answered.reply)}`;
}

/** A world begins by itself, and a response counts as a poll. */
const isOfNobody = ({ intent }: LogEntry): boolean =>
  intent.kind === 'poll' || (intent.kind === 'reset' && intent.ifNew === true);

/** It did something, so that it has its own entry. */
const isAcknowledged = (exchange: Exchange): boolean =>
  isKnown(exchange) && !isReading(exchange) && (exchange.reply?.status ?? 500) < 300;

const listWantedEntries = ({ action, from, to }: Exchange, { entries }: Replay): readonly LogEntry[] =>
  entries.filter(({ real, intent }) => real >= from && real <= to && canWrite(action, intent));

/** The entries that may be its own: the request, when it is answered there, writes that entry and gets that response. */
async function listOwnEntries(
  exchange: Exchange,
  replay: Replay,
  isSame: (got: Reply, replayed: Reply) => boolean,
): Promise<readonly number[]> {
  const { reply, action, world } = exchange;
  if (reply === undefined || !isAcknowledged(exchange)) return [];
  const own: number[] = [];
  for (const { position, real, intent } of listWantedEntries(exchange, replay)) {
    const { reply: replayed, intents } = await replay.answer(toRequest(action, world), position - 1, real);
    if (isDeepStrictEqual(intents, [intent]) && isSame(reply, replayed)) own.push(position);
  }
  return own;
}
