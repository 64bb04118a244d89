/** The way of a request through the mock: one context passes through the stages of one table, in its order. */
import type { Instant } from '../../time/time.ts';
import { problem } from '../api/reply.ts';
import { collectBody, type WireReply, type WireRequest } from '../django/message.ts';
import { andThen, isPromise, type Later } from '../portions/portions.ts';
import { StoreError } from '../store/port.ts';
import { authenticate, throttle } from './authenticate.ts';
import { body } from './body.ts';
import { Context, type PipelineOptions, type Setup } from './context.ts';
import { commit, handle } from './handle.ts';
import { identify, route } from './identify.ts';
import { prepare } from './prepare.ts';
import { render } from './render.ts';
import { checkResponse } from './self-check.ts';

interface Stage {
  readonly name: string;
  /** Absent if another room does it. */
  readonly run?: (context: Context) => Later<void>;
  /** Django itself: it is over with the first reply, and what fails here is a response of the API. */
  readonly isDjango?: true;
}

/** Of the checks of Django, the first that sets a reply wins. */
export const stages: readonly Stage[] = [
  { name: 'route', run: route },
  { name: 'identify', run: identify },
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
            context.isLate = true;
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

/** Finds the faults, and lets mutants change the request. */
function matchFaults(context: Context): Later<void> {
  const { setup, world } = context;
  if (context.reply?.kind === 'preflight') return undefined;
  if (world.faults.length === 0 || setup.matchFaults === undefined) return mutateRequest(context);
  return andThen(setup.matchFaults(context), (faults) => {
    context.faults = faults;
    mutateRequest(context);
  });
}

function mutateRequest(context: Context): void {
  const { setup, request, faults } = context;
  if (faults === undefined && setup.mutate === undefined) return;
  // Mutants of a response also see its headers, so a HEAD response is created completely and its body dropped.
  const isWhole = request.method === 'HEAD' && (setup.mutate !== undefined || faults?.readsBody === true);
  const asked = isWhole ? { ...request, method: 'GET' } : request;
  const mutated = setup.mutate?.onRequest(asked) ?? asked;
  context.received = faults?.mutateRequest(mutated) ?? mutated;
  if (faults?.hasMutants === true) {
    const { model } = setup;
    context.model = {
      ...model,
      mutate: (view, scene) => faults.mutateJob(model.mutate?.(view, scene) ?? view, scene),
    };
  }
  if (context.received === request) return;
  if (context.received.body !== request.body || context.received.headers !== request.headers)
    context.parsed = undefined;
  context.reply = undefined;
  route(context);
}

/** Chooses the media type, by format and Accept. */
function negotiate(context: Context): void {
  const { received, query, setup } = context;
  if (typeof query === 'string') {
    // Most versions fail over such a query once more, in their report of it.
    const isReported = query === 'suspicious' && !setup.framework['reports-failures'];
    context.reply = problem(isReported ? 'tooManyFields' : 'workerError');
    return;
  }
  const format = query.findLast(([name]) => name === 'format')?.[1];
  const found = setup.negotiate(received.headers['accept'] ?? '*/*', format);
  if (found.kind === 'chosen') context.representation = found;
  else if (found.kind === 'crash') context.reply = problem('serverError');
  else context.reply = problem(found.kind === 'unknown-format' ? 'noSuchFormat' : 'notAcceptable');
}

function method(context: Context): void {
  const { operation, received } = context;
  if (operation === undefined && received.method !== 'OPTIONS')
    context.reply = problem('methodNotAllowed', { method: received.method });
}

/** Lets mutants and faults change the response. */
function mutate(context: Context): Later<void> {
  if (context.reply?.kind === 'preflight') return undefined;
  const { setup, faults, response } = context;
  const mutated =
    setup.mutate === undefined
      ? undefined
      : andThen(collectBody(response), (whole) => {
          context.response = whole;
          context.response = setup.mutate?.onReply(context) ?? whole;
        });
  if (mutated === undefined && faults === undefined) return finish(context, response);
  return andThen(mutated, () => andThen(faults?.changeResponse(context), () => finish(context, response)));
}

/** @param own the API's own response, without faults and mutants */
function finish(context: Context, own: WireReply): Later<void> {
  const { setup, request, received, faults } = context;
  if (context.intent !== undefined) return andThen(commit(context), () => finish(context, own));
  if (context.isOfApi && request.headers['origin'] !== undefined && setup.cors !== undefined) {
    const { response } = context;
    context.response = { ...response, headers: [...response.headers, ...setup.cors] };
  }
  if (received.method !== request.method && request.method === 'HEAD')
    context.response = { ...context.response, body: '' };
  if (request.body !== '') context.request = { ...request, body: '' };
  const isHonest = faults?.hasMutants !== true && !context.isReplaced;
  return isHonest && setup.selfCheck !== undefined ? checkResponse(context, own, setup.selfCheck) : undefined;
}
