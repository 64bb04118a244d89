/** addJob: adds a job that was submitted now or earlier, or that has just reached a status. */
import type { components } from '../../openapi/generated/control.ts';
import { duration, durationForms, type Instant, instant, parseDuration } from '../../time/time.ts';
import { getTime } from '../domain/clock.ts';
import type { Job } from '../domain/job.ts';
import { checkLimits } from '../domain/limits.ts';
import { computeTimeUntil } from '../domain/plan.ts';
import { getNextAddedJobId, type WorldCommand, applyCommand, type World } from '../domain/world.ts';
import { findJob } from './job-in.ts';
import { type ControlOperationCall, type ControlHandler, succeed, runInWorld, refuse } from './outcome.ts';
import { toControlJobView } from './views.ts';
import { checkName, checkStatus, checkUser } from './words.ts';

// The body has already been validated.
type NewJobBody = Pick<components['schemas']['NewJob'], 'user'> & Partial<components['schemas']['NewJob']>;

export const addJob: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const asked = call.body as NewJobBody;
    const mistakes = findMistakes(asked, world, call);
    if (mistakes.length > 0) return refuse(400, mistakes.join(' '));
    const full = checkLimits(world);
    if (full !== undefined) return refuse(409, full);
    const now = getTime(world.clock, call.real);
    const { user: owner, scenario = world.fixture.defaultScenario, size: rows = 100, category } = asked;
    const submit = (at: Instant) =>
      ({
        kind: 'submit',
        owner,
        id: getNextAddedJobId(world),
        at,
        rows,
        scenario,
        ...(category === undefined ? {} : { category }),
      }) as const satisfies WorldCommand;
    const ago =
      asked.in === undefined
        ? (parseDuration(asked.submitted ?? '0s') ?? duration(0))
        : computeTimeTo(asked.in, getJobAfter(world, submit(now)), call);
    if (ago === undefined)
      return refuse(400, describeNeverReached(getJobAfter(world, submit(now)), String(asked.in)));
    const command = submit(instant(now - ago));
    const job = getJobAfter(world, command);
    call.worlds.change(world.name, (one) => applyCommand(one, command));
    return succeed(toControlJobView(job, now, call.model.spec), 201);
  });

function findMistakes(
  { user, scenario, submitted, in: status }: NewJobBody,
  world: World,
  { model }: ControlOperationCall,
): readonly string[] {
  const inWorldNamed = `in the world "${world.name}"`;
  return [
    ...checkUser(user, world),
    ...checkName(
      scenario,
      Object.keys(world.fixture.scenarios),
      (given) => `There is no scenario ${given} ${inWorldNamed}`,
    ),
    ...(submitted === undefined || parseDuration(submitted) !== undefined
      ? []
      : [
          `"submitted" is ${JSON.stringify(submitted)}; it must be the time since the submission, ${durationForms}.`,
        ]),
    ...(submitted === undefined || status === undefined
      ? []
      : ['Both "submitted" and "in" are given; give only one of them.']),
    ...checkStatus(status, model.spec.lifeCycle),
  ];
}

/** Time until the job reaches the status, API or internal, automatically; undefined if it never does. */
function computeTimeTo(status: string, { plan }: Job, { model }: ControlOperationCall) {
  const { getApiStatus } = model.spec.lifeCycle;
  const step = plan.find((one) => one.status === status || getApiStatus(one.status) === status);
  return step === undefined ? undefined : computeTimeUntil(plan, step.status);
}

function describeNeverReached({ plan, scenario }: Job, status: string): string {
  const goes = plan.map((step) => `"${step.status}"`).join(', ');
  return `"in" is "${status}", but a job of the scenario "${scenario}" does not reach that status automatically; its statuses are ${goes}. Choose another scenario, or force the job into the status.`;
}

function getJobAfter(world: World, command: Extract<WorldCommand, { kind: 'submit' }>): Job {
  const job = findJob(applyCommand(world, command), command.id);
  if (job === undefined) throw new Error(`The job ${command.id} was submitted but cannot be found.`);
  return job;
}
