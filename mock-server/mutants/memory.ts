/** What a mutant remembers of the jobs of one mock, for defects that show later. */
import type { JobView } from '../api/reply.ts';
import type { WireReply } from '../django/message.ts';
import type { Context } from '../pipeline/context.ts';
import { changeJobs, changeJson, isAbout } from './mutant.ts';

/** Creates a memory by job id, separate for each mock. */
export function createMemory<Value>(): (context: Context) => Map<string, Value> {
  const byMock = new WeakMap<object, Map<string, Value>>();
  return ({ setup }) => {
    const known = byMock.get(setup.worlds) ?? new Map<string, Value>();
    byMock.set(setup.worlds, known);
    return known;
  };
}

/** The response with each job changed, in the list and as a single status. */
export function changeShownJobs(
  reply: WireReply,
  context: Context,
  change: (job: JobView) => JobView,
): WireReply {
  if (reply.status !== 200 || context.request.method !== 'GET') return reply;
  if (isAbout(context, 'getStatus')) return changeJson(reply, (body) => change(body as JobView));
  return isAbout(context, 'listStatuses') ? changeJobs(reply, (jobs) => jobs.map(change)) : reply;
}
