/** The way of a request through the mock: one context passes through the stages of one table, in its order. */
import type { Instant } from '../../time/time.ts';
import { problem } from '../api/reply.ts';
import type { WireRequest } from '../django/message.ts';
import { isPromise, type Later } from '../portions/portions.ts';
import { StoreError } from '../store/port.ts';
import { body } from './body.ts';
import { authenticate, method, negotiate, throttle } from './checks.ts';
import { Context, type PipelineOptions, type Setup } from './context.ts';
import { handle } from './handle.ts';
import { identify, matchFaults, route } from './identify.ts';
import { finish, mutate } from './mutate.ts';
import { prepare } from './prepare.ts';
import { render } from './render.ts';

interface Stage {
  readonly name: string;
  /** Absent if another room does it. */
  readonly run?: (context: Context) => Later<void>;
  /** Django itself: it is over with the first reply, and what fails here is a response of the API. */
  readonly isDjango?: true;
  /** It looks at the world itself after it has waited. */
  readonly isFresh?: true;
}

/** Of the checks of Django, the first that sets a reply wins. */
export const stages: readonly Stage[] = [
  { name: 'route', run: route },
  { name: 'identify', run: identify, isFresh: true },
  { name: 'matchFaults', run: matchFaults },
  { name: 'negotiate', run: negotiate, isDjango: true },
  { name: 'authenticate', run: authenticate, isDjango: true },
  { name: 'throttle', run: throttle, isDjango: true },
  { name: 'method', run: method, isDjango: true },
  { name: 'body', run: body, isDjango: true },
  { name: 'handle', run: handle, isDjango: true },
  { name: 'render', run: render },
  { name: 'mutate', run: mutate },
  // By the edge: http/ or library/.
  { name: 'deliver' },
  // By the engine, when the response is out.
  { name: 'journal' },
];

/**
 * Runs the stages until the response is to be delivered; at once, unless one of them has to wait.
 * @param real the real time
 * @param steady the same by a clock that is never set back
 */
export type Respond = (request: WireRequest, real: Instant, steady?: Instant) => Later<Context>;

export function createPipeline(options: PipelineOptions): Respond {
  const setup: Setup = { ...options, ...prepare(options.model, options.noCors === true) };
  return (request, real, steady = real) => run(new Context(setup, request, real, steady), 0);
}

function run(context: Context, from: number): Later<Context> {
  for (let index = from; index < stages.length; index += 1) {
    const stage = stages[index];
    if (stage?.run === undefined || (stage.isDjango === true && context.reply !== undefined)) continue;
    try {
      const waiting = stage.run(context);
      if (isPromise(waiting))
        return waiting
          .catch((error: unknown) => fail(stage, context, error))
          .then(() => {
            if (stage.isFresh !== true) context.isLate = true;
            return run(context, index + 1);
          });
    } catch (error) {
      fail(stage, context, error);
    }
  }
  return context;
}

function fail({ isDjango, run: stage }: Stage, context: Context, error: unknown): void {
  if (error instanceof StoreError) {
    context.reply = { kind: 'unavailable', reason: error.message };
    context.isReplaced = true;
    if (stage !== mutate) return;
    // The response is there already.
    render(context);
    void finish(context, context.response);
    return;
  }
  if (isDjango !== true) throw error;
  context.setup.onCrash(error);
  context.reply = problem('serverError');
}
