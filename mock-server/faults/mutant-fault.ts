/** A lie that is told of one request only, and that knows whether it made a difference. */
import { type Distortions, combineMutants, type Lie } from '../mutants/mutant.ts';
import type { Fixture } from '../simulation/fixture.ts';

export interface ToldLie extends Distortions {
  /** Whether anything was heard, shown or sent otherwise than it is. */
  readonly wasTold: () => boolean;
}

export function toldLie(lie: Lie, fixture: Fixture): ToldLie {
  const { ofRequest, ofJob, ofReply } = combineMutants([lie], fixture);
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

/** A lie is written for honest answers; of what another fault made of one there may be nothing to tell. */
function changed<Value>(before: Value, change: () => Value): Value {
  try {
    return change();
  } catch {
    return before;
  }
}
