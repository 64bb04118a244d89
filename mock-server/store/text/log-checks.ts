/** Checks the entries and checkpoints of a log. */
import type { CheckAt } from '../../../openapi/conformance.ts';
import { compileControlWith } from '../../../openapi/shipped.ts';
import schemas from './world-state.schema.json' with { type: 'json' };

let checks: CheckAt | undefined;

/** There can be many entries, and their first mistake is enough. */
export function getLogChecks(): CheckAt {
  checks ??= compileControlWith(schemas);
  return checks;
}
