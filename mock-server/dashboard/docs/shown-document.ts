/** Prepares a document for Swagger UI: the mock behind the page as its server, and the basis of each part as text. */
import type { Connected } from '../site/connect.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export interface Place {
  /** The root of the mock, such as `http://127.0.0.1:4010/`. */
  readonly root: URL;
  readonly mode: Connected['mode'];
  readonly world: string;
}

/** Swagger UI shows descriptions only, so the basis of a part is appended to its description. */
export function toShownDocument(document: JsonObject, place: Place): JsonObject {
  const pages = toObject(document['x-pages']);
  const shown = moveParameters(toObject(addBasis(document, pages)));
  return chooseWorld({ ...shown, servers: listServers(document['servers'], place) }, place.world);
}

/** The name of the scheme that takes the bearer token of a user; where no token is necessary, the page sends none. */
export function findBearerScheme(document: JsonObject): string | undefined {
  const { security } = document;
  const isOptional = isList(security) && security.some((one) => Object.keys(toObject(one)).length === 0);
  if (isOptional) return undefined;
  const schemes = toObject(toObject(document['components'])['securitySchemes']);
  return Object.entries(schemes).find(([, scheme]) => {
    const { type, scheme: kind } = toObject(scheme);
    return type === 'http' && kind === 'bearer';
  })?.[0];
}

/** The basis of a part in Markdown: how far to trust it, and where it comes from. */
export function formatBasis(part: JsonObject, pages: JsonObject): string | undefined {
  const basis = part['x-basis'] ?? part['basis'];
  if (typeof basis !== 'string') return undefined;
  const { page, section } = toObject(part['x-source'] ?? part['source']);
  const reason = part['x-reason'] ?? part['reason'];
  const title = typeof page === 'string' ? (toObject(pages[page])['title'] ?? page) : undefined;
  const source = [title, section].filter((one) => typeof one === 'string').join(', ');
  const sentences = [`Basis: ${basis}`, ...(source === '' ? [] : [`Source: ${source}`])];
  const why = typeof reason === 'string' ? [`Reason: ${reason}`] : [];
  return [...sentences, ...why].map((sentence) => sentence.trim().replace(/\.?$/, '.')).join(' ');
}

/** Values of the API, which have no basis. */
const values: ReadonlySet<string> = new Set([
  'const',
  'default',
  'enum',
  'example',
  'examples',
  'x-template',
]);

function addBasis(part: Json, pages: JsonObject): Json {
  if (isList(part)) return part.map((one) => addBasis(one, pages));
  if (part === null || typeof part !== 'object') return part;
  const walked = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      value === undefined || values.has(key) ? value : addBasis(value, pages),
    ]),
  );
  if (part['x-basis'] === undefined) return walked;
  const basis = formatBasis(part, pages);
  if (basis === undefined) return walked;
  const { description } = part;
  const text = typeof description === 'string' ? `${description.trimEnd()}\n\n` : '';
  return { ...walked, description: `${text}> ${escapeMarkdown(basis)}` };
}

/** Swagger UI does not resolve references in the parameters of a path, so each operation gets them. */
function moveParameters(document: JsonObject): JsonObject {
  const paths = Object.entries(toObject(document['paths'])).map(([path, item]) => {
    const { parameters, ...rest } = toObject(item);
    const shared = isList(parameters) ? parameters : [];
    const operations = Object.entries(rest).map(([method, operation]) => {
      if (!methods.has(method)) return [method, operation] as const;
      const own = toObject(operation)['parameters'];
      return [
        method,
        { ...toObject(operation), parameters: [...shared, ...(isList(own) ? own : [])] },
      ] as const;
    });
    return [path, Object.fromEntries(operations)] as const;
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

const methods: ReadonlySet<string> = new Set([
  'delete',
  'get',
  'head',
  'options',
  'patch',
  'post',
  'put',
  'trace',
]);

/** The other servers of the document are left out, since the page may not send requests to them. */
function listServers(servers: Json | undefined, { root, mode }: Place): readonly Json[] {
  const own = (mode === 'server' && isList(servers) ? servers : []).filter((server) => {
    const { url } = toObject(server);
    return typeof url === 'string' && url.startsWith(root.origin);
  });
  return own.length > 0 ? own : [{ url: root.href.replace(/\/$/, ''), description: 'This mock.' }];
}

/** Operations of the control API begin with the world of the page. */
function chooseWorld(document: JsonObject, world: string): JsonObject {
  const components = toObject(document['components']);
  const parameters = toObject(components['parameters']);
  const { World: parameter } = parameters;
  if (parameter === undefined) return document;
  const chosen = { ...toObject(parameter), example: world };
  return { ...document, components: { ...components, parameters: { ...parameters, World: chosen } } };
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|~#&]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}

export function toObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {};
}

/** `Array.isArray` does not recognize readonly arrays. */
function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
