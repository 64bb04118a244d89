/** Decides what is done to jobs: which are submitted or added, paused, resumed, failed, forced, deleted, brought back or polled. */
import { drawUuid } from '../../random/random.ts';
import { duration, type Instant, instant } from '../../time/time.ts';
import { createPollIntent, decideFail, decideForce, decidePause, decideResume } from './actions.ts';
import type { WorldCommand } from './command.ts';
import { acceptCommand, type Decision, type Refusal, refuseIntent } from './decision.ts';
import type { AddIntent, Intent, SubmitIntent } from './entry.ts';
import { type Job, WorldJob } from './job.ts';
import { checkJobLimits, checkLimits } from './limits.ts';
import { computeRestCost, estimate, type Terms } from './payments.ts';
import { computeTimeUntil } from './plan.ts';
import { computeQuotaWait } from './quota.ts';
import { computeBalance } from './wallet.ts';
import { findJob, getIndex, type World } from './world.ts';

type JobIntent = Extract<Intent, { kind: 'pause' | 'resume' | 'fail' | 'force' | 'delete' }>;

/** @param now the world's time */
export function decideJob(world: World, intent: JobIntent, now: Instant, terms: Terms): Decision {
  const { lifeCycle } = terms;
  const job = findJob(world, intent.job);
  const isOwn = !('owner' in intent) || intent.owner === undefined || job?.owner === intent.owner;
  if (job === undefined || !isOwn) return refuseMissingJob(world, intent.job);
  if (intent.kind === 'delete') return acceptCommand({ kind: 'delete', job: job.id, at: now });
  const full = checkLimits(world) ?? checkJobLimits(job);
  if (full !== undefined) return refuseIntent('full', full);
  if (intent.kind === 'fail') return decideFail(job, intent.reason, now, lifeCycle);
  if (intent.kind === 'force') return decideForce(job, intent.status, intent, now, lifeCycle);
  if (intent.kind === 'pause') return decidePause(job, now, lifeCycle);
  const action = decideResume(job, now, lifeCycle);
  const poor = action.kind === 'refused' ? undefined : findMissingCredits(world, job, now, terms);
  return poor ?? action;
}

/** Takes a deletion back: the job goes on as if nothing had been, and costs what it would have cost. */
export function decideUndelete(world: World, id: string, now: Instant): Decision {
  const index = getIndex(world);
  if (index.get(id) !== undefined)
    return refuseIntent('wrong-status', `Job ${id} is not deleted, so there is nothing to take back.`);
  if (!index.wasDeleted(id)) return refuseMissingJob(world, id);
  const full = checkLimits(world);
  if (full !== undefined) return refuseIntent('full', full);
  return acceptCommand({ kind: 'undelete', job: id, at: now });
}

const refuseMissingJob = ({ name }: World, id: string): Refusal =>
  refuseIntent('no-such-job', `World "${name}" has no job ${id}.`);

/** The refusal to resume a job for whose rest its owner has too few credits. */
function findMissingCredits(world: World, job: Job, now: Instant, terms: Terms): Refusal | undefined {
  const required = computeRestCost(job, now, terms);
  return refuseIfPoor(
    world,
    job.owner,
    required,
    now,
    terms,
    (balance) =>
      `The rest of job ${job.id} needs ${required} credits, but "${job.owner}" has ${balance}. To continue without them, force the job into a status.`,
  );
}

function refuseIfPoor(
  world: World,
  owner: string,
  required: number,
  now: Instant,
  terms: Terms,
  explain: (balance: number) => string,
): Refusal | undefined {
  const user = world.fixture.users.find(({ name }) => name === owner);
  const balance = user === undefined ? undefined : computeBalance(world, user, now, terms);
  if (balance === undefined || balance >= required) return undefined;
  return refuseIntent('too-few-credits', explain(balance), { required, balance });
}

/** The effect of a response that shows these jobs; jobs that do not count polls are left out. */
export function decidePoll(
  world: World,
  ids: readonly string[],
  now: Instant,
  { lifeCycle }: Terms,
): Decision {
  const jobs = ids
    .flatMap((id) => findJob(world, id) ?? [])
    .filter((job) => checkJobLimits(job) === undefined);
  const poll = createPollIntent(jobs, now, lifeCycle);
  return poll === undefined ? { kind: 'accepted' } : acceptCommand({ ...poll, at: now });
}

/** A client's submission, which is paid for up front. */
export function decideSubmission(world: World, intent: SubmitIntent, now: Instant, terms: Terms): Decision {
  const { owner, rows, scenario = world.fixture.defaultScenario, kind, ...about } = intent;
  const unknown = refuseUnknownNames(world, owner, scenario);
  if (unknown !== undefined) return unknown;
  const user = world.fixture.users.find(({ name }) => name === owner);
  const seconds = user && computeQuotaWait(world, user, now, terms.quotaSeconds);
  if (seconds !== undefined)
    return refuseIntent('over-quota', `"${owner}" may submit again in ${seconds} s.`, { seconds });
  const full = checkLimits(world, about.records?.text.length);
  if (full !== undefined) return refuseIntent('full', full);
  const required = estimate(about, rows, terms);
  const poor = refuseIfPoor(
    world,
    owner,
    required,
    now,
    terms,
    (balance) => `The submission needs ${required} credits, but "${owner}" has ${balance}.`,
  );
  return (
    poor ??
    acceptCommand({ kind, id: getNextId(world, 'submitted'), owner, rows, scenario, ...about, at: now })
  );
}

/** A job that is added from outside: it costs nothing to be there, and it may be older. */
export function decideAddition(world: World, intent: AddIntent, now: Instant, terms: Terms): Decision {
  const { owner, rows, scenario = world.fixture.defaultScenario, category, ago = 0, status } = intent;
  const unknown = refuseUnknownNames(world, owner, scenario);
  if (unknown !== undefined) return unknown;
  const full = checkLimits(world);
  if (full !== undefined) return refuseIntent('full', full);
  const command: Extract<WorldCommand, { kind: 'submit' }> = {
    kind: 'submit',
    owner,
    id: getNextId(world, 'added'),
    at: now,
    rows,
    scenario,
    ...(category === undefined ? {} : { category }),
  };
  const { plan } = new WorldJob(command, world.fixture);
  if (status === undefined) return acceptCommand({ ...command, at: instant(now - ago) });
  const { getApiStatus } = terms.lifeCycle;
  const step = plan.find((one) => one.status === status || getApiStatus(one.status) === status);
  const age = step && computeTimeUntil(plan, step.status);
  if (age !== undefined) return acceptCommand({ ...command, at: instant(now - duration(age)) });
  const goes = plan.map((one) => `"${one.status}"`).join(', ');
  return refuseIntent(
    'not-in-plan',
    `"in" is "${status}", but a job of the scenario "${scenario}" does not reach that status automatically; its statuses are ${goes}. Choose another scenario, or force the job into the status.`,
  );
}

function refuseUnknownNames({ name, fixture }: World, owner: string, scenario: string): Refusal | undefined {
  if (!fixture.users.some((user) => user.name === owner))
    return refuseIntent('no-such-user', `World "${name}" has no user "${owner}".`);
  if (!Object.hasOwn(fixture.scenarios, scenario))
    return refuseIntent('no-such-scenario', `World "${name}" has no scenario "${scenario}".`);
  return undefined;
}

/** The id of the next job. One that is added is never that of one that is submitted at the same time. */
function getNextId({ fixture, log }: World, how: 'submitted' | 'added'): string {
  return drawUuid(fixture.seed, how, log.length);
}
