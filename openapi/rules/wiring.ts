/** Checks that every $ref leads to a value in the document and that every operation has a unique id. */
import { isMap, toMap } from '../values.ts';
import type { Complaint } from '../complaint.ts';
import { resolvePointer } from '../document.ts';
import { httpMethods } from '../operations.ts';
import type { YamlSource } from '../yaml-source.ts';
import type { Path } from '../path.ts';
import { walkPlaces } from './walk.ts';

const methods: ReadonlySet<unknown> = new Set(httpMethods);

/** One complaint for each $ref that leads nowhere, and for each operation without an id or with another's. */
export function checkWiring(source: YamlSource): Complaint[] {
  const idsSeen = new Set<unknown>();
  return [...walkPlaces(source.value), ...listOtherResponses(source.value)].flatMap(({ path, value }) => [
    ...checkRef(value, source).map((message) => source.createComplaint([...path, '$ref'], message)),
    ...(isOperation(path) ? checkOperationId(value, path, idsSeen) : []).map((message) =>
      source.createComplaint(path, message),
    ),
  ]);
}

/** The references of our own key, which the walk does not enter. */
function listOtherResponses(document: unknown) {
  return Object.entries(toMap(toMap(document)['x-other-responses'])).map(([status, value]) => ({
    path: ['x-other-responses', status],
    value: toMap(value),
  }));
}

function checkRef({ $ref: ref }: Readonly<Record<string, unknown>>, source: YamlSource): readonly string[] {
  if (typeof ref !== 'string') return [];
  if (!ref.startsWith('#/')) return [`"${ref}" points outside the document; keep everything in one file`];
  if (resolvePointer(source.value, ref) === undefined) return [`"${ref}" does not exist in the document`];
  return isCircular(ref, source.value) ? [`"${ref}" is circular; it must lead to a value`] : [];
}

function isCircular(ref: string, document: unknown): boolean {
  const seen = new Set<unknown>();
  let next: unknown = ref;
  while (typeof next === 'string' && !seen.has(next)) {
    seen.add(next);
    const value = resolvePointer(document, next);
    next = isMap(value) ? value['$ref'] : undefined;
  }
  return typeof next === 'string';
}

function isOperation(path: Path): boolean {
  return path.length === 3 && path[0] === 'paths' && methods.has(path[2]);
}

function checkOperationId(
  { operationId }: Readonly<Record<string, unknown>>,
  path: Path,
  seen: Set<unknown>,
): readonly string[] {
  if (operationId === undefined)
    return [`"${path.join('.')}" has no operationId; the mock needs it to find the handler`];
  const known = seen.has(operationId);
  seen.add(operationId);
  return known
    ? [`the operationId ${JSON.stringify(operationId)} is used twice; give each operation a different one`]
    : [];
}
