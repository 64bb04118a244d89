/** One request on its way through the stages: each adds what it finds out. */
import type { CheckAt } from '../../openapi/conformance.ts';
import type { Operation } from '../../openapi/operations.ts';
import type { Instant } from '../../time/time.ts';
import type { Handler, JobScene, JobView, Model, Reply } from '../api/reply.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import type { Negotiated } from '../django/negotiate.ts';
import type { NoPairs, Pairs } from '../django/query-dict.ts';
import type { ParsedBody } from '../django/request-body.ts';
import type { Resource } from '../django/routes.ts';
import type { FixtureUser } from '../domain/fixture.ts';
import type { Job } from '../domain/job.ts';
import type { Intent } from '../domain/entry.ts';
import type { World } from '../domain/world.ts';
import type { Committed } from '../store/commits.ts';
import type { Worlds } from '../store/worlds-port.ts';
import type { Later, Pause } from '../portions/portions.ts';
import type { Delivery } from './delivery.ts';
import type { Prepared, Route } from './prepare.ts';

/** The options of the mock that concern requests. */
export interface PipelineOptions {
  readonly model: Model;
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly worlds: Worlds;
  /** Answers requests of other origins as the real server does, which lets no web page in. */
  readonly noCors?: boolean;
  /** Told of errors that are the mock's own. */
  readonly onCrash: (error: unknown) => void;
  /** Checks every true response against the document. */
  readonly selfCheck?: SelfCheck;
  /** Changes requests before they are handled, and responses before they are sent; only for mutants. */
  readonly mutate?: {
    readonly onRequest: (request: WireRequest) => WireRequest;
    readonly onReply: (context: Context) => WireReply;
  };
  /** The faults of the request's world that match it; undefined if none does. */
  readonly matchFaults?: (context: Context) => Later<ActiveFaults | undefined>;
  /** Seconds until the sender of the request may send the next; undefined when it may now. */
  readonly getWait?: (request: WireRequest) => number | undefined;
  /** Called between two portions of the work on a large body; without it such work is done in one go. */
  readonly pause?: Pause;
  /** The real time, where that of a request may have become old: a large body takes time to read. */
  readonly now?: () => Instant;
}

export interface SelfCheck {
  /** Loaded with the first response, since most mocks do not need it. */
  readonly checks: () => CheckAt;
  /** Called with each response that violates the document, in one sentence. */
  readonly onBreach: (sentence: string) => void;
}

/** The options, and what is made of them once. */
export type Setup = PipelineOptions & Prepared;

/** A user whom the API lets in, and the world and its time. */
export interface Caller {
  readonly world: World;
  readonly user: FixtureUser;
  readonly now: Instant;
}

/** The faults that one request matches; `faults/` knows what they do. */
export interface ActiveFaults {
  /** The token is rejected. */
  readonly locksOut: boolean;
  /** The change needs the body of the response, also for HEAD. */
  readonly readsBody: boolean;
  /** There are mutants for this request only. */
  readonly hasMutants: boolean;
  /** One of them may keep the request from taking effect. */
  readonly mayUndo: boolean;
  readonly mutateRequest: (request: WireRequest) => WireRequest;
  readonly mutateJob: (view: JobView, scene: JobScene) => JobView;
  /** The reply in place of the operation's own. */
  readonly replaceReply: (context: Context) => Reply | undefined;
  /** Changes the response, and plans its delivery. */
  readonly changeResponse: (context: Context) => Later<void>;
}

/** Until the stage that finds it out. */
const unset: unknown = undefined;

/** A class, so that all requests have one shape, which the JavaScript engine makes fast. */
export class Context {
  readonly setup: Setup;
  /** As it arrived. */
  request: WireRequest;
  /** The real time of its arrival. */
  readonly began: Instant;
  /** The same by a clock that is never set back. */
  readonly steady: Instant;
  /** The real time, which is taken once, and again when a large body was read. */
  real: Instant;

  // route
  /** As Django gets it: mutants may change it. */
  received: WireRequest;
  route = unset as Route;
  query = unset as Pairs | NoPairs;
  /** Once the view is known. */
  resource: Resource | undefined = undefined;
  operation: Operation | undefined = undefined;

  // identify
  /** The world of the token if that is valid, else the first one. */
  world = unset as World;
  /** The world that the token names, when that does not exist and the token may not make it. */
  named: string | undefined = undefined;
  /** Whose token it is, whether that lets in or not. */
  user: FixtureUser | undefined = undefined;
  /** Whether the token lets in. */
  isIn = false;
  /** The time in the world. */
  now = unset as Instant;
  /** The id of the job, in the path or in the body, as far as it is a UUID. */
  job: string | undefined = undefined;
  parsed: ParsedBody | undefined = undefined;

  // matchFaults
  faults: ActiveFaults | undefined = undefined;
  /** As mutants show it. */
  model: Model;

  // negotiate
  representation: Extract<Negotiated, { kind: 'chosen' }> | undefined = undefined;

  // authenticate
  caller: Caller | undefined = undefined;

  // body
  body: unknown = undefined;
  /** Something was waited for, so that the world may have changed. */
  isLate = false;

  // handle
  /** The first stage that sets it ends the checks. */
  reply: Reply | undefined = undefined;
  /** A fault replaced the reply of the operation. */
  isReplaced = false;
  /** Wanted, but not done yet. */
  intent: Intent | undefined = undefined;
  /** Replies to what the intent came to: in a shared store, others may have written since it was previewed. */
  replyAgain: ((done: Committed) => Later<void>) | undefined = undefined;
  /** The jobs that the response shows. */
  jobs: readonly Job[] = noJobs;

  // render
  /** Status 0 when none is sent. */
  response = unset as WireReply;

  // mutate
  /** The faults that changed the response have been counted. */
  isCounted = false;
  /** The ids of the faults that changed the response. */
  touchedBy: readonly string[] = noIds;
  /** Whether it comes from the API, not from a server in front of it. */
  isOfApi = true;
  /** How it is sent, if not at once and as a whole. */
  delivery: Delivery | undefined = undefined;

  constructor(setup: Setup, request: WireRequest, real: Instant, steady: Instant) {
    this.setup = setup;
    this.request = request;
    this.began = real;
    this.steady = steady;
    this.real = real;
    this.received = request;
    this.model = setup.model;
  }
}

const noJobs: readonly Job[] = [];
const noIds: readonly string[] = [];
