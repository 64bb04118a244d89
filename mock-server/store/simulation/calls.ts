/** What clients call, what came back, and whether that can be true. */
import { type Instant, instant } from '../../../time/time.ts';
import type { Decision } from '../../domain/decision.ts';
import type { Intent } from '../../domain/entry.ts';
import { decide, type Rules } from '../../domain/fold.ts';
import type { World } from '../../domain/world.ts';
import type { ServerClock } from './server-clock.ts';
import type { Moment, Place, Truth } from './truth.ts';
import { formatDecision, formatView } from './view.ts';

/** A call from its beginning. */
export interface Call {
  readonly name: string;
  readonly world: string;
  readonly began: number;
  /** The moment of the world when it began, and the latest time that anybody had seen then. */
  readonly before: Moment;
  readonly shown: number;
  intent?: Intent;
}

/** What a process responded: the world and the time that it used. */
export interface Response {
  readonly world: World;
  readonly real: Instant;
  readonly decision?: Decision;
}

export interface CheckDeps {
  readonly truth: Truth;
  readonly rules: Rules;
  readonly clock: ServerClock;
  /** The nonces under which an intent was given to the store. */
  readonly getSent: (intent: Intent) => readonly string[];
}

/** Why a response cannot be true; undefined if it is. */
export function findLie(call: Call, response: Response, deps: CheckDeps): string | undefined {
  const { world } = response;
  const nonce = world.nonces.at(-1);
  const places = nonce === undefined ? [] : deps.truth.find(nonce);
  if (places.length === 0)
    return `it shows world ${world.name} at position ${world.position} after an entry ${nonce ?? '(none)'} that is not in the log`;
  let lie: string | undefined;
  for (const place of places) {
    lie = findLieAt(call, response, place, deps);
    if (lie === undefined) {
      place.life.shown = Math.max(place.life.shown, response.real);
      return undefined;
    }
  }
  return lie;
}

/** The same if what the response shows is an entry in a life of the world. */
function findLieAt(call: Call, response: Response, seen: Place, deps: CheckDeps): string | undefined {
  const { truth, rules } = deps;
  const { world, real } = response;
  const { life, position } = seen;
  if (position !== world.position)
    return `it has entry ${life.entries[position - 1]?.nonce} at position ${world.position}, and in the log it has position ${position}`;
  const stale = findStaleness(call, seen, truth);
  if (stale !== undefined) return stale;
  const time = findWrongTime(call, real, seen, deps.clock);
  if (time !== undefined) return time;
  const expected = life.worlds[position];
  const view = formatView(world, real, rules);
  const trueView = expected === undefined ? '' : formatView(expected, real, rules);
  if (view !== trueView)
    return `it shows\n${indent(view)}\nand one process that replays the log shows\n${indent(trueView)}`;
  return response.decision === undefined ? undefined : findWrongDecision(call, response, seen, deps);
}

const indent = (text: string): string => text.replaceAll(/^/gm, '      ');

/** What was seen must have been the newest at some moment of the call. */
function findStaleness(
  { before, began, world }: Call,
  { life, position }: Place,
  truth: Truth,
): string | undefined {
  if (life === before.life) {
    if (position < before.position)
      return `it shows position ${position} of world ${world}, which had position ${before.position} before the call`;
    return undefined;
  }
  if (life.ended !== undefined && life.ended < began)
    return `it shows a life of world ${world} that had ended before`;
  if (before.life !== undefined && life.number < before.life.number)
    return `it shows an earlier life of world ${world}`;
  return truth.look(world).life === undefined && life.ended === undefined
    ? `it shows world ${world}, which is not there`
    : undefined;
}

function findWrongTime(
  call: Call,
  real: Instant,
  { life, position }: Place,
  clock: ServerClock,
): string | undefined {
  const latest = life.entries[position - 1]?.real ?? real;
  if (real < latest) return `its time is ${real}, and its latest entry is of ${latest}`;
  const isSame = life === call.before.life;
  if (isSame && real < call.shown)
    return `its time is ${real}, and a response that came before the call had ${call.shown} already`;
  const last = life.entries.at(-1)?.real ?? 0;
  const min = clock.min(call.began);
  const max = Math.max(clock.max(), last);
  if (real < min || real > max)
    return `its time is ${real}, and the clock of the server went from ${min} to ${max} during the call`;
  return undefined;
}

function findWrongDecision(
  { intent, before, began }: Call,
  { decision, real }: Response,
  { life, position: at }: Place,
  { rules, getSent, clock, truth }: CheckDeps,
): string | undefined {
  if (intent === undefined || decision === undefined) return undefined;
  const sent = getSent(intent);
  const entry = life.entries[at - 1];
  // It may have been sent to a world that was removed meanwhile, and decided again in the next one.
  const isWritten = sent.some((nonce) => truth.find(nonce).some((place) => place.life === life));
  if (sent.length === 0 || (!isWritten && decision.kind === 'refused')) {
    const world = life.worlds[at];
    if (world === undefined) return undefined;
    const expected = formatDecision(decide(world, intent, real, rules));
    const given = formatDecision(decision);
    return expected === given ? undefined : `it was ${given}, and should have been ${expected}`;
  }
  if (entry === undefined || entry.nonce !== sent.at(-1))
    return `it was acknowledged (${formatDecision(decision)}), but the log does not have it at position ${at}`;
  if (JSON.stringify(entry.intent) !== JSON.stringify(intent))
    return `the log has another command at its position: ${JSON.stringify(entry.intent)}`;
  if (entry.real !== real) return `its time is ${real}, and that of its entry is ${entry.real}`;
  const truly = life.decisions[at];
  if (formatDecision(truly) !== formatDecision(decision))
    return `it was ${formatDecision(decision)}, and in the log it is ${formatDecision(truly)}`;
  // In the next life of the world, it is not decided again before it is written again.
  if (truly?.kind !== 'refused' || life !== before.life) return undefined;
  // It may lose a race against others, but what is refused from the start must not be written.
  const from = before.position;
  const since = Math.min(entry.real, clock.min(began));
  // No status of the small world lasts less than a second.
  const times = Array.from({ length: 200 }, (_any, index) =>
    instant(Math.max(since, entry.real - index * 500)),
  );
  for (let position = from; position < at; position += 1) {
    const world = life.worlds[position];
    if (world !== undefined && times.some((time) => decide(world, intent, time, rules).kind === 'accepted'))
      return undefined;
  }
  return `it was ${formatDecision(truly)} whoever else wrote, but it is in the log`;
}
