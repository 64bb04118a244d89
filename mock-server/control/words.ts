/** Rejects unknown names, with suggestions: half of the control API's errors. */
import { findNearest, formatSuggestion, formatOneOf } from '../../openapi/complaint.ts';
import { quoteValue } from '../../openapi/diagnostics/excerpt.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { type ControlOutcome, refuse } from './outcome.ts';
import type { Remedy } from './remedy.ts';

/** What is wrong with a field of a request. */
export interface Mistake {
  /** A sentence. */
  readonly reason: string;
  /** Fields without the mistake. */
  readonly set: Remedy['set'];
}

/** Refuses a request with mistakes; the remedy is the request without them, unless there is a better one. */
export function refuseMistakes(mistakes: readonly Mistake[], remedy?: Remedy): ControlOutcome {
  const set: Record<string, unknown> = {};
  for (const mistake of mistakes.toReversed()) Object.assign(set, mistake.set);
  return refuse(400, mistakes.map(({ reason }) => reason).join(' '), remedy ?? { set });
}

/** The mistake of an unknown name, or none. @param field that has the name */
export function checkName(
  given: string | undefined,
  known: readonly string[],
  field: string,
  describe: (given: string) => string,
): readonly Mistake[] {
  if (given === undefined || known.includes(given)) return [];
  const word = given.slice(0, 100);
  const hint = formatSuggestion(word, known);
  return [
    {
      reason: `${describe(quoteValue(given))}; allowed: ${formatOneOf(known)}${hint === '' ? '.' : hint}`,
      set: { [field]: findNearest(word, known) ?? known[0] },
    },
  ];
}

/** Of a user of a world. */
export function checkUser(
  given: string | undefined,
  {
    name,
    fixture,
  }: { readonly name: string; readonly fixture: { readonly users: readonly { readonly name: string }[] } },
): readonly Mistake[] {
  const users = fixture.users.map((user) => user.name);
  return checkName(given, users, 'user', (user) => `World "${name}" has no user ${user}`);
}

/** Of a status, API or internal. */
export function checkStatus(
  given: string | undefined,
  lifeCycle: LifeCycle,
  field = 'status',
): readonly Mistake[] {
  const known = [...lifeCycle.apiStatuses, ...lifeCycle.internalStatuses];
  return checkName(given, known, field, (status) => `There is no status ${status}`);
}

/** The text of a parameter, of which the document's schema made a number or a truth where it looked like one. */
export function toText(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
