/** A mutant: a named way in which the mock breaks one promise, to prove that a suite or a client notices. */
import type { JobView, JobScene } from '../api/reply.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Job } from '../domain/job.ts';
import { getJobs } from '../domain/world.ts';
import type { AnsweredRequest } from '../pipeline/answer.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { replaceBody } from '../pipeline/render.ts';

export interface Mutant {
  readonly name: string;
  /** One sentence about the defect in the responses. */
  readonly about: string;
  /** Changes the request. */
  readonly onRequest?: (request: WireRequest, fixture: Fixture) => WireRequest;
  /** Changes the view of a job. */
  readonly onJob?: (view: JobView, scene: JobScene) => JobView;
  /** Sends a different response. */
  readonly onReply?: (reply: WireReply, answer: AnsweredRequest, request: WireRequest) => WireReply;
}

/** Applies several mutants to requests, jobs and replies, one after the other. */
export interface MutantHooks {
  readonly onRequest: (request: WireRequest) => WireRequest;
  readonly onJob: (view: JobView, scene: JobScene) => JobView;
  readonly onReply: (answer: AnsweredRequest, request: WireRequest) => WireReply;
}

export function combineMutants(mutants: readonly Mutant[], fixture: Fixture): MutantHooks {
  return {
    onRequest: (request) =>
      mutants.reduce((received, { onRequest }) => onRequest?.(received, fixture) ?? received, request),
    onJob: (view, scene) => mutants.reduce((shown, { onJob }) => onJob?.(shown, scene) ?? shown, view),
    onReply: (answer, request) =>
      mutants.reduce((sent, { onReply }) => onReply?.(sent, answer, request) ?? sent, answer.reply),
  };
}

export type OnReply = NonNullable<Mutant['onReply']>;
export type OnJob = NonNullable<Mutant['onJob']>;

/** Whether the response belongs to a request for one of these operations. */
export function isAbout({ resource }: AnsweredRequest, ...operationIds: readonly string[]): boolean {
  return resource?.operations.some(({ id }) => operationIds.includes(id)) === true;
}

/** The job of another user whose id is in the text. */
export function findForeignJob({ entered }: AnsweredRequest, text: string): Job | undefined {
  return entered === undefined
    ? undefined
    : getJobs(entered.world).find(({ id, owner }) => owner !== entered.user.name && text.includes(id));
}

/** A mutant of one operation's responses with one status code, whatever the query, for HEAD as for GET. */
export function mutateAnswer(operationId: string, status: number, mutant: OnReply): OnReply {
  return (reply, answer, request) =>
    isAbout(answer, operationId) && reply.status === status && ['GET', 'HEAD'].includes(request.method)
      ? mutant(reply, answer, request)
      : reply;
}

/** Mutants to the jobs of the list. */
export const mutateList = (
  change: (jobs: readonly JobView[], answer: AnsweredRequest) => readonly unknown[],
): OnReply =>
  mutateAnswer('listStatuses', 200, (reply, answer) => changeJobs(reply, (jobs) => change(jobs, answer)));

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
