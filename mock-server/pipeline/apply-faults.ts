/** The port for faults: what wire/ calls and provides, without knowing any fault. */
import type { JobView, Model, Reply, JobScene } from '../api/reply.ts';
import type { Instant } from '../../time/time.ts';
import type { AnsweredRequest } from './answer.ts';
import type { Entered } from './progress.ts';
import type { Delivery } from './delivery.ts';
import type { RequestContext } from './request-context.ts';
import type { WireReply, WireRequest } from '../django/message.ts';

/** @param now the time of the visible world; @returns undefined if no fault matches the request */
export type FaultMatcher = (context: RequestContext, now: Instant) => ActiveFaults | undefined;

/** The effect of a world's faults on one request. */
export interface ActiveFaults {
  /** The token is rejected. */
  readonly locksOut: boolean;
  /** Answers in place of the operation, once all checks have passed. */
  readonly instead?: (entered: Entered, request: WireRequest, model: Model) => Reply;
  /** Mutants for this request only. */
  readonly mutants?: {
    readonly onRequest: (request: WireRequest) => WireRequest;
    readonly onJob: (view: JobView, scene: JobScene) => JobView;
  };
  /** The change needs the body of the response, also for HEAD. */
  readonly readsBody: boolean;
  readonly apply: (answered: AnsweredRequest, request: WireRequest) => Promise<FaultOutcome>;
}

/** The resulting response. */
export interface FaultOutcome {
  /** Status 0 when none is sent. */
  readonly reply: WireReply;
  readonly delivery?: Delivery;
  /** The ids of the faults that touched it. */
  readonly faults: readonly string[];
  /** Whether the request takes effect. */
  readonly done: boolean;
  /** Whether the client can read there how its jobs are. */
  readonly showsJobs: boolean;
  /** Whether it comes from the API, not from a server in front of it. */
  readonly isOfApi: boolean;
  /** The faults that matched the request. */
  readonly matched: readonly string[];
}
