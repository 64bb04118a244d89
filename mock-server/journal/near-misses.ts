/** Why a request matched nothing, and what would have: a sentence each, from the document and the worlds. No token in it. */
import { getReading, listRenders } from '../../openapi/questions.ts';
import { controlOperations } from '../../openapi/shipped.ts';
import type { Model } from '../api/reply.ts';
import type { World } from '../simulation/world.ts';
import type { Sight } from '../wire/request-context.ts';
import { percentDecode, splitTarget, type WireRequest } from '../django/message.ts';
import { match, createResources } from '../django/routes.ts';
import { mask, masked } from './mask.ts';
import { nearJob } from './near-jobs.ts';
import { nearPath, createTemplates } from './near-paths.ts';
import { nearToken } from './near-tokens.ts';

interface NearMissDeps {
  readonly model: Model;
  /** All worlds that there are. */
  readonly worlds: () => readonly World[];
}

export type NearMisses = (request: WireRequest, status: number, sight: Sight) => readonly string[];

/**
 * Each sentence follows from the request, and is told when the answer has the status that belongs to it: what a fault or
 * a mutant made of an answer has none.
 */
export function createNearMisses({ model, worlds }: NearMissDeps): NearMisses {
  const { spec, readings } = model;
  const resources = createResources(spec, readings);
  const { prefixes = [''] } = getReading(spec.questions, readings, 'path-prefix');
  const templates = createTemplates(spec.operations, prefixes);
  const near = remembering((path, method) => nearPath(path, method, templates));
  const rendered = Object.values(listRenders(spec.questions, readings));
  const usersPath = controlOperations().find(({ id }) => id === 'listUsers')?.path ?? '';

  const ofRoute = (request: WireRequest, sight: Sight): readonly string[] | undefined => {
    const { path, query, tokenInQuery } = maskedTarget(request, sight);
    const found = match(resources, splitTarget(request.target).path);
    if (found.kind === 'lacks-slash') return [redirected(request.method)];
    if (found.kind === 'resource') return undefined;
    const decoded = percentDecode(path);
    return [
      ...(path.includes(mask)
        ? ['A token stands in the path; it belongs into the header Authorization.']
        : []),
      near(decoded, request.method),
      ...(tokenInQuery && query !== '' && request.headers['authorization'] === undefined
        ? ['A token stands in the query; it belongs into the header Authorization.']
        : []),
    ];
  };

  const ofStatus: Readonly<Record<number, (request: WireRequest, sight: Sight) => string | undefined>> = {
    401: (request, sight) => {
      const { world } = sight;
      const { tokenInQuery } = maskedTarget(request, sight);
      return nearToken(request, world, tokenInQuery, usersPath.replace('{world}', world.name));
    },
    404: (_, sight) => nearJob(sight, worlds()),
    405: ({ method, target }, { operation }) => {
      const found = match(resources, splitTarget(target).path);
      if (operation !== undefined || found.kind !== 'resource') return undefined;
      const takes = found.resource.operations.map((one) => one.method);
      return `${found.resource.operations[0]?.path} takes ${takes.join(' and ')}, not ${method}.`;
    },
    406: ({ headers }) =>
      headers['accept'] === undefined
        ? undefined
        : `Accept does not let ${rendered.join(' or ')} through, and the API answers in nothing else.`,
    415: (_, { operation }) => {
      const types = Object.keys(operation?.requestBody ?? {});
      return `Content-Type must be ${types.join(' or ')}, as the body is.`;
    },
  };

  return (request, status, sight) => {
    if (status < 300 || status >= 500) return [];
    const route = status === 301 || status === 404 ? ofRoute(request, sight) : undefined;
    const told = ofStatus[status === 403 ? 401 : status]?.(request, sight);
    return route ?? (told === undefined ? [] : [told]);
  };
}

type NearPath = (path: string, method: string) => string;

/** More shapes of wrong paths than these no client has. */
export const maxShapes = 500;

/** A client that is wrong is so again and again; the id in a path makes no other sentence. Remembers a limited number. */
export function remembering(near: NearPath): NearPath {
  const known = new Map<string, string>();
  return (path, method) => {
    const shape = `${method} ${path.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, anyId)}`;
    const before = known.get(shape);
    if (before !== undefined) return before;
    const found = near(path, method);
    if (known.size >= maxShapes) known.clear();
    known.set(shape, found);
    return found;
  };
}

const anyId = '00000000-0000-4000-8000-000000000000';

function maskedTarget({ target, headers }: WireRequest, { world }: Sight) {
  const { path, query } = splitTarget(target);
  return masked(
    path,
    query,
    world.fixture.users.map(({ token }) => token),
    headers['authorization'],
  );
}

function redirected(method: string): string {
  const cost =
    method === 'GET' || method === 'HEAD'
      ? 'it costs a second request each time'
      : 'clients follow it with GET, and what was sent is lost';
  return `The slash is missing at the end of the path: the answer is a redirect; ${cost}.`;
}
