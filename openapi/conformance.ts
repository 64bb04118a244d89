/** Checks one response against the document: operation and response in, violations out. */
import { diagnose } from './diagnostics/diagnose.ts';
import { toExcerpt } from './diagnostics/excerpt.ts';
import { toViolation, type Violation } from './diagnostics/render.ts';
import type { SchemaCheck, SchemaError } from './diagnostics/schema-error.ts';
import type { Operation, ResponseModel } from './operations.ts';

export type CheckAt = (pointer: string) => SchemaCheck;

export interface ObservedResponse {
  readonly status: number;
  /** The value of a header by its lower-case name; undefined when it was not sent. */
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

/**
 * All violations of the document in a response.
 * @param operation the called operation
 * @param response the response
 * @param checkAt finds the compiled schema at a pointer of the document
 * @param renders additional media types that any response can have (the question `renderers`)
 */
export function findViolations(
  operation: Operation,
  response: ObservedResponse,
  checkAt: CheckAt,
  renders: readonly string[] = [],
): readonly Violation[] {
  const model = operation.responses[String(response.status)];
  if (model === undefined) {
    const allowed = Object.keys(operation.responses).join(', ');
    return [{ at: 'status', expected: `one of ${allowed}`, actual: String(response.status) }];
  }
  return [...findHeaderViolations(model, response), ...findBodyViolations(model, response, checkAt, renders)];
}

function findHeaderViolations(model: ResponseModel, response: ObservedResponse): readonly Violation[] {
  return model.headers.flatMap(({ name, required, value }) => {
    const sent = response.header(name.toLowerCase());
    if (sent === undefined)
      return required ? [{ at: `header ${name}`, expected: value ?? 'a value', actual: 'not sent' }] : [];
    return value === undefined || sent === value
      ? []
      : [{ at: `header ${name}`, expected: value, actual: sent }];
  });
}

function findBodyViolations(
  model: ResponseModel,
  response: ObservedResponse,
  checkAt: CheckAt,
  renders: readonly string[],
): readonly Violation[] {
  const allowed = [...new Set([...Object.keys(model.content), ...renders])];
  if (Object.keys(model.content).length === 0) return [];
  const sent = toMediaType(response.header('content-type'));
  const media = model.content[sent];
  if (media === undefined && renders.includes(sent)) return [];
  if (media === undefined)
    return [{ at: 'header Content-Type', expected: allowed.join(' or '), actual: sent || 'not sent' }];
  if (sent !== 'application/json') return [];
  const parsed = parseJson(response.body);
  if (parsed === undefined) return [{ at: 'body', expected: 'valid JSON', actual: toExcerpt(response.body) }];
  return findSchemaViolations(checkAt(media.schemaPointer), parsed.value);
}

/** The errors of a value, each once, without those that only repeat others. */
export function findSchemaViolations(check: SchemaCheck, value: unknown): readonly Violation[] {
  return diagnose(findErrors(check, value), value).map(toViolation);
}

/** For a body that is wrong everywhere, the first errors are enough; each is compared with all others. */
const maxErrors = 1000;
/** A long list is checked in pieces, until there are enough errors. */
const pieceLength = 1000;

function findErrors(check: SchemaCheck, value: unknown): readonly SchemaError[] {
  const found: SchemaError[] = [];
  for (const { piece, moved } of listPieces(value)) {
    if (!check(piece)) found.push(...(check.errors ?? []).map(moved));
    if (found.length >= maxErrors) break;
  }
  return found.slice(0, maxErrors);
}

interface ListPiece {
  readonly piece: unknown;
  /** An error of the piece as one of the whole. */
  readonly moved: (error: SchemaError) => SchemaError;
}

/** The value itself, or, where it is or holds a long list, the value with one piece of the list after the other. */
function listPieces(value: unknown): readonly ListPiece[] {
  const { key, list } = findLongList(value);
  if (list === undefined) return [{ piece: value, moved: (error) => error }];
  const path = key === undefined ? '/' : `/${key}/`;
  return Array.from({ length: Math.ceil(list.length / pieceLength) }, (_, index) => {
    const start = index * pieceLength;
    const part = list.slice(start, start + pieceLength);
    return {
      piece: key === undefined ? part : { ...(value as object), [key]: part },
      moved: (error) => ({ ...error, instancePath: movePath(error.instancePath, path, start) }),
    };
  });
}

function findLongList(value: unknown): { readonly key?: string; readonly list?: readonly unknown[] } {
  if (isLongList(value)) return { list: value };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  for (const [key, list] of Object.entries(value)) if (isLongList(list)) return { key, list };
  return {};
}

function isLongList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > pieceLength;
}

function movePath(path: string, before: string, by: number): string {
  if (!path.startsWith(before)) return path;
  const [index = '', ...rest] = path.slice(before.length).split('/');
  return [before + String(Number(index) + by), ...rest].join('/');
}

/** `application/json` of `Application/JSON; charset=utf-8`; empty when there is none (RFC 9110, 8.3.1). */
export function toMediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The parsed JSON in a wrapper; `undefined` if it is invalid. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
