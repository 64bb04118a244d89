/** Where faults come in: what the wire asks of them and does for them, without knowing any. */
import type { JobView, Model, Reply, Scene } from '../api/reply.ts';
import type { World } from '../simulation/world.ts';
import type { Instant } from '../../time/time.ts';
import type { Answer } from './answer.ts';
import type { Entered } from './progress.ts';
import type { Delivery } from './delivery.ts';
import type { Sight } from './request-context.ts';
import type { WireReply, WireRequest } from '../django/message.ts';

/** @param now the time of the world that is seen; @returns undefined when no fault looks at the request */
export type Strike = (sight: Sight, now: Instant) => Strikes | undefined;

/** What the faults of a world do to one request. */
export interface Strikes {
  /** The token lets nobody in. */
  readonly locksOut: boolean;
  /** Answers in place of the operation, once all checks have passed. */
  readonly instead?: (entered: Entered, request: WireRequest, model: Model) => Reply;
  /** Mutants; told of this request only. */
  readonly mutants?: {
    readonly ofRequest: (request: WireRequest) => WireRequest;
    readonly ofJob: (view: JobView, scene: Scene) => JobView;
  };
  /** What is done needs the body of the answer, also for HEAD. */
  readonly readsBody: boolean;
  readonly finish: (answered: Answer, request: WireRequest) => Promise<Struck>;
}

/** What became of the answer. */
export interface Struck {
  /** Status 0 when none is sent. */
  readonly reply: WireReply;
  readonly delivery?: Delivery;
  /** The ids of the faults that touched it. */
  readonly faults: readonly string[];
  /** Whether what was asked is done. */
  readonly done: boolean;
  /** Whether the client can read there how its jobs are. */
  readonly tellsOfJobs: boolean;
  /** Whether it comes from the API, and not from something before it. */
  readonly isOfApi: boolean;
  /** The world that the request was made in, with the faults counted. */
  readonly counted: (world: World) => World;
}
