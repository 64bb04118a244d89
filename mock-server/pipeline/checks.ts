/** The checks of Django before it reads the body: the first that sets a reply wins. */
import { problem, throttled } from '../api/reply.ts';
import { computeSecondsToWait } from '../django/throttle.ts';
import { getTime } from '../domain/clock.ts';
import type { Caller, Context } from './context.ts';
import { isFromForeignPage } from './foreign-page.ts';

/** Chooses the media type, by format and Accept. */
export function negotiate(context: Context): void {
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

export function authenticate(context: Context): void {
  const { request, received, world, user, now, isIn, isLate, faults } = context;
  const isKnown = !isLate && received.headers['authorization'] === request.headers['authorization'];
  const caller = isKnown && isIn && user !== undefined ? { world, user, now } : undefined;
  context.caller = isKnown ? caller : findCaller(context);
  if (faults?.locksOut === true) context.caller = undefined;
  if (context.caller === undefined) context.reply = problem('unauthorized');
}

export function throttle(context: Context): void {
  const { resource, caller, setup, request } = context;
  const seconds = caller === undefined ? undefined : computeSecondsToWait(resource?.operations ?? [], caller);
  const wait = seconds ?? setup.getWait?.(request);
  if (wait !== undefined) context.reply = throttled(wait);
}

export function method(context: Context): void {
  const { operation, received } = context;
  if (operation === undefined && received.method !== 'OPTIONS')
    context.reply = problem('methodNotAllowed', { method: received.method });
}

/** The caller by the token that Django gets; undefined if it does not let in. */
function findCaller(context: Context): Caller | undefined {
  const { received, request, setup, real } = context;
  const { bearer } = setup.parseToken(received.headers['authorization'] ?? '');
  const entered =
    bearer === undefined ? undefined : setup.worlds.enter(bearer, real, isFromForeignPage(request));
  if (entered === undefined) return undefined;
  context.real = setup.worlds.shared?.getTime(entered.world.name, real) ?? real;
  return { ...entered, now: getTime(entered.world.clock, context.real) };
}

/** The same once more, for a request that waited: the world may have changed meanwhile. */
export function lookAgain(context: Context): void {
  authenticate(context);
  const { caller, received, request } = context;
  if (caller === undefined) return;
  if (received.headers['authorization'] === request.headers['authorization']) {
    context.world = caller.world;
    context.now = caller.now;
  }
  throttle(context);
}
