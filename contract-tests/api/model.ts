/** Loads the document synchronously, because test runners such as Jest cannot wait while they collect tests. */
import validators from 'prepared:validators.cjs';

import type { CheckAt } from '../../openapi/conformance.ts';
import { loadSpec } from '../../openapi/load-spec.ts';
import { toCheckAt, loadShippedSpec } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';
import { createValidators } from '../../openapi/validators.ts';

/** @throws ComplaintsError for mistakes in the user's document */
export function loadModelNow(file: string | undefined): { spec: Spec; checkAt: CheckAt } {
  if (file === undefined) return { spec: loadShippedSpec(), checkAt: toCheckAt(validators) };
  const spec = loadSpec(file);
  return { spec, checkAt: createValidators(spec.document) };
}
