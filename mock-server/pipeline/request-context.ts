/** Resolves a request before it is handled: its user, its operation and its job. */
import type { Operation } from '../../openapi/operations.ts';
import { parseUuid } from '../django/uuid.ts';
import type { Model } from '../api/reply.ts';
import { getRequestSchema } from '../django/request-schema.ts';
import type { FixtureUser } from '../domain/fixture.ts';
import type { World } from '../domain/world.ts';
import type { Worlds } from '../store/worlds.ts';
import type { Instant } from '../../time/time.ts';
import { parseBearerToken } from '../django/bearer.ts';
import { isFromForeignPage } from './foreign-page.ts';
import { getFramework } from '../django/framework.ts';
import { splitTarget, type WireRequest } from '../django/message.ts';
import { parseBody } from '../django/request-body.ts';
import { match, type Resource } from '../django/routes.ts';

export interface RequestContext {
  /** The world of its token if that is valid, else the first one. */
  readonly world: World;
  /** The world that its token names, when that does not exist and the token may not make it. */
  readonly named?: string;
  /** Whose token it bears, whether that lets in or not. */
  readonly user?: FixtureUser;
  readonly operation?: Operation;
  /** The id of the job, in its path or in its body, as far as it is a UUID. */
  readonly job?: string;
}

interface RequestContextDeps {
  readonly model: Model;
  readonly resources: readonly Resource[];
  readonly worlds: Worlds;
}

/** A body that names a job is short. */
const maxBodyLength = 64 * 1024;

export async function resolveRequest(
  request: WireRequest,
  real: Instant,
  deps: RequestContextDeps,
): Promise<RequestContext> {
  const { resources, worlds } = deps;
  const found = match(resources, splitTarget(request.target).path);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const operation =
    found.kind === 'resource' ? found.resource.operations.find((one) => one.method === method) : undefined;
  const inPath = found.kind === 'resource' ? Object.values(found.parameters)[0] : undefined;
  const job = parseUuid(inPath ?? (await findJobInBody(request, operation, deps.model)) ?? '');
  return {
    ...worlds.whose(parseBearerToken(request.headers['authorization']), real, isFromForeignPage(request)),
    ...(operation === undefined ? {} : { operation }),
    ...(job === undefined ? {} : { job }),
  };
}

/** The field of the operation's body that is a UUID. */
async function findJobInBody(
  { headers, body }: WireRequest,
  operation: Operation | undefined,
  model: Model,
): Promise<string | undefined> {
  const [schema] = Object.values(operation?.requestBody ?? {});
  if (schema === undefined || body === '' || body.length > maxBodyLength) return undefined;
  const { document } = model.spec;
  const fields = Object.entries(getRequestSchema(document, schema).properties ?? {});
  const name = fields.find(([, field]) => getRequestSchema(document, field).format === 'uuid')?.[0];
  if (name === undefined) return undefined;
  const parsed = await parseBody(headers['content-type'], body, getFramework(model));
  const value =
    parsed.kind === 'form'
      ? parsed.form.last(name)
      : parsed.kind === 'data'
        ? getField(parsed.data, name)
        : undefined;
  return typeof value === 'string' ? value : undefined;
}

function getField(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, name)
    ? (data as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
