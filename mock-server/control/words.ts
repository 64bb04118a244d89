/** Rejects unknown names, with suggestions: half of the control API's errors. */
import { formatSuggestion, formatOneOf } from '../../openapi/complaint.ts';
import { quoteValue } from '../../openapi/diagnostics/excerpt.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';

/** One sentence for an unknown name, or none. */
export function checkName(
  given: string | undefined,
  known: readonly string[],
  describe: (given: string) => string,
): readonly string[] {
  if (given === undefined || known.includes(given)) return [];
  const hint = formatSuggestion(given.slice(0, 100), known);
  return [`${describe(quoteValue(given))}; allowed: ${formatOneOf(known)}${hint === '' ? '.' : hint}`];
}

/** Of a user of a world. */
export function checkUser(
  given: string | undefined,
  {
    name,
    fixture,
  }: { readonly name: string; readonly fixture: { readonly users: readonly { readonly name: string }[] } },
): readonly string[] {
  const users = fixture.users.map((user) => user.name);
  return checkName(given, users, (user) => `World "${name}" has no user ${user}`);
}

/** Of a status, API or internal. */
export function checkStatus(given: string | undefined, lifeCycle: LifeCycle): readonly string[] {
  const known = [...lifeCycle.apiStatuses, ...lifeCycle.internalStatuses];
  return checkName(given, known, (status) => `There is no status ${status}`);
}

/** The text of a parameter, of which the document's schema made a number or a truth where it looked like one. */
export function toText(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
