/** A mutant that is told of one request only, and that knows whether it made a difference. */
import { type Distortions, combineMutants, type Mutant } from '../mutants/mutant.ts';
import type { Fixture } from '../simulation/fixture.ts';

export interface ToldLie extends Distortions {
  /** Whether anything was heard, shown or sent otherwise than it is. */
  readonly wasTold: () => boolean;
}

export function toldLie(mutant: Mutant, fixture: Fixture): ToldLie {
  const { ofRequest, ofJob, ofReply } = combineMutants([mutant], fixture);
  let told = false;
  const noted = <Value>(before: Value, change: () => Value): Value => {
    const after = changed(before, change);
    told ||= JSON.stringify(after) !== JSON.stringify(before);
    return after;
  };
  return {
    ofRequest: (request) => noted(request, () => ofRequest(request)),
    ofJob: (view, scene) => noted(view, () => ofJob(view, scene)),
    ofReply: (answer, request) => noted(answer.reply, () => ofReply(answer, request)),
    wasTold: () => told,
  };
}

/** A mutant is written for honest answers; of what another fault made of one there may be nothing to tell. */
function changed<Value>(before: Value, change: () => Value): Value {
  try {
    return change();
  } catch {
    return before;
  }
}
