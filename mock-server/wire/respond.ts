/** Answers requests against the worlds, and does to a world what an operation asks for. */
import type { Handler, Model } from '../operations/reply.ts';
import { timeOf } from '../simulation/clock.ts';
import type { Duration, Instant } from '../../time/time.ts';
import { withCommand } from '../simulation/world.ts';
import type { Worlds } from '../simulation/worlds.ts';
import { type Answer, answer, type Wire } from './answer.ts';
import type { Job } from '../simulation/job.ts';
import { corsOf } from './cors.ts';
import { look, type Sight } from './look.ts';
import { gathered, type WireReply, type WireRequest } from './message.ts';
import { resourcesOf } from './routes.ts';
import { checkAnswer, type SelfCheck } from './self-check.ts';

export interface RespondDeps {
  readonly model: Model;
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly worlds: Worlds;
  /** Answers requests of other origins as the real server does, which lets no web page in. */
  readonly noCors?: boolean;
  /** Told of errors that are the mock's own. */
  readonly onCrash: (error: unknown) => void;
  /** Holds every honest answer against the document. */
  readonly selfCheck?: SelfCheck;
  /** Changes requests before they are answered, and replies before they are sent; only for lies. */
  readonly distort?: {
    readonly ofRequest: (request: WireRequest) => WireRequest;
    readonly ofReply: (answer: Answer, request: WireRequest) => WireReply;
  };
}

export interface Responded {
  readonly reply: WireReply;
  /** The time in the caller's world; in the first one when nobody knows the caller. */
  readonly worldTime: Instant;
  /** What was asked; absent for a preflight, which is none of the API's business. */
  readonly sight?: Sight;
  /** The jobs that the reply tells of. */
  readonly jobs: readonly Job[];
  /** The ids of the faults that touched the answer. */
  readonly faults: readonly string[];
  /** How the reply goes out, where that is not whole and at once. */
  readonly delivery?: Delivery;
}

/** What a fault does to a reply on its way; in this order. */
export interface Delivery {
  /** Milliseconds to wait before anything is sent. */
  readonly delay?: Duration;
  /** The connection is reset in place of an answer. */
  readonly reset?: boolean;
  /** The connection ends after so many bytes of the body. */
  readonly cutAt?: number;
  /** Bytes of the body a second. */
  readonly rate?: number;
}

/** `real` is the real time, taken once for the request. */
export type Respond = (request: WireRequest, real: Instant) => Promise<Responded>;

/** One request after the other, since a command belongs to the world that its operation saw. */
export function responder(deps: RespondDeps): Respond {
  const resources = resourcesOf(deps.model.spec, deps.model.readings);
  const cors = deps.noCors === true ? undefined : corsOf(deps.model.spec);
  let before: Promise<unknown> = Promise.resolve();
  return (request, real) => {
    const preflight = cors?.preflight(request);
    if (preflight !== undefined)
      return Promise.resolve({
        reply: preflight,
        worldTime: firstTime(deps.worlds, real),
        jobs: [],
        faults: [],
      });
    const turn = before.then(() => respond(request, real, deps, resources));
    before = turn.catch(() => undefined);
    const added = cors?.headersFor(request) ?? [];
    return added.length === 0 ? turn : turn.then((responded) => withHeaders(responded, added));
  };
}

async function respond(
  request: WireRequest,
  real: Instant,
  { model, handlers, worlds, onCrash, selfCheck, distort }: RespondDeps,
  resources: Wire['resources'],
): Promise<Responded> {
  const sight = await look(request, real, { model, resources, worlds });
  // A lie about an answer is told of its headers too, so for HEAD the whole of it is made and its body left away.
  const asked = distort === undefined || request.method !== 'HEAD' ? request : { ...request, method: 'GET' };
  const answered = await answer(distort?.ofRequest(asked) ?? asked, {
    model,
    resources,
    handlers,
    onCrash,
    enter: (token) => {
      const entered = worlds.enter(token, real);
      return entered === undefined ? undefined : { ...entered, now: timeOf(entered.world.clock, real) };
    },
  });
  if (selfCheck !== undefined) await checkAnswer(answered, request, model, selfCheck);
  const { command, entered } = answered;
  if (command !== undefined && entered !== undefined) {
    worlds.change(entered.world.name, (world) => withCommand(world, command));
  }
  return {
    reply: distort === undefined ? answered.reply : await distorted(answered, request, distort),
    worldTime: entered?.now ?? firstTime(worlds, real),
    sight,
    jobs: answered.jobs ?? [],
    faults: [],
  };
}

/** A lie is told about a whole body, however long it is. */
async function distorted(
  answered: Answer,
  request: WireRequest,
  { ofReply }: NonNullable<RespondDeps['distort']>,
): Promise<WireReply> {
  const reply = ofReply({ ...answered, reply: await gathered(answered.reply) }, request);
  return request.method === 'HEAD' ? { ...reply, body: '' } : reply;
}

function firstTime(worlds: Worlds, real: Instant): Instant {
  return timeOf(worlds.first(real).clock, real);
}

function withHeaders(responded: Responded, added: WireReply['headers']): Responded {
  const { reply } = responded;
  return { ...responded, reply: { ...reply, headers: [...reply.headers, ...added] } };
}
