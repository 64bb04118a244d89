/**
 * The fold: a world and one entry of its log make the next value of the world. It is pure and complete: two processes that fold the
 * same log from the same beginning have the same world at every moment.
 */
import {
  addFaultRule,
  addFaultRules,
  countFaults,
  isAppliedNext,
  maxFaults,
  removeAllFaults,
  removeFaultById,
} from './active-faults.ts';
import { createClock, followWallClock, getTime } from './clock.ts';
import { decideClock } from './decide-clock.ts';
import { decideAddition, decideJob, decidePoll, decideSubmission, decideUndelete } from './decide-job.ts';
import { type Acceptance, type Decision, refuseIntent } from './decision.ts';
import type { Intent, LogEntry, ResetIntent } from './entry.ts';
import { type Beginning, startWorld } from './history.ts';
import type { Terms } from './payments.ts';
import { decideSnapshots } from './snapshot.ts';
import { applyCommand, type World } from './world.ts';
import { instant, type Instant } from '../../time/time.ts';

/** What the fold knows besides the log. */
export interface Rules extends Terms {
  /** How every world begins, and begins again. */
  readonly beginning: Beginning;
}

/** Decides what an intent does at a real time, or why it does nothing. The world is not changed. */
export function decide(world: World, intent: Intent, real: Instant, rules: Rules): Decision {
  const now = getTime(world.clock, real);
  switch (intent.kind) {
    case 'submit':
      return decideSubmission(world, intent, now, rules);
    case 'add':
      return decideAddition(world, intent, now, rules);
    case 'pause':
    case 'resume':
    case 'fail':
    case 'force':
    case 'delete':
      return decideJob(world, intent, now, rules);
    case 'undelete':
      return decideUndelete(world, intent.job, now);
    case 'poll':
      return decidePoll(world, intent.jobs, now, rules);
    case 'clock':
      return decideClock(world, intent, real, rules);
    case 'follow-wall-clock':
      return change({ clock: followWallClock(world.clock, intent.seen, real) });
    case 'reset':
      if (intent.ifNew === true && world.position > 0) return nothing;
      return decideStart(world, intent, rules.beginning, real);
    case 'restore':
      return decideStart(world, intent, intent.from, real);
    case 'save-snapshot':
    case 'restore-snapshot':
    case 'delete-snapshot':
      return decideSnapshots(world, intent, real);
    default:
      return decideFaults(world, intent, now);
  }
}

/** The world begins, or begins again; its snapshots stay. */
function decideStart(
  world: World,
  { at, speed, frozen, faults = [] }: Omit<ResetIntent, 'kind'>,
  from: Beginning,
  real: Instant,
): Decision {
  const fresh = startWorld(world.name, from, createClock(real, at, speed, frozen));
  return {
    kind: 'accepted',
    world: { ...addFaultRules(fresh, faults, fresh.clock.world), snapshots: world.snapshots },
  };
}

function decideFaults(
  world: World,
  intent: Extract<
    Intent,
    { kind: 'add-fault' | 'remove-fault' | 'clear-faults' | 'match-faults' | 'count-faults' }
  >,
  now: Instant,
): Decision {
  if (intent.kind === 'clear-faults') return change(removeAllFaults(world));
  if (intent.kind === 'add-fault') {
    const added = addFaultRule(world, intent.rule, now);
    return added === undefined
      ? refuseIntent(
          'full',
          `World "${world.name}" has reached its limit of ${maxFaults} faults. Remove some first.`,
        )
      : change(added);
  }
  if (intent.kind === 'remove-fault') {
    return world.faults.some(({ id }) => id === intent.fault)
      ? change(removeFaultById(world, intent.fault))
      : refuseIntent('no-such-fault', `World "${world.name}" has no fault "${intent.fault}".`);
  }
  if (intent.kind === 'count-faults') return change(countFaults(world, 'applied', intent.faults));
  const matched = world.faults.filter(({ id }) => intent.faults.includes(id));
  return {
    kind: 'accepted',
    change: countFaults(world, 'matched', intent.faults),
    applied: matched.filter((fault) => isAppliedNext(fault, world)),
  };
}

const change = (parts: NonNullable<Acceptance['change']>): Decision => ({ kind: 'accepted', change: parts });

/** Whether a decision leaves the world as it is, so that it need not be written down. */
export function isNothing({ world, command, change: changed }: Acceptance, present: World): boolean {
  if (world !== undefined || command !== undefined) return false;
  return changed === undefined || (changed.clock === present.clock && Object.keys(changed).length === 1);
}

/** The world after an entry, whose decision was made for it. */
export function applyDecision(
  world: World,
  { world: from = world, command, change: changed }: Acceptance,
  { position, nonce }: Pick<LogEntry, 'position' | 'nonce'>,
): World {
  const nonces = [...world.nonces.slice(1 - maxNonces), nonce];
  const next = { ...from, ...changed, position, nonces };
  return command === undefined ? next : applyCommand(next, command);
}

export interface Folded {
  readonly world: World;
  /** Undefined for an entry that the world had already. */
  readonly decision: Decision | undefined;
}

/** One more entry. */
export function fold(world: World, entry: LogEntry, rules: Rules): Folded {
  const { intent, real, nonce, position } = entry;
  if (position <= world.position) return { world, decision: undefined };
  if (world.nonces.includes(nonce)) return { world: { ...world, position }, decision: undefined };
  const decision = decide(world, intent, real, rules);
  return { world: applyDecision(world, decision.kind === 'accepted' ? decision : nothing, entry), decision };
}

const nothing: Acceptance = { kind: 'accepted' };

/** A client library resends soon, or not at all. */
const maxNonces = 64;

/** The value from which the fold of a log starts: a world before its first entry. */
export function createEmptyWorld(name: string, fixture: World['fixture']): World {
  return startWorld(name, { fixture }, createClock(instant(0), instant(0), 1, true));
}
