/** The document that evidence is judged by, at once: a test runner such as Jest cannot wait while it collects its tests. */
import validators from 'prepared:validators.cjs';

import type { CheckAt } from '../../openapi/conformance.ts';
import { loadSpec } from '../../openapi/load-spec.ts';
import { toCheckAt, loadShippedSpec } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';
import { createValidators } from '../../openapi/validators.ts';

/** @throws ComplaintsError for the mistakes of the user's own document */
export function loadModelNow(file: string | undefined): { spec: Spec; checkAt: CheckAt } {
  if (file === undefined) return { spec: loadShippedSpec(), checkAt: toCheckAt(validators) };
  const spec = loadSpec(file);
  return { spec, checkAt: createValidators(spec.document) };
}
