/** addJob: adds a job that was submitted now or earlier, or that has just reached a status. */
import type { components } from '../../openapi/generated/control.ts';
import { durationForms, parseDuration } from '../../time/time.ts';
import { getTime } from '../domain/clock.ts';
import type { Intent } from '../domain/entry.ts';
import type { World } from '../domain/world.ts';
import { findJob } from './job-in.ts';
import {
  commit,
  type ControlOperationCall,
  type ControlHandler,
  succeed,
  runInWorld,
  refuse,
} from './outcome.ts';
import { toControlJobView } from './views.ts';
import { checkName, checkStatus, checkUser, type Mistake, refuseMistakes } from './words.ts';

// The body has already been validated.
type NewJobBody = Pick<components['schemas']['NewJob'], 'user'> & Partial<components['schemas']['NewJob']>;

export const addJob: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const asked = call.body as NewJobBody;
    const mistakes = findMistakes(asked, world, call);
    if (mistakes.length > 0) return refuseMistakes(mistakes);
    const { user: owner, scenario, size: rows = 100, category, submitted, in: status } = asked;
    const maxRows = call.model.getMaxRows?.() ?? rows;
    if (rows > maxRows)
      return refuse(400, `"size" is ${rows}; a job of your team has at most ${maxRows} rows.`, {
        set: { size: maxRows },
      });
    const ago = submitted === undefined ? undefined : parseDuration(submitted);
    const intent: Intent = {
      kind: 'add',
      owner,
      rows,
      ...(scenario === undefined ? {} : { scenario }),
      ...(category === undefined ? {} : { category }),
      ...(ago === undefined ? {} : { ago }),
      ...(status === undefined ? {} : { status }),
    };
    return commit(call, intent, (changed, { command }) => {
      const job = command?.kind === 'submit' ? findJob(changed, command.id) : undefined;
      if (job === undefined) throw new Error('A job was added, but it cannot be found.');
      return succeed(toControlJobView(job, getTime(changed.clock, call.real), call.model.spec), 201);
    });
  });

function findMistakes(
  { user, scenario, submitted, in: status }: NewJobBody,
  world: World,
  { model }: ControlOperationCall,
): readonly Mistake[] {
  const inWorldNamed = `in the world "${world.name}"`;
  return [
    ...checkUser(user, world),
    ...checkName(
      scenario,
      Object.keys(world.fixture.scenarios),
      'scenario',
      (given) => `There is no scenario ${given} ${inWorldNamed}`,
    ),
    ...(submitted === undefined || parseDuration(submitted) !== undefined
      ? []
      : [
          {
            reason: `"submitted" is ${JSON.stringify(submitted)}; it must be the time since the submission, ${durationForms}.`,
            set: { submitted: undefined },
          },
        ]),
    ...(submitted === undefined || status === undefined
      ? []
      : [
          {
            reason: 'Both "submitted" and "in" are given; give only one of them.',
            set: { submitted: undefined },
          },
        ]),
    ...checkStatus(status, model.spec.lifeCycle, 'in'),
  ];
}
