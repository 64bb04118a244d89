/** operationId -> handler: complete by type, and checked against the given document at start-up. */
import type { operations as OperationTypes } from '../../openapi/generated/enrichment.ts';
import type { Spec } from '../../openapi/spec.ts';
import { controlEnrichment } from './control-enrichment.ts';
import { getResults } from './get-results.ts';
import { getStatus } from './get-status.ts';
import { listStatuses } from './list-statuses.ts';
import type { Handler } from './reply.ts';
import { submitEnrichment } from './submit-enrichment.ts';

export const handlers = {
  submitEnrichment,
  listStatuses,
  getStatus,
  getResults,
  controlEnrichment,
} as const satisfies Readonly<Record<keyof OperationTypes, Handler>>;

/** One sentence for each operation that the mock implements but the document lacks. */
export function checkHandlers(spec: Spec, known: Readonly<Record<string, Handler>>): readonly string[] {
  const ids = spec.operations.map(({ id }) => id);
  return Object.keys(known)
    .filter((name) => !ids.includes(name))
    .map(
      (name) =>
        `The mock has a handler for the operation "${name}", but the document does not define it; it defines ${ids.join(', ')}.`,
    );
}
