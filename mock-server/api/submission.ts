/** Checks whether a world accepts a parsed submission: its scenario must exist, and its rows must fit. */
import { formatAllowed } from '../../openapi/complaint.ts';
import type { Criteria } from '../domain/matches.ts';
import { checkLimits, formatCount } from '../domain/limits.ts';
import type { SubmittedRows } from '../domain/submitted-rows.ts';
import type { World } from '../domain/world.ts';
import { invalid, type Reply } from './reply.ts';
import type { SubmissionBody } from './submission-body.ts';

export interface Submission {
  readonly kind: 'submission';
  readonly records: SubmittedRows;
  readonly category: string;
  readonly criteria?: Criteria;
  /** The scenario that the records ask for. */
  readonly scenario?: string;
}

/**
 * The submission as its job keeps it, or the 400 that says why this world does not take it.
 * @param maxRows of a submission
 */
export function admitSubmission(
  read: SubmissionBody,
  world: World,
  maxRows = Number.POSITIVE_INFINITY,
): Submission | Reply {
  const { field, rows, category, criteria, scenario } = read;
  const names = Object.keys(world.fixture.scenarios);
  if (scenario !== undefined && !names.includes(scenario)) {
    const reason = `There is no scenario "${scenario}"; ${formatAllowed(scenario, names)}`;
    return invalid({ [field]: [reason] });
  }
  if (rows.count > maxRows) {
    const reason = `A submission of your team has at most ${formatCount(maxRows)} rows; this one has ${formatCount(rows.count)}.`;
    return invalid({ [field]: [reason] });
  }
  const full = checkLimits(world, rows.text.length);
  if (full !== undefined) return invalid({ [field]: [full] });
  return {
    kind: 'submission',
    records: rows,
    category,
    ...(category !== 'account' || criteria === undefined ? {} : { criteria }),
    ...(scenario === undefined ? {} : { scenario }),
  };
}
