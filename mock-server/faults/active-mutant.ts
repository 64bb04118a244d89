/** A mutant that applies to a single request and knows whether it made a difference. */
import { type MutantHooks, combineMutants, type Mutant } from '../mutants/mutant.ts';
import type { Fixture } from '../domain/fixture.ts';

export interface ActiveMutant extends MutantHooks {
  /** Whether it changed a request, a job or a reply. */
  readonly wasApplied: () => boolean;
}

export function createActiveMutant(mutant: Mutant, fixture: Fixture): ActiveMutant {
  const { onRequest, onJob, onReply } = combineMutants([mutant], fixture);
  let isChanged = false;
  const trackChange = <Value>(before: Value, change: () => Value): Value => {
    const after = tryChange(before, change);
    isChanged ||= JSON.stringify(after) !== JSON.stringify(before);
    return after;
  };
  return {
    onRequest: (request) => trackChange(request, () => onRequest(request)),
    onJob: (view, scene) => trackChange(view, () => onJob(view, scene)),
    onReply: (answer, request) => trackChange(answer.reply, () => onReply(answer, request)),
    wasApplied: () => isChanged,
  };
}

/** A mutant is written for true responses; it may have nothing to change in one that another fault replaced. */
function tryChange<Value>(before: Value, change: () => Value): Value {
  try {
    return change();
  } catch {
    return before;
  }
}
