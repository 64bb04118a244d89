/** The stage `mutate`: what mutants and faults make of the response, and what the edge adds for pages of other origins. */
import { collectBody, type WireReply } from '../django/message.ts';
import { andThen, type Later } from '../portions/portions.ts';
import type { Committed } from '../store/commits.ts';
import type { Context } from './context.ts';
import { commit } from './handle.ts';
import { render } from './render.ts';
import { checkResponse } from './self-check.ts';

export function mutate(context: Context): Later<void> {
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
export function finish(context: Context, own: WireReply): Later<void> {
  const { setup, request, received, faults } = context;
  if (context.intent !== undefined) return andThen(commit(context), (done) => followUp(context, own, done));
  if (context.isOfApi && request.headers['origin'] !== undefined && setup.cors !== undefined) {
    const { response } = context;
    context.response = { ...response, headers: [...response.headers, ...setup.cors] };
  }
  if (received.method !== request.method && request.method === 'HEAD')
    context.response = { ...context.response, body: '' };
  if (request.body !== '') releaseBody(context);
  const isHonest = faults?.hasMutants !== true && !context.isReplaced;
  return isHonest && setup.selfCheck !== undefined ? checkResponse(context, own, setup.selfCheck) : undefined;
}

/** In a shared store, the response is that to what the intent came to, which need not be what was previewed. */
function followUp(context: Context, own: WireReply, done: Committed | undefined): Later<void> {
  const { replyAgain } = context;
  context.replyAgain = undefined;
  if (replyAgain === undefined || done === undefined) return finish(context, own);
  return andThen(replyAgain(done), () => {
    render(context);
    return mutate(context);
  });
}

/** Sending the response may take long, and a body is large. */
function releaseBody(context: Context): void {
  context.request = { ...context.request, body: '' };
  context.received = context.request;
  context.body = undefined;
  context.parsed = undefined;
}
