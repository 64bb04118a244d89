/** What would work instead of a refused request: each refusal of the control API names a request. */
import { splitTarget } from '../django/message.ts';

/** How to get from a refused request to one that works; `{}` is the same request again. */
export interface Remedy {
  /** Another method and path, such as `POST jobs/ID/pause`; the path is in the world, unless it begins with a slash. */
  readonly send?: string;
  readonly body?: unknown;
  /** The fields of the body, or of the query, that have to change; undefined leaves one out. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** The world that has to be in the path. */
  readonly world?: string;
}

/** For refusals that concern no world. */
export const showHealth: Remedy = { send: 'GET /__mock__/health' };

/** For refusals of a name of a world. */
export const showWorlds: Remedy = { send: 'GET /__mock__/api/worlds' };

interface Refused {
  readonly method: string;
  readonly target: string;
  /** The fields of its body; absent for an operation without a body. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** The remedy as a whole request: `send` has the absolute path. */
export function completeRemedy(
  { send, body, set = {}, world }: Remedy,
  { method, target, fields }: Refused,
): Remedy {
  const { path, query } = splitTarget(target);
  if (send !== undefined) return { send: send.replace(/ (?!\/)/, ` ${worldPath.exec(path)?.[0]}/`), body };
  const to = world === undefined ? path : path.replace(worldPath, `$1${encodeURIComponent(world)}`);
  if (fields !== undefined) {
    const all = { ...fields, ...set };
    // A world file need not come back.
    return JSON.stringify(all).length > maxBody ? showWorlds : { send: `${method} ${to}`, body: all };
  }
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(set))
    if (value === undefined) parameters.delete(name);
    // It becomes a text.
    else parameters.set(name, value as string);
  const text = parameters.toString();
  return { send: `${method} ${to}${text === '' ? '' : `?${text}`}` };
}

const worldPath = /^(\/__mock__\/api\/worlds\/)[^/]+/;
const maxBody = 10_000;
