/** What the chosen version of the framework sends, for every operation: data of the document. */
import type { WireData } from '../../openapi/document.ts';
import { listRenders, getWireData } from '../../openapi/questions.ts';
import type { Readings } from '../../openapi/questions.ts';
import type { Spec } from '../../openapi/spec.ts';

export interface Framework extends WireData {
  /** Whether a view supports several media types, so that its responses need Vary. */
  readonly negotiates: boolean;
}

interface ReadDocument {
  readonly spec: Spec;
  readonly readings: Readings;
}

/** @throws Error when the document does not say it */
export function getFramework({ spec, readings }: ReadDocument): Framework {
  const wire = getWireData(spec.questions, readings);
  return { ...wire, negotiates: Object.keys(listRenders(spec.questions, readings)).length > 1 };
}

/** One sentence if the document does not define the responses of the framework. */
export function checkFramework(model: ReadDocument): readonly string[] {
  try {
    getFramework(model);
    return [];
  } catch (error) {
    return [
      `The mock cannot imitate the framework: ${error instanceof Error ? error.message : String(error)}`,
    ];
  }
}
