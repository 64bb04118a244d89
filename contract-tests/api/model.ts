/** Loads the document synchronously, because test runners such as Jest cannot wait while they collect tests. */
import type { CheckAt } from '../../openapi/conformance.ts';
import { loadSpec } from '../../openapi/load-spec.ts';
import { getShippedChecks, loadShippedSpec } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';
import { compileDocument } from '../../openapi/json-schema/compile.ts';

/** @throws ComplaintsError for mistakes in the user's document */
export function loadModelNow(file: string | undefined): { spec: Spec; checkAt: CheckAt } {
  if (file === undefined) return { spec: loadShippedSpec(), checkAt: getShippedChecks() };
  const spec = loadSpec(file);
  return { spec, checkAt: compileDocument(spec.document) };
}
