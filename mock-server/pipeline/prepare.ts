/** What all requests share: functions of single headers and of the target, which remember what is usual. */
import { listRenders } from '../../openapi/questions.ts';
import type { Model } from '../api/reply.ts';
import { parseBearerToken } from '../django/bearer.ts';
import type { Codec } from '../django/encodings/codec.ts';
import { type Framework, getFramework } from '../django/framework.ts';
import { getMergedShape, type JsonShape } from '../django/json-shape.ts';
import { splitTarget, type WireReply } from '../django/message.ts';
import { type Negotiated, negotiate } from '../django/negotiate.ts';
import { findCharset, isContentTypeFatal } from '../django/request-charset.ts';
import { getRequestSchema } from '../django/request-schema.ts';
import { createResources, match, type Resource } from '../django/routes.ts';
import { parseUuid } from '../django/uuid.ts';
import { createMemo } from '../domain/memo.ts';
import { toWorldToken, type WorldToken } from '../domain/world-names.ts';
import type { Later } from '../portions/portions.ts';
import { createCorsHeaders } from './cors.ts';

/** What follows from the target of a request alone. */
export interface Route {
  readonly kind: 'resource' | 'lacks-slash' | 'none';
  /** Still percent-encoded. */
  readonly path: string;
  /** The query, still percent-encoded, without its question mark. */
  readonly search: string;
  readonly resource: Resource | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** The id of the job in the path, if it is a UUID. */
  readonly job: string | undefined;
}

export interface ContentType {
  /** Django fails before it has a request, so that the server in front of it responds. */
  readonly isFatal: boolean;
  readonly codec: Codec;
}

/** The token of an Authorization header. */
export interface Token extends WorldToken {
  /** As a whole; undefined if there is none. */
  readonly bearer: string | undefined;
}

/** How the body of an operation is read. */
export interface BodyModel {
  /** The parts of JSON to keep. */
  readonly shape: JsonShape;
  /** The field that is the id of a job. */
  readonly jobField: string | undefined;
}

export interface Prepared {
  readonly framework: Framework;
  /** The headers that let pages of other origins in. */
  readonly cors: WireReply['headers'] | undefined;
  readonly findRoute: (target: string) => Route;
  readonly parseContentType: (header: string) => ContentType;
  readonly parseToken: (authorization: string) => Token;
  readonly negotiate: (accept: string, format: string | undefined) => Negotiated;
  /** Those of the operations that have one, by the id of the operation. */
  readonly bodies: ReadonlyMap<string, BodyModel>;
  /** Bodies that take memory are read one after another: large ones, and small ones that may be packed. */
  readonly readLarge: Turns;
  readonly readPacked: Turns;
}

/** Does one thing after another. */
type Turns = <Result>(step: () => Later<Result>) => Promise<Result>;

function createTurns(): Turns {
  let latest: Promise<unknown> = Promise.resolve();
  return (step) => {
    const done = latest.then(step);
    latest = done.catch(() => undefined);
    return done;
  };
}

/** @throws Error if the document does not define the responses of the framework */
export function prepare(model: Model, noCors: boolean): Prepared {
  const { spec, readings } = model;
  const framework = getFramework(model);
  const renders = listRenders(spec.questions, readings);
  const negotiateType = remember((accept: string) => negotiate(accept, undefined, renders, framework));
  return {
    framework,
    cors: noCors ? undefined : createCorsHeaders(spec),
    findRoute: createRouter(model),
    parseContentType: remember((header) => ({
      isFatal: isContentTypeFatal(header, framework),
      codec: findCharset(header, framework).codec,
    })),
    parseToken: remember((authorization) => {
      const bearer = parseBearerToken(authorization);
      return { bearer, ...toWorldToken(bearer ?? '') };
    }),
    negotiate: (accept, format) =>
      format === undefined ? negotiateType(accept) : negotiate(accept, format, renders, framework),
    bodies: createBodyModels(model),
    readLarge: createTurns(),
    readPacked: createTurns(),
  };
}

/** Clients have no more targets or headers of a kind in use at a time. */
const maxRemembered = 4000;
/** Hardly any client sends longer texts, but an attacker may. */
const maxLength = 500;

/** The function of a text, with a memory that is limited in texts and in their length. */
function remember<Value>(make: (text: string) => Value): (text: string) => Value {
  const known = createMemo(maxRemembered, make);
  return (text) => (text.length > maxLength ? make(text) : known(text));
}

function createRouter({ spec, readings }: Model): (target: string) => Route {
  const resources = createResources(spec, readings);
  const findRoute = (target: string): Route => {
    const { path, query: search } = splitTarget(target);
    const found = match(resources, path);
    if (found.kind !== 'resource')
      return { kind: found.kind, path, search, resource: undefined, parameters: {}, job: undefined };
    const { kind, resource, parameters } = found;
    const [id = ''] = Object.values(parameters);
    return { kind, path, search, resource, parameters, job: parseUuid(id) };
  };
  return remember(findRoute);
}

function createBodyModels({ spec }: Model): ReadonlyMap<string, BodyModel> {
  const { document, operations } = spec;
  return new Map(
    operations.flatMap(({ id, requestBody }) => {
      const schemas = Object.values(requestBody);
      const [schema] = schemas;
      if (schema === undefined) return [];
      const fields = Object.entries(getRequestSchema(document, schema).properties ?? {});
      const jobField = fields.find(([, field]) => getRequestSchema(document, field).format === 'uuid')?.[0];
      return [[id, { shape: getMergedShape(document, schemas), jobField }] as const];
    }),
  );
}
