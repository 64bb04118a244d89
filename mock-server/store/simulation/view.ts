/** A world at a time, as a text that is the same for all who see the same. */
import type { Instant } from '../../../time/time.ts';
import { getTime } from '../../domain/clock.ts';
import type { Decision } from '../../domain/decision.ts';
import { computeDone, computeJobState } from '../../domain/job.ts';
import type { Terms } from '../../domain/payments.ts';
import { computeBalance } from '../../domain/wallet.ts';
import { getJobs, type World } from '../../domain/world.ts';

export function formatView(world: World, real: Instant, terms: Terms): string {
  const now = getTime(world.clock, real);
  const jobs = getJobs(world).map((job) => {
    const { internalStatus, updatedAt } = computeJobState(job, now, terms.lifeCycle);
    return `${job.id.slice(0, 8)} of ${job.owner}: ${internalStatus} since ${updatedAt}, ${computeDone(job, now, terms.lifeCycle)} of ${job.rows} (${job.records?.text.length ?? 0})`;
  });
  const credits = world.fixture.users.map((user) => computeBalance(world, user, now, terms) ?? '-');
  const snapshots = world.snapshots.map(({ name, jobs: count }) => `${name} (${count})`);
  return [
    `at ${now}, began ${world.began}, speed ${world.clock.speed}`,
    `credits ${credits.join(' ')}`,
    `snapshots ${snapshots.join(' ')}`,
    ...jobs,
  ].join('\n');
}

/** What a command came to. */
export function formatDecision(decision: Decision | undefined): string {
  if (decision === undefined) return 'nothing';
  if (decision.kind === 'refused')
    return `refused: ${decision.code} ${JSON.stringify(decision.values ?? {})}`;
  return `accepted: ${JSON.stringify(decision.command ?? {})} ${decision.moved?.to ?? ''}`;
}
