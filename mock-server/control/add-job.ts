/** addJob: gives a user a new job, submitted now, some time ago, or so that it has just come to a status. */
import type { components } from '../../openapi/generated/control.ts';
import { duration, durationForms, type Instant, instant, parseDuration } from '../../time/time.ts';
import { getTime } from '../simulation/clock.ts';
import type { Job } from '../simulation/job.ts';
import { lacksRoom } from '../simulation/limits.ts';
import { timeUntil } from '../simulation/plan.ts';
import { addedJobId, type Command, withCommand, type World } from '../simulation/world.ts';
import { jobIn } from './job-in.ts';
import { type ControlCall, type ControlHandler, done, inWorld, refused } from './outcome.ts';
import { jobView } from './views.ts';
import { unknownName, unknownStatus, unknownUser } from './words.ts';

// The body was held against its schema before it comes here.
type NewJob = Pick<components['schemas']['NewJob'], 'user'> & Partial<components['schemas']['NewJob']>;

export const addJob: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const asked = call.body as NewJob;
    const mistakes = findMistakes(asked, world, call);
    if (mistakes.length > 0) return refused(400, mistakes.join(' '));
    const full = lacksRoom(world);
    if (full !== undefined) return refused(409, full);
    const now = getTime(world.clock, call.real);
    const { user: owner, scenario = world.fixture.defaultScenario, size: rows = 100, category } = asked;
    const submit = (at: Instant) =>
      ({
        kind: 'submit',
        owner,
        id: addedJobId(world),
        at,
        rows,
        scenario,
        ...(category === undefined ? {} : { category }),
      }) as const satisfies Command;
    const ago =
      asked.in === undefined
        ? (parseDuration(asked.submitted ?? '0s') ?? duration(0))
        : timeTo(asked.in, jobAfter(world, submit(now)), call);
    if (ago === undefined) return refused(400, neverThere(jobAfter(world, submit(now)), String(asked.in)));
    const command = submit(instant(now - ago));
    const job = jobAfter(world, command);
    call.worlds.change(world.name, (one) => withCommand(one, command));
    return done(jobView(job, now, call.model.spec), 201);
  });

function findMistakes(
  { user, scenario, submitted, in: status }: NewJob,
  world: World,
  { model }: ControlCall,
): readonly string[] {
  const inWorldNamed = `in the world "${world.name}"`;
  return [
    ...unknownUser(user, world),
    ...unknownName(
      scenario,
      Object.keys(world.fixture.scenarios),
      (given) => `There is no scenario ${given} ${inWorldNamed}`,
    ),
    ...(submitted === undefined || parseDuration(submitted) !== undefined
      ? []
      : [`"submitted" is ${JSON.stringify(submitted)}; it must be how long ago, ${durationForms}.`]),
    ...(submitted === undefined || status === undefined
      ? []
      : ['"submitted" and "in" are given; one of them says when it was submitted.']),
    ...unknownStatus(status, model.spec.lifeCycle),
  ];
}

/** How long the job takes until it comes to the status by itself, API or internal; undefined when it never does. */
function timeTo(status: string, { plan }: Job, { model }: ControlCall) {
  const { getApiStatus } = model.spec.lifeCycle;
  const step = plan.find((one) => one.status === status || getApiStatus(one.status) === status);
  return step === undefined ? undefined : timeUntil(plan, step.status);
}

function neverThere({ plan, scenario }: Job, status: string): string {
  const goes = plan.map((step) => `"${step.status}"`).join(', ');
  return `"in" is "${status}"; a job of the scenario "${scenario}" does not come there by itself: it goes through ${goes}. Choose another scenario, or force the job into it.`;
}

function jobAfter(world: World, command: Extract<Command, { kind: 'submit' }>): Job {
  const job = jobIn(withCommand(world, command), command.id);
  if (job === undefined) throw new Error(`The job ${command.id} that was just submitted is not there.`);
  return job;
}
