/** Compares each response that clients got with that of one process that replays the log of the world. */
import { isDeepStrictEqual } from 'node:util';

import type { LogEntry } from '../../domain/entry.ts';
import { type Exchange, isKnown, isReading, type Reply } from '../history.ts';
import { formatExchange } from '../judge-history.ts';
import { toRequest } from '../requests.ts';
import { canWrite } from './match-intents.ts';
import type { Replay } from './replay.ts';

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
  const unwanted = replay.entries
    .filter((entry) => !claims.has(entry.position) && !isOfNobody(entry))
    .filter(
      (entry) =>
        !exchanges.some(
          (one) => !claims.hasOwner(one) && canWrite(one.action, entry.intent) && one.from <= entry.real,
        ),
    )
    .map(({ position, intent }) => `  entry ${position}: ${JSON.stringify(intent).slice(0, 200)}`);
  return { equal, lost, different, unwanted };
}

/** A message of the control API says where else a job is; each process may know other worlds. */
export const removeHint = (text: string): string =>
  text.replace(/; (?:it is in world ".*"|its jobs are at .*)\.$/u, '.');

const isSameInProcess = (got: Reply, replayed: Reply): boolean =>
  isDeepStrictEqual({ ...got, body: removeHint(got.body) }, { ...replayed, body: removeHint(replayed.body) });

/** Shows the response of the replaying process at the end of the exchange. */
async function describeDifference(exchange: Exchange, replay: Replay): Promise<string> {
  const { action, world, to, from, reply } = exchange;
  const seen = replay.entries.filter(({ real }) => real <= to);
  const answered = await replay.answer(toRequest(action, world), seen.length, to);
  const span = `positions ${seen.filter(({ real }) => real < from).length} to ${seen.length}`;
  return `${formatExchange(exchange)}\n    ${span}; the last: ${showDifference(reply, answered.reply)}`;
}

function showDifference(got: Reply | undefined, replayed: Reply): string {
  if (got === undefined) return 'no response';
  const [one, other] = [got, replayed].map(({ status, headers, body }) =>
    [status, JSON.stringify(headers), body].join(' '),
  );
  let at = 0;
  while (at < (one?.length ?? 0) && one?.[at] === other?.[at]) at += 1;
  const [left, right] = [one, other].map((text) => text?.slice(Math.max(0, at - 60), at + 100));
  return `got "...${left}", replayed "...${right}"`;
}

/** A world begins by itself, and a response counts as a poll. */
const isOfNobody = ({ intent }: LogEntry): boolean =>
  intent.kind === 'poll' || (intent.kind === 'reset' && intent.ifNew === true);

/** It did something, so that it has an entry of its own. */
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

/** Whether a process gave the response at some moment of the exchange, without writing anything. */
async function isReplayed(
  exchange: Exchange,
  replay: Replay,
  isSame: (got: Reply, replayed: Reply) => boolean,
): Promise<boolean> {
  const { reply, action, world, from, to } = exchange;
  if (reply === undefined) return false;
  const request = toRequest(action, world);
  const { entries } = replay;
  const isAnswered = async (position: number, times: Iterable<number>): Promise<boolean> => {
    for (const time of times) {
      const { reply: replayed, intents } = await replay.answer(request, position, time);
      if (isSame(reply, replayed) && intents.every(({ kind }) => kind === 'poll')) return true;
    }
    return false;
  };
  const spans = entries.flatMap(({ position, real }) => {
    const [first, last] = [Math.max(from, real), Math.min(to, entries[position]?.real ?? to)];
    return first <= last ? [{ position, first, last }] : [];
  });
  for (const { position, first, last } of spans)
    if (await isAnswered(position, replay.listTimes(position, first, last))) return true;
  // A body may show the time itself.
  for (const { position, first, last } of spans)
    if (await isAnswered(position, count(first, Math.min(last, first + maxMilliseconds)))) return true;
  return false;
}

const maxMilliseconds = 2000;

function* count(from: number, to: number): Generator<number, void> {
  for (let time = from; time <= to; time += 1) yield time;
}

/** Which entry belongs to which exchange; each has one of its own. */
class Claims {
  readonly #exchanges = new Set<Exchange>();
  readonly #owners = new Map<
    number,
    { readonly exchange: Exchange; readonly positions: readonly number[] }
  >();

  hasOwner(exchange: Exchange): boolean {
    return this.#exchanges.has(exchange);
  }

  has(position: number): boolean {
    return this.#owners.has(position);
  }

  getOwner(position: number): Exchange | undefined {
    return this.#owners.get(position)?.exchange;
  }

  replace(position: number, exchange: Exchange, positions: readonly number[]): void {
    this.#owners.set(position, { exchange, positions });
    this.#exchanges.add(exchange);
  }

  /** @returns whether there is an entry for it, where others may have to take another one of theirs */
  add(exchange: Exchange, positions: readonly number[], tried = new Set<number>()): boolean {
    for (const position of positions) {
      if (tried.has(position)) continue;
      tried.add(position);
      const owner = this.#owners.get(position);
      if (owner === undefined || this.add(owner.exchange, owner.positions, tried)) {
        this.#owners.set(position, { exchange, positions });
        this.#exchanges.add(exchange);
        return true;
      }
    }
    return false;
  }
}
