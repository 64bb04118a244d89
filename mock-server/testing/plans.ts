/** Plans for tests of jobs. */
import type { Plan } from '../domain/plan.ts';
import { duration } from '../../time/time.ts';

const forEver = Number.POSITIVE_INFINITY;

/** Steps that last seconds, or this many polls. */
export const createPlan = (
  ...steps: readonly (readonly [status: string, lasts: number | `${number} polls`])[]
): Plan =>
  steps.map(([status, lasts]) =>
    typeof lasts === 'number'
      ? { status, lasts: duration(lasts * 1000) }
      : { status, lasts: duration(forEver), polls: Number.parseInt(lasts, 10) },
  );

/** Every step in turn, in two and a half minutes. */
export const straight = createPlan(
  ['Uploading', 10],
  ['Draft', 10],
  ['Enrichment Started', 100],
  ['Enrichment Completed', 30],
  ['Enhancement Completed', forEver],
);
