/** Explains why the job of a request was not found: its owner, and its world. */
import type { Context } from '../pipeline/context.ts';
import { findJob, getIndex, type World } from '../domain/world.ts';
import { firstWorld } from '../domain/world-names.ts';

/**
 * One sentence; undefined if the user has the job or requested none.
 * @param worlds all existing worlds
 */
export function describeNearJob(
  { world: before, user, job: id }: Context,
  worlds: readonly World[],
): string | undefined {
  if (id === undefined || user === undefined) return undefined;
  // Only the present value of a world knows its jobs without going through all of them.
  const world = worlds.find(({ name }) => name === before.name) ?? before;
  const owner = findJob(world, id)?.owner;
  if (owner === user.name) return undefined;
  if (owner !== undefined) return `The job belongs to "${owner}", but the token belongs to "${user.name}".`;
  const location = locateJob(id, world, worlds);
  if (location.kind === 'deleted') return 'The job was deleted through the control API.';
  if (location.kind === 'nowhere')
    return `World "${world.name}" has no job with this id, and neither does any other world. Submitted jobs are lost when a world is reset.`;
  const token =
    location.world === firstWorld ? 'no "~" and world name after it' : `"~${location.world}" after it`;
  return `The job is in world "${location.world}", but the request is for world "${world.name}"; a token for the other world has ${token}.`;
}

type JobLocation =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'elsewhere'; readonly world: string };

/** The fate of a job that is not in its world. */
export function locateJob(id: string, world: World, worlds: readonly World[]): JobLocation {
  if (getIndex(world).isSubmitted(id)) return { kind: 'deleted' };
  // Initial jobs are in every world; only submitted ones distinguish worlds.
  const elsewhere = worlds.find(
    (one) => one.name !== world.name && one.log.length > 0 && getIndex(one).isSubmitted(id),
  );
  if (elsewhere !== undefined) return { kind: 'elsewhere', world: elsewhere.name };
  return getIndex(world).wasDeleted(id) ? { kind: 'deleted' } : { kind: 'nowhere' };
}
