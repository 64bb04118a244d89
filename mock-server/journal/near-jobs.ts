/** Why the job that a request is about was not found: whose it is, and in which world it is. */
import type { Sight } from '../wire/look.ts';
import { jobsOf, type World } from '../simulation/world.ts';
import { firstWorld } from '../simulation/worlds.ts';

/**
 * One sentence; undefined when the caller does have the job, or asked for none.
 * @param worlds all that there are
 */
export function nearJob({ world, user, job: id }: Sight, worlds: readonly World[]): string | undefined {
  if (id === undefined || user === undefined) return undefined;
  const owner = jobsOf(world).find((job) => job.id === id)?.owner;
  if (owner === user.name) return undefined;
  if (owner !== undefined) return `The job is that of "${owner}", and the token that of "${user.name}".`;
  const submission = submissionOf(world, id);
  if (submission !== undefined) return 'The job was deleted through the control API.';
  // The jobs of a fixture are in every world; only what was submitted tells one world from another.
  const elsewhere = worlds.find((one) => one.name !== world.name && submissionOf(one, id) !== undefined);
  if (elsewhere === undefined)
    return `The world "${world.name}" has no job of this id, nor has another; a world that begins afresh forgets what was submitted.`;
  const token =
    elsewhere.name === firstWorld ? 'no "~" and name behind it' : `"~${elsewhere.name}" behind it`;
  return `The job is in the world "${elsewhere.name}", and the request is for the world "${world.name}"; a token for the other has ${token}.`;
}

function submissionOf({ log }: World, id: string) {
  return log.find((command) => command.kind === 'submit' && command.id === id);
}
