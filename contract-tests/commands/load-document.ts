/** Loads the document that a run judges by: the shipped one, or the one that the user gave. */
import type { CheckAt } from '../../openapi/conformance.ts';
import { getShippedChecks, loadShippedSpec } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';

/** @throws ComplaintsError for mistakes in the user's document */
export async function loadModel(file: string | undefined): Promise<{ spec: Spec; checkAt: CheckAt }> {
  if (file === undefined) return { spec: loadShippedSpec(), checkAt: getShippedChecks() };
  const [{ loadSpec }, { compileDocument }] = await Promise.all([
    import('../../openapi/load-spec.ts'),
    import('../../openapi/json-schema/compile.ts'),
  ]);
  const spec = loadSpec(file);
  return { spec, checkAt: compileDocument(spec.document) };
}
