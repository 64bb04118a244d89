/** Mutants that are caches in front of the API, and ignore who asks. */
import type { Instant } from '../../time/time.ts';
import type { Context } from '../pipeline/context.ts';
import type { WireReply } from '../django/message.ts';
import { isAbout, type Mutant, type OnReply } from './mutant.ts';

interface Entry {
  readonly reply: WireReply;
  readonly owner: string;
  readonly at: Instant;
}

const lifetimeMs = 5000;

/** Keeps each successful response for five seconds, by its URL, and returns it to others whose responses `isFor` selects. */
function createCache(isFor: (reply: WireReply, context: Context) => boolean): OnReply {
  const byWorld = new WeakMap<Context['setup'], Map<string, Entry>>();
  return (reply, context, { method, target }) => {
    const { setup, now, user } = context;
    const entries = byWorld.get(setup) ?? new Map<string, Entry>();
    byWorld.set(setup, entries);
    const entry = entries.get(target);
    const owner = context.isIn ? (user?.name ?? '') : '';
    const isFresh = entry !== undefined && now - entry.at < lifetimeMs;
    if (isFresh && entry.owner !== owner && isFor(reply, context)) return entry.reply;
    if (reply.status === 200 && method === 'GET' && owner !== '')
      entries.set(target, { reply, owner, at: now });
    return reply;
  };
}

export const sharedCacheMutants = [
  {
    name: 'cache-for-strangers',
    about: 'For five seconds, a cache returns what somebody has read to requests without a token.',
    onReply: createCache(
      (reply, { request }) => reply.status === 401 && request.headers['authorization'] === undefined,
    ),
  },
  {
    name: 'job-cache-between-users',
    about: 'For five seconds, a cache behind authentication returns the job of one user to the others.',
    onReply: createCache((reply, context) => reply.status === 404 && isAbout(context, 'getStatus')),
  },
  {
    name: 'list-cache-between-users',
    about: 'For five seconds, a cache behind authentication returns the list of one user to the others.',
    onReply: createCache((reply, context) => reply.status === 200 && isAbout(context, 'listStatuses')),
  },
] as const satisfies readonly Mutant[];
