/** Requests of a shared store look at their world before they use it. */
import { andThen, type Later } from '../portions/portions.ts';
import type { Context } from './context.ts';
import { isFromForeignPage } from './foreign-page.ts';

/** Gets what other processes wrote to the world, and the time of the store they share; nothing to do for an ordinary store. */
export function lookAtWorld(context: Context): Later<void> {
  const { request, setup } = context;
  const { shared } = setup.worlds;
  if (shared === undefined) return undefined;
  const token = setup.parseToken(request.headers['authorization'] ?? '');
  return andThen(shared.enter(token, isFromForeignPage(request)), (now) => {
    context.real = now;
  });
}
