/** A mutant that applies to a single request and knows whether it made a difference. */
import type { JobScene, JobView } from '../api/reply.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Mutant } from '../mutants/mutant.ts';
import type { Context } from '../pipeline/context.ts';

export class ActiveMutant {
  /** Whether it changed a request, a job or a reply. */
  wasApplied = false;
  readonly #mutant: Mutant;
  readonly #fixture: Fixture;

  constructor(mutant: Mutant, fixture: Fixture) {
    this.#mutant = mutant;
    this.#fixture = fixture;
  }

  onRequest(request: WireRequest): WireRequest {
    return this.#note(request, () => this.#mutant.onRequest?.(request, this.#fixture));
  }

  onJob(view: JobView, scene: JobScene): JobView {
    return this.#note(view, () => this.#mutant.onJob?.(view, scene));
  }

  onReply(context: Context): WireReply {
    const { response, request } = context;
    return this.#note(response, () => this.#mutant.onReply?.(response, context, request));
  }

  #note<Value>(before: Value, change: () => Value | undefined): Value {
    const after = tryChange(before, change);
    this.wasApplied ||= JSON.stringify(after) !== JSON.stringify(before);
    return after;
  }
}

/** A mutant is written for true responses; it may have nothing to change in one that another fault replaced. */
function tryChange<Value>(before: Value, change: () => Value | undefined): Value {
  try {
    return change() ?? before;
  } catch {
    return before;
  }
}
