/** The context of a request, and what is known about it between two checks. */
import type { Operation } from '../../openapi/operations.ts';
import type { Instant } from '../../time/time.ts';
import type { Handler, Model, Reply } from '../api/reply.ts';
import type { FixtureUser } from '../domain/fixture.ts';
import type { Intent } from '../domain/entry.ts';
import type { World } from '../domain/world.ts';
import type { Committed } from '../store/commits.ts';
import type { MaybePromise } from '../store/port.ts';
import { getFramework } from '../django/framework.ts';
import { splitTarget, type WireRequest } from '../django/message.ts';
import { type NoPairs, type Pairs, parsePairs } from '../django/query-dict.ts';
import { findCharset } from '../django/request-charset.ts';
import { match, type Resource } from '../django/routes.ts';

export interface Wire {
  readonly model: Model;
  readonly resources: readonly Resource[];
  readonly handlers: Readonly<Record<string, Handler>>;
  /** User and world of a token, and the world's time; undefined if the token is invalid. */
  readonly enter: (token: string) => Entered | undefined;
  /** Commits an intent, or shows what it would come to in a dry run. */
  readonly commit: (world: string, intent: Intent) => MaybePromise<Committed>;
  readonly isDry: boolean;
  /** Told of an error that is the mock's own; the caller gets a 500. */
  readonly onCrash: (error: unknown) => void;
  /** The pretended reply of the operation; only for faults. */
  readonly instead?: (entered: Entered) => Reply;
}

export interface Entered {
  readonly world: World;
  readonly user: FixtureUser;
  readonly now: Instant;
}

/** The known facts about a request; each check adds to them or ends with a reply. */
export interface RequestProgress {
  readonly request: WireRequest;
  readonly wire: Wire;
  readonly resource: Resource;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly path: string;
  readonly query: Pairs | NoPairs;
  readonly indent: number;
  /** The media type of the response; undefined until it is negotiated. */
  readonly mediaType?: string;
  readonly entered?: Entered;
  readonly operation?: Operation;
  readonly body?: unknown;
}

/** Undefined if the route does not exist. */
export function createProgress(request: WireRequest, wire: Wire): RequestProgress | undefined {
  const { path, query } = splitTarget(request.target);
  const found = match(wire.resources, path);
  if (found.kind !== 'resource') return undefined;
  const { resource, parameters } = found;
  return {
    request,
    wire,
    resource,
    pathParameters: parameters,
    path,
    query: parsePairs(
      query,
      findCharset(request.headers['content-type'] ?? '', getFramework(wire.model)).codec,
    ),
    indent: 0,
  };
}
