/** The stages before Django: what a request is for, whose it is, in which world, about which job, and with which faults. */
import { problem } from '../api/reply.ts';
import { utf8 } from '../django/encodings/utf-8.ts';
import { getScheme } from '../django/forwarded-scheme.ts';
import { type Pairs, parsePairs } from '../django/query-dict.ts';
import { parseUuid } from '../django/uuid.ts';
import { getTime } from '../domain/clock.ts';
import { firstWorld } from '../domain/world-names.ts';
import { createNowhere } from '../store/shared-worlds.ts';
import { andThen, type Later, noPause } from '../portions/portions.ts';
import { isLarge, parse } from './body.ts';
import { lookAtWorld } from './look-at-world.ts';
import type { Context } from './context.ts';
import { isPreflight } from './cors.ts';
import { isFromForeignPage } from './foreign-page.ts';

const noPairs: Pairs = [];

/** The resource, the operation and the query. The server in front of Django refuses what Django cannot read. */
export function route(context: Context): void {
  const { received, setup } = context;
  if (setup.cors !== undefined && isPreflight(received)) {
    context.reply = { kind: 'preflight' };
    return;
  }
  const { method, headers, target } = received;
  const found = setup.findRoute(target);
  const { kind, resource, search } = found;
  const asked = method === 'HEAD' ? 'GET' : method;
  context.route = found;
  context.operation = resource?.operations.find((one) => one.method === asked);
  const header = headers['content-type'];
  const contentType = header === undefined ? undefined : setup.parseContentType(header);
  if (getScheme(received) === 'contradiction')
    context.reply = { kind: 'refused', problem: 'contradictoryScheme' };
  else if (contentType?.isFatal === true) context.reply = { kind: 'refused', problem: 'workerError' };
  else if (kind === 'lacks-slash') context.reply = { kind: 'redirect' };
  else if (resource === undefined) context.reply = problem('noSuchRoute');
  else {
    context.resource = resource;
    context.query = search === '' ? noPairs : parsePairs(search, contentType?.codec ?? utf8);
  }
}

/** The world, the user and the job. */
export function identify(context: Context): Later<void> {
  if (context.setup.worlds.shared === undefined) return findWorld(context);
  // Where the store is down, the request is for the world that it names, and finds it empty.
  const { world: name, isNamed } = context.setup.parseToken(context.request.headers['authorization'] ?? '');
  context.world = createNowhere(isNamed ? name : firstWorld, context.setup.worlds);
  context.named = isNamed ? name : undefined;
  context.now = context.real;
  return andThen(lookAtWorld(context), () => findWorld(context));
}

function findWorld(context: Context): Later<void> {
  const { request, operation, real, setup } = context;
  if (context.reply?.kind === 'preflight') {
    context.world = setup.worlds.first(real);
    context.now = getTime(context.world.clock, real);
    return undefined;
  }
  const token = setup.parseToken(request.headers['authorization'] ?? '');
  const { world, user, named, isIn } = setup.worlds.whose(token, real, isFromForeignPage(request));
  context.world = world;
  context.user = user;
  context.named = named;
  context.isIn = isIn;
  context.real = setup.worlds.shared?.getTime(world.name, real) ?? real;
  context.now = getTime(world.clock, context.real);
  context.job = context.route.job;
  const field = operation === undefined ? undefined : setup.bodies.get(operation.id)?.jobField;
  if (field === undefined || request.body === '' || isLarge(request)) return undefined;
  return andThen(parse(context, request, noPause), (parsed) => {
    context.parsed = parsed;
    const value = parsed.kind === 'form' ? parsed.form.last(field) : getField(parsed, field);
    context.job = typeof value === 'string' ? parseUuid(value) : undefined;
  });
}

function getField(parsed: NonNullable<Context['parsed']>, name: string): unknown {
  const data = parsed.kind === 'data' ? parsed.data : undefined;
  return typeof data === 'object' && data !== null && Object.hasOwn(data, name)
    ? (data as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** Finds the faults, and lets mutants change the request. */
export function matchFaults(context: Context): Later<void> {
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
