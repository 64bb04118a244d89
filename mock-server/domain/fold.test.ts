// The fold decides what an intent does, in the state that it meets.
import { instant } from '../../time/time.ts';
import { fixture, ownJobId, start, terms } from '../testing/shipped.ts';
import { getTime } from './clock.ts';
import type { Intent, LogEntry } from './entry.ts';
import { createEmptyWorld, decide, fold } from './fold.ts';
import { findJob, getIndex, type World } from './world.ts';

const rules = { ...terms, beginning: { fixture } };
const begin: Intent = { kind: 'reset', at: start, speed: 1, frozen: false };
const pause: Intent = { kind: 'pause', job: ownJobId, owner: 'alice' };
const finish: Intent = {
  kind: 'force',
  job: ownJobId,
  status: 'Enhancement Completed',
  stays: true,
  anyway: true,
};

/** The log of these intents, a second after each other. */
const log = (...intents: readonly Intent[]): readonly LogEntry[] =>
  [begin, ...intents].map((intent, index) => ({
    position: index + 1,
    real: instant(start + index * 1000),
    nonce: `n${index}`,
    intent,
  }));

/** The world after a log, and what its entries came to. */
function foldAll(entries: readonly LogEntry[], from: World = createEmptyWorld('default', fixture)) {
  const outcomes: string[] = [];
  let world = from;
  for (const entry of entries) {
    const folded = fold(world, entry, rules);
    ({ world } = folded);
    const { decision } = folded;
    outcomes.push(
      decision === undefined ? 'ignored' : decision.kind === 'refused' ? decision.code : 'accepted',
    );
  }
  return { world, outcomes };
}

const countActions = (world: World): number => findJob(world, ownJobId)?.interventions.length ?? 0;

test('an action that comes too late is rejected by everybody who folds the log', () => {
  const { world, outcomes } = foldAll(log({ kind: 'clock', advance: 86_400_000 }, finish, pause));
  expect(outcomes).toEqual(['accepted', 'accepted', 'accepted', 'wrong-status']);
  expect(countActions(world)).toBe(1);
  expect(world.position).toBe(4);
});

test('an entry with a known nonce is ignored, and so is one with a known position', () => {
  const submit: Intent = { kind: 'submit', owner: 'alice', rows: 1 };
  const [first, second] = log(submit);
  const again = [{ position: 3, real: start, nonce: 'n1', intent: submit }, ...log(submit)];
  const { world, outcomes } = foldAll([...log(submit), ...again]);
  expect([first?.nonce, second?.nonce]).toEqual(['n0', 'n1']);
  expect(outcomes).toEqual(['accepted', 'accepted', 'ignored', 'ignored', 'ignored']);
  expect(getIndex(world).count('alice')).toBe(15);
  expect(world.position).toBe(3);
});

test('the first part of a log is the world at an earlier moment, also after the rest was folded', () => {
  const entries = log({ kind: 'clock', frozen: true }, finish, { kind: 'delete', job: ownJobId });
  const { world: before } = foldAll(entries.slice(0, 3));
  const { world: after } = foldAll(entries.slice(3), before);
  expect([countActions(before), findJob(after, ownJobId)]).toEqual([1, undefined]);
  expect(getIndex(before).size).toBe(getIndex(after).size + 1);
  expect(getTime(before.clock, instant(start + 9e9))).toBe(start + 1000);
});

test('deciding changes nothing', () => {
  const { world } = foldAll(log());
  const decision = decide(world, finish, start, rules);
  expect(decision).toMatchObject({ kind: 'accepted', command: { kind: 'force', job: ownJobId } });
  expect([countActions(world), world.log.length]).toEqual([0, 0]);
});
