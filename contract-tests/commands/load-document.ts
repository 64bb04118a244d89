/** Loads the document that a run judges by: the shipped one, or the one that the user gave. */
import type { CheckAt } from '../../openapi/conformance.ts';
import { loadShippedChecks, loadShippedSpec } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';

/** @throws ComplaintsError for mistakes in the user's document */
export async function loadModel(file: string | undefined): Promise<{ spec: Spec; checkAt: CheckAt }> {
  if (file === undefined) return { spec: loadShippedSpec(), checkAt: await loadShippedChecks() };
  const [{ loadSpec }, { createValidators }] = await Promise.all([
    import('../../openapi/load-spec.ts'),
    import('../../openapi/validators.ts'),
  ]);
  const spec = loadSpec(file);
  return { spec, checkAt: createValidators(spec.document) };
}
