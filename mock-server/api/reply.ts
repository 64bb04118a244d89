/** The input and output of an operation: plain values, no HTTP. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Operation } from '../../openapi/operations.ts';
import type { Readings } from '../../openapi/questions.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { WireReply } from '../django/message.ts';
import type { FixtureUser } from '../domain/fixture.ts';
import type { Job } from '../domain/job.ts';
import type { Instant } from '../../time/time.ts';
import type { Decision } from '../domain/decision.ts';
import type { Intent } from '../domain/entry.ts';
import type { World } from '../domain/world.ts';
import type { ProblemName } from './problems.ts';
import type { Later, Pause } from '../portions/portions.ts';

export interface OperationCall {
  readonly operation: Operation;
  readonly world: World;
  readonly user: FixtureUser;
  /** The world's time, taken once for the whole request. */
  readonly now: Instant;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The id of the job in the path; undefined if it is none. */
  readonly job: string | undefined;
  /** The last value of each query parameter. */
  readonly query: ReadonlyMap<string, string>;
  /** All query parameters in order, including repeated ones. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** The result of the handler's body reader; without one, the parsed body, or an empty map without a body. */
  readonly body: unknown;
  /** The URL of the resource without its query, for links to other pages. */
  readonly url: string;
  readonly model: Model;
}

/** The document and its readings, which every operation uses. */
export interface Model {
  readonly spec: Spec;
  readonly readings: Readings;
  /** The most rows of a submission at present, if there is a limit. */
  readonly getMaxRows?: () => number | undefined;
  /** Changes the view of a job; only for mutants. */
  readonly mutate?: (view: JobView, scene: JobScene) => JobView;
  /** Adds to the body of a success the fields that the mock does not simulate; only for documents of others. */
  readonly fill?: Fill;
}

export interface Fill {
  (operation: Operation, status: number, body: unknown): unknown;
  /** The values of the fields by the pointers of their schemas. */
  readonly values: ReadonlyMap<string, unknown>;
}

/** The context of a mutant of jobs. */
export interface JobScene {
  readonly job: Job;
  readonly now: Instant;
  readonly lifeCycle: LifeCycle;
}

/** A job as the API shows it. */
export interface JobView {
  readonly job_id: string;
  readonly status: string;
  readonly submitted_at: string;
  readonly updated_at: string;
}

export type Reply =
  | {
      readonly kind: 'success';
      readonly status: number;
      readonly body: unknown;
      /** The effect of the response itself, such as a poll that counts. */
      readonly intent?: Intent;
      /** The jobs that the reply shows. */
      readonly jobs?: readonly Job[];
      /** Where the same object is the reply to many requests: the response that was made of it. */
      readonly kept?: KeptResponse;
    }
  | {
      readonly kind: 'file';
      readonly mediaType: string;
      /** Under which a browser keeps it. */
      readonly name: string;
      /** The jobs that the reply shows. */
      readonly jobs?: readonly Job[];
      /** The content, in pieces that are made as they are sent. */
      readonly text: () => AsyncIterable<string>;
    }
  | {
      readonly kind: 'problem';
      readonly problem: ProblemName;
      readonly values?: Readonly<Record<string, string | number>>;
    }
  | { readonly kind: 'invalid'; readonly errors: unknown }
  /** To the same path with a slash. */
  | { readonly kind: 'redirect' }
  /** To a page that asks whether it may send a request; it reaches neither the API nor its faults nor the journal. */
  | { readonly kind: 'preflight' }
  /** The change that the request wants could not be stored. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** By the server in front of Django. */
  | { readonly kind: 'refused'; readonly problem: ProblemName };

/** What an operation wants to change. Its response follows from what the fold makes of it. */
export interface Wanted {
  readonly kind: 'intent';
  readonly intent: Intent;
}

export interface KeptResponse {
  /** For which it was made. */
  representation?: object;
  response?: WireReply;
}

export interface Handler {
  (call: OperationCall): Later<Reply | Wanted>;
  /** The reply after the intent that it returned; `call.world` is the world after it. */
  readonly respond?: (call: OperationCall, decision: Decision) => Reply;
  /** Reads the parsed body before the world is read, since that can take long. */
  readonly read?: BodyReader;
}

export type BodyReader = (sent: SentBody, pause: Pause) => Later<ReadBody>;

export interface SentBody {
  readonly operation: Operation;
  /** The parsed body; an empty map when none was sent. */
  readonly body: unknown;
  readonly model: Model;
}

/** The handler's input from a body, or the response that rejects it. */
export type ReadBody = { readonly kind: 'body'; readonly body: unknown } | Reply;

/** A 200. @param jobs those that it shows @param intent what that does to them */
export const ok = (
  body: unknown,
  jobs: readonly Job[],
  intent?: Intent,
): Extract<Reply, { kind: 'success' }> => ({
  kind: 'success',
  status: 200,
  body,
  jobs,
  ...(intent === undefined ? {} : { intent }),
});

export const problem = (name: ProblemName, values?: Readonly<Record<string, string | number>>): Reply =>
  values === undefined ? { kind: 'problem', problem: name } : { kind: 'problem', problem: name, values };

/** The quota is used up. */
export const throttled = (seconds: number): Reply =>
  problem('tooManyRequests', { seconds, plural: seconds === 1 ? '' : 's' });

/** A 400 with errors by field. */
export const invalid = (errors: unknown): Reply => ({ kind: 'invalid', errors });
