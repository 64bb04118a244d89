/** A mutant: a named way in which the mock breaks one promise, to prove that a suite or a client notices. */
import type { JobView, JobScene } from '../api/reply.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Job } from '../domain/job.ts';
import { getJobs } from '../domain/world.ts';
import type { Context } from '../pipeline/context.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { replaceBody } from '../django/message.ts';

export interface Mutant {
  readonly name: string;
  /** One sentence about the defect in the responses. */
  readonly about: string;
  /** Changes the request. */
  readonly onRequest?: (request: WireRequest, fixture: Fixture) => WireRequest;
  /** Changes the view of a job. */
  readonly onJob?: (view: JobView, scene: JobScene) => JobView;
  /** Sends a different response. */
  readonly onReply?: (reply: WireReply, context: Context, request: WireRequest) => WireReply;
}

/** Applies several mutants to requests, jobs and replies, one after the other. */
export interface MutantHooks {
  readonly onRequest: (request: WireRequest) => WireRequest;
  readonly onJob: (view: JobView, scene: JobScene) => JobView;
  readonly onReply: (context: Context) => WireReply;
}

export function combineMutants(mutants: readonly Mutant[], fixture: Fixture): MutantHooks {
  return {
    onRequest: (request) =>
      mutants.reduce((received, { onRequest }) => onRequest?.(received, fixture) ?? received, request),
    onJob: (view, scene) => mutants.reduce((shown, { onJob }) => onJob?.(shown, scene) ?? shown, view),
    onReply: (context) =>
      mutants.reduce(
        (sent, { onReply }) => onReply?.(sent, context, context.request) ?? sent,
        context.response,
      ),
  };
}

export type OnReply = NonNullable<Mutant['onReply']>;
export type OnJob = NonNullable<Mutant['onJob']>;

/** Whether the response belongs to a request for one of these operations. */
export function isAbout({ resource }: Context, ...operationIds: readonly string[]): boolean {
  return resource?.operations.some(({ id }) => operationIds.includes(id)) === true;
}

/** The job of another user whose id is in the text. */
export function findForeignJob({ caller }: Context, text: string): Job | undefined {
  return caller === undefined
    ? undefined
    : getJobs(caller.world).find(({ id, owner }) => owner !== caller.user.name && text.includes(id));
}

/** A mutant of one operation's responses with one status code, whatever the query, for HEAD as for GET. */
export function mutateAnswer(operationId: string, status: number, mutant: OnReply): OnReply {
  return (reply, context, request) =>
    isAbout(context, operationId) && reply.status === status && ['GET', 'HEAD'].includes(request.method)
      ? mutant(reply, context, request)
      : reply;
}

/** Mutants to the jobs of the list. */
export const mutateList = (
  change: (jobs: readonly JobView[], context: Context) => readonly unknown[],
): OnReply =>
  mutateAnswer('listStatuses', 200, (reply, context) => changeJobs(reply, (jobs) => change(jobs, context)));

/** The reply with its JSON body changed. */
export function changeJson(reply: WireReply, change: (body: unknown) => unknown): WireReply {
  return replaceBody(reply, JSON.stringify(change(JSON.parse(reply.body))));
}

/** The list with its jobs changed, in whichever envelope; the reply itself when the jobs stay the same. */
export function changeJobs(
  reply: WireReply,
  change: (jobs: readonly JobView[]) => readonly unknown[],
): WireReply {
  const body = JSON.parse(reply.body) as readonly JobView[] | { readonly results: readonly JobView[] };
  const jobs = 'results' in body ? body.results : body;
  const changed = change(jobs);
  if (changed === jobs) return reply;
  return changeJson(reply, () => ('results' in body ? { ...body, results: changed } : changed));
}

/** The reply with one header set, or removed. */
export function replaceHeader(reply: WireReply, name: string, value: string | undefined): WireReply {
  const others = reply.headers.filter(([one]) => one.toLowerCase() !== name.toLowerCase());
  return { ...reply, headers: value === undefined ? others : [...others, [name, value]] };
}

/** A response with another status, whose body is sent as it is. */
export function replaceAnswer(
  reply: WireReply,
  status: number,
  body: unknown,
  mediaType = 'application/json',
): WireReply {
  return replaceHeader(
    replaceBody({ ...reply, status }, mediaType === 'application/json' ? JSON.stringify(body) : String(body)),
    'Content-Type',
    mediaType,
  );
}
