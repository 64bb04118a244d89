/** A mutant: a named way in which the mock breaks one promise, to prove that a suite or a client notices. */
import type { JobView, JobScene } from '../api/reply.ts';
import type { Fixture } from '../simulation/fixture.ts';
import type { AnsweredRequest } from '../wire/answer.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { replaceBody } from '../wire/render.ts';

export interface Mutant {
  readonly name: string;
  /** One sentence saying what is wrong with the answers. */
  readonly about: string;
  /** Changes the request. */
  readonly onRequest?: (request: WireRequest, fixture: Fixture) => WireRequest;
  /** Changes the view of a job. */
  readonly onJob?: (view: JobView, scene: JobScene) => JobView;
  /** Sends something else than what was answered. */
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

type OnReply = NonNullable<Mutant['onReply']>;

/** Mutants to one operation's answers of one status only, whatever the query, and to HEAD as to GET: each mutant is one. */
export function mutateAnswer(
  operationId: string,
  status: number,
  mutant: (reply: WireReply, answer: AnsweredRequest, request: WireRequest) => WireReply,
): OnReply {
  return (reply, answer, request) => {
    const hit =
      answer.resource?.operations.some(({ id }) => id === operationId) === true && reply.status === status;
    return hit && ['GET', 'HEAD'].includes(request.method) ? mutant(reply, answer, request) : reply;
  };
}

/** The reply with its JSON body changed. */
export function changeJson(reply: WireReply, change: (body: unknown) => unknown): WireReply {
  return replaceBody(reply, JSON.stringify(change(JSON.parse(reply.body))));
}

/** The list with its jobs changed, in whichever envelope. */
export function changeJobs(
  reply: WireReply,
  change: (jobs: readonly JobView[]) => readonly unknown[],
): WireReply {
  return changeJson(reply, (body) =>
    Array.isArray(body)
      ? change(body)
      : { ...(body as object), results: change((body as { results: JobView[] }).results) },
  );
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
