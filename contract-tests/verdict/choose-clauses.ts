/** Which clauses a run judges: those that `--only` names, by id, page or section. */
import type { Clause } from './clause.ts';

/** What a run judges of the whole contract, when it does not judge all of it. */
export interface PartialContract {
  /** As the user wrote them. */
  readonly names: readonly string[];
  readonly chosen: number;
  readonly all: number;
}

/** What a clause stands under where clauses are grouped: `status: Error Responses`. */
export function formatSection(clause: Clause): string {
  return 'source' in clause ? `${clause.source.page}: ${clause.source.section}` : 'assumptions';
}

/** Every name that `--only` takes: ids, pages, sections, and sections with their page. */
export function listNames(clauses: readonly Clause[]): readonly string[] {
  return [...new Set(clauses.flatMap(getNames))];
}

/** The clauses with one of the names, in the order of the contract; all of them when no name is given. */
export function chooseClauses(clauses: readonly Clause[], names: readonly string[]): readonly Clause[] {
  if (names.length === 0) return clauses;
  const wanted = new Set(names.map(toKey));
  return clauses.filter((clause) => getNames(clause).some((name) => wanted.has(toKey(name))));
}

/** Undefined when the whole contract is judged. */
export function toPartialContract(
  clauses: readonly Clause[],
  names: readonly string[],
): PartialContract | undefined {
  if (names.length === 0) return undefined;
  return { names, chosen: chooseClauses(clauses, names).length, all: clauses.length };
}

/** `3 of 128 clauses`. */
export function formatPart({ chosen, all }: PartialContract): string {
  return `${chosen} of ${all} clauses`;
}

function getNames(clause: Clause): readonly string[] {
  const section = formatSection(clause);
  return 'source' in clause
    ? [clause.id, clause.source.page, clause.source.section, section]
    : [clause.id, section];
}

/** Sections may be written in any case. */
export function toKey(name: string): string {
  return name.trim().toLowerCase();
}
