/**
 * Explains why a request failed and what would have worked: a sentence each, from the document and the
 * worlds, without tokens.
 */
import { getReading, listRenders } from '../../openapi/questions.ts';
import { listControlOperations } from '../../openapi/shipped.ts';
import type { Model } from '../api/reply.ts';
import type { World } from '../domain/world.ts';
import type { Context } from '../pipeline/context.ts';
import { decodePercent, splitTarget, type WireRequest } from '../django/message.ts';
import { match, createResources } from '../django/routes.ts';
import { mask, maskTarget } from './mask.ts';
import { describeNearJob } from './near-jobs.ts';
import { describeNearPath, createTemplates } from './near-paths.ts';
import { describeNearToken } from './near-tokens.ts';

interface NearMissDeps {
  readonly model: Model;
  /** All worlds that there are. */
  readonly worlds: () => readonly World[];
  /** Further texts that no sentence may have. */
  readonly secrets?: readonly string[];
}

export type NearMisses = (context: Context) => readonly string[];

/**
 * Each sentence follows from the request and is only used with the matching status: a response changed by a
 * fault or a mutant gets none.
 */
export function createNearMisses({ model, worlds, secrets = [] }: NearMissDeps): NearMisses {
  const holders = secrets.map((token) => ({ token }));
  const maskRequest = ({ target, headers }: WireRequest, { world }: Context) => {
    const { path, query } = splitTarget(target);
    return maskTarget(path, query, [...world.fixture.users, ...holders], headers['authorization']);
  };
  const { spec, readings } = model;
  const resources = createResources(spec, readings);
  const { prefixes = [''] } = getReading(spec.questions, readings, 'path-prefix');
  const templates = createTemplates(spec.operations, prefixes);
  const near = cacheNearPath((path, method) => describeNearPath(path, method, templates));
  const rendered = Object.values(listRenders(spec.questions, readings));
  const usersPath = listControlOperations().find(({ id }) => id === 'listUsers')?.path ?? '';

  const describeRoute = (request: WireRequest, context: Context): readonly string[] | undefined => {
    const { path, query, tokenInQuery } = maskRequest(request, context);
    const found = match(resources, splitTarget(request.target).path);
    if (found.kind === 'lacks-slash') return [describeRedirect(request.method)];
    if (found.kind === 'resource') return undefined;
    const decoded = decodePercent(path);
    return [
      ...(path.includes(mask) ? ['A token is in the path; send it in the Authorization header.'] : []),
      near(decoded, request.method),
      ...(tokenInQuery && query !== '' && request.headers['authorization'] === undefined
        ? ['A token is in the query; send it in the Authorization header.']
        : []),
    ];
  };

  const describersByStatus: Readonly<
    Record<number, (request: WireRequest, context: Context) => string | undefined>
  > = {
    401: (request, context) => {
      const { world } = context;
      const { tokenInQuery } = maskRequest(request, context);
      return describeNearToken(request, world, tokenInQuery, usersPath.replace('{world}', world.name));
    },
    404: (_, context) => describeNearJob(context, worlds()),
    405: ({ method, target }, { operation }) => {
      const found = match(resources, splitTarget(target).path);
      if (operation !== undefined || found.kind !== 'resource') return undefined;
      const takes = found.resource.operations.map((one) => one.method);
      return `${found.resource.operations[0]?.path} accepts ${takes.join(' and ')}, not ${method}.`;
    },
    406: ({ headers }) =>
      headers['accept'] === undefined
        ? undefined
        : `The Accept header excludes ${rendered.join(' and ')}, but the API returns nothing else.`,
    415: (_, { operation }) => {
      const types = Object.keys(operation?.requestBody ?? {});
      return `Content-Type must be ${formatChoice(types)}, to match the body.`;
    },
  };

  return (context) => {
    const { request, response } = context;
    const { status } = response;
    if (status < 300 || status >= 500) return [];
    const route = status === 301 || status === 404 ? describeRoute(request, context) : undefined;
    const sentence = describersByStatus[status === 403 ? 401 : status]?.(request, context);
    return route ?? (sentence === undefined ? [] : [sentence]);
  };
}

type DescribeNearPath = (path: string, method: string) => string;

/** More shapes of wrong paths than these no client has. */
export const maxShapes = 500;

/** A client that is wrong is so again and again; the id in a path makes no other sentence. Remembers a limited number. */
export function cacheNearPath(near: DescribeNearPath): DescribeNearPath {
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

/** `a, b or c`. */
function formatChoice(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' or ');
}

function describeRedirect(method: string): string {
  const cost =
    method === 'GET' || method === 'HEAD'
      ? 'each request is sent twice'
      : 'clients follow it with GET, and the body is lost';
  return `The trailing slash is missing, so the response is a redirect; ${cost}.`;
}
