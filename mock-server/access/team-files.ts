/** World files of a team: writing and reading one takes the mock a while in one go, so that a large one is for the operator. */
import { splitTarget } from '../django/message.ts';
import { formatCount } from '../domain/limits.ts';
import { getIndex, type World } from '../domain/world.ts';

/** Characters: some 30 milliseconds. */
const maxSize = 256 * 1024;
/** About what a command without rows has in a file. */
const commandSize = 100;

/** Why the request is not for a team, in a sentence; undefined when it is. */
export function findTooLarge(
  { method, target, body }: { readonly method: string; readonly target: string; readonly body: string },
  world: World | undefined,
): string | undefined {
  const [, action] = /\/(export|link|log|restore)\/?$/.exec(splitTarget(target).path) ?? [];
  if (action === undefined) return undefined;
  const isRead = method === 'GET';
  const size = isRead ? measure(world) : body.length;
  if (size <= maxSize) return undefined;
  const subject = isRead ? 'This world has' : 'This file has';
  return `${subject} about ${formatCount(size)} characters; a team can export and restore at most ${formatCount(maxSize)}. The operator has no such limit, and neither have snapshots.`;
}

function measure(world: World | undefined): number {
  return world === undefined ? 0 : getIndex(world).letters + commandSize * world.log.length;
}
