/** Generates the list of the rules for clients: what each holds, where it is written, and its name. */
import { listCoachWarnings } from '../../library/coach-rules.ts';
import type { Spec } from '../../openapi/spec.ts';
import { createRules } from '../../torture/rules/index.ts';
import { formatCode, formatTable } from './table.ts';

/** One row per rule, in the order in which they are reported. */
export function formatTortureRules(spec: Spec): string {
  const rules = createRules({ spec, coachRules: listCoachWarnings(spec) });
  return formatTable(
    ['Name', 'What a sound client does', 'Source'],
    rules.map(({ name, title, source }) => [formatCode(name), title, source]),
  );
}
