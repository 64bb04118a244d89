// A job that was deleted and brought back is as if it had never been deleted, whatever happened in between.
import fc from 'fast-check';

import { type Duration, duration, type Instant, instant } from '../../time/time.ts';
import { fixture, start, terms } from '../testing/shipped.ts';
import { findNextChange } from './changes.ts';
import { createClock } from './clock.ts';
import type { WorldCommand } from './command.ts';
import { computeBalance } from './wallet.ts';
import { applyCommand, createWorld, getIndex, type World } from './world.ts';

type Step =
  | { readonly kind: 'submit'; readonly owner: string; readonly ago: Duration }
  /** Deletes the job in one of two worlds, or brings it back there. */
  | { readonly kind: 'toggle'; readonly job: number }
  | { readonly kind: 'pause' | 'resume' | 'fail'; readonly job: number }
  | { readonly kind: 'wait'; readonly length: Duration };

const owners = fc.constantFrom('alice', 'bob', 'carol');
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  // Many jobs have the same time.
  fc.record({
    kind: fc.constant('submit' as const),
    owner: owners,
    ago: fc.constantFrom(0, 0, 5000).map(duration),
  }),
  fc.record({ kind: fc.constant('toggle' as const), job: fc.nat(30) }),
  fc.record({ kind: fc.constantFrom('pause', 'resume', 'fail'), job: fc.nat(30) }),
  fc.record({ kind: fc.constant('wait' as const), length: fc.constantFrom(1, 30_000).map(duration) }),
);

/** Two worlds with the same jobs; in one of them, some are deleted for a while. */
class Pair {
  plain = createWorld('plain', fixture, createClock(start, start));
  toggled = createWorld('toggled', fixture, createClock(start, start));
  now: Instant = start;
  readonly #deleted = new Set<string>();

  take(step: Step): void {
    if (step.kind === 'wait') this.now = instant(this.now + step.length);
    else if (step.kind === 'submit') this.#submit(step.owner, step.ago);
    else {
      const jobs = getIndex(this.plain).list();
      const job = jobs[step.job % jobs.length]?.id ?? '';
      if (step.kind === 'toggle') this.#toggle(job);
      else if (!this.#deleted.has(job)) this.#both(toCommand(step.kind, job, this.now));
    }
    // Whoever looks in between gets the index and the wallets made.
    look(this.toggled, this.now);
  }

  bringAllBack(): void {
    for (const job of this.#deleted) this.#toggle(job);
  }

  #toggle(job: string): void {
    const kind = this.#deleted.delete(job) ? 'undelete' : 'delete';
    if (kind === 'delete') this.#deleted.add(job);
    this.toggled = applyCommand(this.toggled, { kind, job, at: this.now });
  }

  #submit(owner: string, ago: Duration): void {
    const id = `job-${this.plain.log.length}`;
    const at = instant(this.now - ago);
    this.#both({ kind: 'submit', id, owner, at, rows: 10, scenario: 'straight-through' });
  }

  #both(command: WorldCommand): void {
    this.plain = applyCommand(this.plain, command);
    this.toggled = applyCommand(this.toggled, command);
  }
}

const toCommand = (kind: 'pause' | 'resume' | 'fail', job: string, at: Instant): WorldCommand =>
  kind === 'fail' ? { kind, job, at } : { kind: 'intervene', cause: kind, job, at };

/** All that is kept of the jobs of a world. */
function look(world: World, now: Instant) {
  const index = getIndex(world);
  return {
    order: index.list().map(({ id, interventions }) => [id, interventions]),
    own: fixture.users.map(({ name }) => index.list(name).map(({ id }) => id)),
    balances: fixture.users.map((user) => computeBalance(world, user, now, terms)),
    next: findNextChange(world, now, terms),
    size: index.size,
    letters: index.letters,
  };
}

const seed = Number(process.env['SEED'] ?? 20_261_127);
test(`in any history (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const pair = new Pair();
      for (const step of steps) pair.take(step);
      pair.bringAllBack();
      expect(look(pair.toggled, pair.now)).toEqual(look(pair.plain, pair.now));
    }),
    { numRuns: 100, seed },
  );
});
