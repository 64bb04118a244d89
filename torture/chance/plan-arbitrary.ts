/** The plans as fast-check draws and shrinks them. */
import { Arbitrary, type Random, Stream, Value } from 'fast-check';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import type { LifePlan } from '../life/plan.ts';
import { drawPlan, type Sources } from './draw-plan.ts';
import { drawFirstPlans } from './first-plans.ts';
import { listSimplerPlans } from './simpler-plans.ts';

/** All plans, of which the first ones are simple. A drawn plan needs no more than itself to become simpler. */
export function createPlanArbitrary({ scenarios }: Pick<Sources, 'scenarios'>): Arbitrary<LifePlan> {
  return new PlanArbitrary(createSources(scenarios));
}

/** The plans with which a search begins. */
export function createFirstPlans(
  seed: number,
  { scenarios }: Pick<Sources, 'scenarios'>,
): readonly LifePlan[] {
  return drawFirstPlans(seed, createSources(scenarios));
}

function createSources(scenarios: readonly string[]): Sources {
  const { lifeCycle, operations } = loadShippedSpec();
  return { lifeCycle, reads: operations.filter(({ method }) => method === 'GET'), scenarios };
}

/** fast-check biases its first values by this factor, and each ten times as many by one more. */
const firstBias = 2;
const lastLevel = 2;

class PlanArbitrary extends Arbitrary<LifePlan> {
  readonly #sources: Sources;

  constructor(sources: Sources) {
    super();
    this.#sources = sources;
  }

  override generate(random: Random, bias: number | undefined): Value<LifePlan> {
    const level = bias === undefined ? lastLevel : bias - firstBias;
    const chance = { drawInteger: (min: number, max: number) => random.nextInt(min, max) };
    return new Value(drawPlan(chance, level, this.#sources), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is LifePlan {
    return true;
  }

  override shrink(plan: LifePlan): Stream<Value<LifePlan>> {
    return new Stream(toValues(listSimplerPlans(plan, this.#sources.scenarios)));
  }
}

function* toValues(plans: Iterable<LifePlan>): Generator<Value<LifePlan>> {
  for (const plan of plans) yield new Value(plan, undefined);
}
