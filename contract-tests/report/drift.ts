/** Finds drift: what a target sends but the document does not have. It contains names only, never user data. */
import { toMediaType, parseJson } from '../../openapi/conformance.ts';
import { splitPointer } from '../../openapi/document.ts';
import type { HeaderModel, Operation } from '../../openapi/operations.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, getHeader, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import { type DriftFinding, findDriftInValue } from './drift-in-value.ts';

export interface Drift extends DriftFinding {
  /** The first exchange that shows it. */
  readonly exchange: string;
}

/** Limits for a hostile target, which could send a new field with every few bytes. */
const maxDrift = 200;
const maxFound = 100_000;

/** Each finding once, in the order of observation. */
export function collectDrift({ evidence, spec }: Observations): readonly Drift[] {
  const all = evidence.exchanges
    .filter(isAnswered)
    .filter(({ outcome }) => !isUnavailable(outcome))
    .flatMap((exchange) => findDrift(exchange, spec));
  const merged = new Map<string, Drift>();
  for (const one of all.slice(0, maxFound)) {
    const key = `${one.kind} ${one.pointer} ${one.what}`;
    const known = merged.get(key);
    const types = [...new Set([...(known?.types ?? []), ...one.types])];
    merged.set(key, { ...(known ?? one), types });
  }
  return [...merged.values()].slice(0, maxDrift);
}

function findDrift(exchange: AnsweredExchange, spec: Spec): readonly Drift[] {
  const operation = spec.operations.find(({ id }) => id === exchange.operationId);
  // HEAD, OPTIONS and requests that must be rejected are not in the document.
  if (operation === undefined || exchange.request.method !== operation.method) return [];
  const { status } = exchange.outcome;
  const model = operation.responses[String(status)];
  const mediaType = toMediaType(getHeader(exchange.outcome, 'content-type'));
  if (model === undefined) {
    const pointer = getPointer(operation);
    return [
      {
        kind: 'status',
        what: String(status),
        pointer,
        types: parseMediaTypes(mediaType),
        exchange: exchange.id,
      },
    ];
  }
  const headers = findUnknownHeaders(exchange, model.headers, spec).map((what) => ({
    kind: 'header' as const,
    what,
    pointer: model.pointer,
    types: [],
    exchange: exchange.id,
  }));
  const media = model.content[mediaType];
  if (media !== undefined) return [...headers, ...findDriftInBody(exchange, media.schemaPointer, spec)];
  const isNew = mediaType !== '' && exchange.outcome.body !== '' && Object.keys(model.content).length > 0;
  if (!isNew || listRenderedTypes(spec).has(mediaType)) return headers;
  return parseMediaTypes(mediaType)
    .map(
      (what): Drift => ({
        kind: 'media type',
        what,
        pointer: model.pointer,
        types: [],
        exchange: exchange.id,
      }),
    )
    .concat(headers);
}

function findDriftInBody(
  { id, outcome }: AnsweredExchange,
  pointer: string,
  { document }: Spec,
): readonly Drift[] {
  const json = parseJson(outcome.body);
  const found = json === undefined ? [] : findDriftInValue(document, pointer, json.value);
  return found.map((one) => ({ ...one, exchange: id }));
}

/** The JSON pointer of the responses of an operation. */
function getPointer({ path, method }: Operation): string {
  return `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}/responses`;
}

function parseMediaTypes(text: string): readonly string[] {
  return /^[a-z]+\/[a-z0-9.+-]{1,60}$/.test(text) ? [text] : [];
}

/** Headers that HTTP itself, a proxy or a load balancer adds are not part of an API. */
const ordinary =
  /^(date|server|connection|keep-alive|transfer-encoding|content-(length|type|encoding|language)|vary|via|age|expires|cache-control|pragma|etag|last-modified|set-cookie|alt-svc|strict-transport-security|accept-ranges|trailer|upgrade|x-(request|correlation|amz|amzn|envoy|cache|served|powered|runtime|timer).*|cf-.*|nel|report-to|reporting-endpoints|server-timing|traceparent|tracestate)$/;

function findUnknownHeaders(
  { outcome }: AnsweredExchange,
  known: readonly HeaderModel[],
  spec: Spec,
): readonly string[] {
  const readings = Object.values(spec.questions['framework-version']?.readings ?? {});
  const others = [
    ...known.map(({ name }) => name),
    ...readings.flatMap(({ wire }) => Object.keys(wire?.headers ?? {})),
  ];
  const names = new Set(others.map((name) => name.toLowerCase()));
  return outcome.headers
    .map(([name]) => name)
    .filter((name) => /^[A-Za-z][A-Za-z0-9-]{0,40}$/.test(name))
    .filter((name) => !names.has(name.toLowerCase()) && !ordinary.test(name.toLowerCase()));
}

/** The media types of all views, in any reading. */
function listRenderedTypes({ questions }: Spec): ReadonlySet<string> {
  const readings = Object.values(questions['renderers']?.readings ?? {});
  return new Set(readings.flatMap(({ renders }) => Object.values(renders ?? {})));
}

/** Formats drift as a sentence. */
export function formatDrift({ kind, what, pointer, types, exchange }: Drift): string {
  const where = splitPointer(pointer)
    .filter((step) => !['components', 'paths', 'responses', 'properties', 'schemas'].includes(step))
    .join(' ');
  const type = types.length === 0 ? '' : ` (${types.join(', ')})`;
  return `${kind} ${what}${type} in ${where}, first seen in ${exchange}`;
}
