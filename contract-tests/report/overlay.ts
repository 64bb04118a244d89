/** Creates a patch of the document from drift, as an OpenAPI Overlay 1.0 for a person to review. */
import { resolvePointer, splitPointer } from '../../openapi/document.ts';
import { type Drift, formatDrift } from './drift.ts';

/** An action of an overlay; https://spec.openapis.org/overlay/v1.0.0 */
export interface OverlayAction {
  /** JSONPath. */
  readonly target: string;
  readonly description: string;
  readonly update: unknown;
}

const assumption = {
  'x-basis': 'assumed',
  'x-reason': 'Observed at a target; no page of the documentation describes it.',
};

/** The value of drift.overlay.yaml. The drift must not be empty, because an overlay needs an action. */
export function createOverlay(drift: readonly Drift[], document: unknown, target: string, seenAt: string) {
  return {
    overlay: '1.0.0',
    info: { title: `Parts of ${target} that the document does not describe`, version: seenAt },
    actions: drift.map((one) => toAction(one, document)),
  };
}

function toAction(drift: Drift, document: unknown): OverlayAction {
  const description = `Observed: ${formatDrift(drift)}.`;
  const { pointer, update } = toUpdate(drift, document);
  return { target: toJsonPath(pointer), description, update };
}

function toUpdate(
  { kind, what, pointer, types }: Drift,
  document: unknown,
): { readonly pointer: string; readonly update: unknown } {
  if (kind === 'status') {
    const content = Object.fromEntries(types.map((type) => [type, { schema: {} }]));
    const response = {
      description: 'To be described.',
      ...assumption,
      ...(types.length > 0 ? { content } : {}),
    };
    return { pointer, update: { [what]: response } };
  }
  // Lists in an update are appended. Some tools replace a list that is the target itself.
  if (kind === 'value') return { pointer, update: { enum: [what] } };
  if (kind === 'media type') return nestUpdate(document, pointer, 'content', { [what]: { schema: {} } });
  if (kind === 'header')
    return nestUpdate(document, pointer, 'headers', { [what]: { schema: { type: 'string' } } });
  const type = types.length === 1 ? types[0] : types;
  return nestUpdate(document, pointer, 'properties', { [what]: { type } });
}

/** Merges the update into the existing key, or adds the key. */
function nestUpdate(document: unknown, pointer: string, key: string, update: object) {
  return resolvePointer(document, `${pointer}/${key}`) === undefined
    ? { pointer, update: { [key]: update } }
    : { pointer: `${pointer}/${key}`, update };
}

/** `$['components']['schemas']['Job']`: the notation that is safe for any name. */
function toJsonPath(pointer: string): string {
  const steps = splitPointer(pointer).map((step) =>
    /^[a-z_]\w*$/i.test(step) ? `.${step}` : `['${step.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`,
  );
  return `$${steps.join('')}`;
}
