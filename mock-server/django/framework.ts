/** What the chosen version of the framework sends, whatever the operation: data of the document. */
import type { WireData } from '../../openapi/document.ts';
import { rendersOf, wireOf } from '../../openapi/questions.ts';
import type { Model } from '../api/reply.ts';

export interface Framework extends WireData {
  /** Whether a view can answer in several media types, and so tells caches that its answers differ. */
  readonly negotiates: boolean;
}

/** @throws Error when the document does not say it */
export function frameworkOf({ spec, readings }: Model): Framework {
  const wire = wireOf(spec.questions, readings);
  return { ...wire, negotiates: Object.keys(rendersOf(spec.questions, readings)).length > 1 };
}

/** One sentence when the document does not say what the framework sends. */
export function frameworkMistakes(model: Model): readonly string[] {
  try {
    frameworkOf(model);
    return [];
  } catch (error) {
    return [`The mock cannot be the framework: ${error instanceof Error ? error.message : String(error)}`];
  }
}
