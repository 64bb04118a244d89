/** Drift as a patch of the document, in the OpenAPI Overlay format 1.0: for a person to accept or not. */
import { at, splitPointer } from '../../openapi/document.ts';
import { type Drift, driftText } from './drift.ts';

/** An action of an overlay; https://spec.openapis.org/overlay/v1.0.0 */
export interface Action {
  /** JSONPath. */
  readonly target: string;
  readonly description: string;
  readonly update: unknown;
}

const founded = {
  'x-basis': 'assumed',
  'x-because': 'A target was seen to send it; no page of the documentation says it.',
};

/** The value of drift.overlay.yaml. There must be some drift, since an overlay without an action is none. */
export function createOverlay(drift: readonly Drift[], document: unknown, target: string, seenAt: string) {
  return {
    overlay: '1.0.0',
    info: { title: `What ${target} sends beyond the document`, version: seenAt },
    actions: drift.map((one) => toAction(one, document)),
  };
}

function toAction(drift: Drift, document: unknown): Action {
  const description = `Seen: ${driftText(drift)}.`;
  const { pointer, update } = toUpdate(drift, document);
  return { target: jsonPath(pointer), description, update };
}

function toUpdate(
  { kind, what, pointer, types }: Drift,
  document: unknown,
): { readonly pointer: string; readonly update: unknown } {
  if (kind === 'status') {
    const content = Object.fromEntries(types.map((type) => [type, { schema: {} }]));
    const response = {
      description: 'To be described.',
      ...founded,
      ...(types.length > 0 ? { content } : {}),
    };
    return { pointer, update: { [what]: response } };
  }
  // An update of a list is put at its end.
  if (kind === 'value') return { pointer: `${pointer}/enum`, update: what };
  if (kind === 'media type') return within(document, pointer, 'content', { [what]: { schema: {} } });
  if (kind === 'header')
    return within(document, pointer, 'headers', { [what]: { schema: { type: 'string' } } });
  const type = types.length === 1 ? types[0] : types;
  return within(document, pointer, 'properties', { [what]: { type } });
}

/** Merged into what stands there under the key, or put there with the key. */
function within(document: unknown, pointer: string, key: string, update: object) {
  return at(document, `${pointer}/${key}`) === undefined
    ? { pointer, update: { [key]: update } }
    : { pointer: `${pointer}/${key}`, update };
}

/** `$['components']['schemas']['Job']`: the spelling that needs no thought about what a name may hold. */
function jsonPath(pointer: string): string {
  const steps = splitPointer(pointer).map((step) =>
    /^[a-z_]\w*$/i.test(step) ? `.${step}` : `['${step.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`,
  );
  return `$${steps.join('')}`;
}
