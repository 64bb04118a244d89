/** The levels that a team gives to clauses instead of those of the contract. */
import type { ClauseLevel } from '../evidence/probes.ts';
import type { Clause } from './clause.ts';

/** A level of a clause, or `off` for a clause that is not judged. */
export type TeamLevel = ClauseLevel | 'off';

export type TeamLevels = Readonly<Record<string, TeamLevel>>;

/** A clause whose level is not the one of the contract. */
export interface LevelChange {
  readonly id: string;
  readonly from: ClauseLevel;
  readonly to: TeamLevel;
}

/** The levels that differ from the contract, in its order. */
export function listLevelChanges(clauses: readonly Clause[], levels: TeamLevels): readonly LevelChange[] {
  return clauses.flatMap(({ id, level }) => {
    const to = getLevel(levels, id);
    return to === undefined || to === level ? [] : [{ id, from: level, to }];
  });
}

/** The clauses with the levels of the team. A clause that is off keeps its level. */
export function applyLevels(clauses: readonly Clause[], levels: TeamLevels): readonly Clause[] {
  return clauses.map((clause) => {
    const level = getLevel(levels, clause.id);
    if (level === undefined || level === 'off' || level === clause.level) return clause;
    return { ...clause, level, contractLevel: clause.level };
  });
}

/** `nosniff MUST instead of ASSUMED, redirect-permanent off`. */
export function formatLevelChanges(changes: readonly LevelChange[]): string {
  return changes
    .map(({ id, from, to }) => (to === 'off' ? `${id} off` : `${id} ${to} instead of ${from}`))
    .join(', ');
}

/** `SHOULD`, or `SHOULD instead of MUST` when the team changed it. */
export function formatLevel({ level, contractLevel }: Pick<Clause, 'level' | 'contractLevel'>): string {
  return contractLevel === undefined ? level : `${level} instead of ${contractLevel}`;
}

function getLevel(levels: TeamLevels, id: string): TeamLevel | undefined {
  return Object.hasOwn(levels, id) ? levels[id] : undefined;
}
