/** The plans with which a search begins: each kind of accident once, so that few lives find what is easy to find. */
import { drawInteger } from '../../random/random.ts';
import { defaultPlan } from '../life/read-plan.ts';
import type { LifePlan, PlannedFault } from '../life/plan.ts';
import { type Chance, pick } from './chance.ts';
import { drawEachFault } from './draw-fault.ts';
import {
  accidents,
  type Change,
  drawJob,
  longMs,
  sendsRetryAfter,
  type Sources,
  withDates,
} from './draw-plan.ts';
import { listLengths } from './round-numbers.ts';
import { computeLongest } from './scenarios.ts';

/** What is drawn less often than it breaks clients. */
const repeats: Readonly<Record<string, number>> = { unmount: 4, switch: 5, latencies: 3, blips: 2, sleep: 2 };

/** In an order by the seed, which also decides the details. */
export function drawFirstPlans(seed: number, sources: Sources): readonly LifePlan[] {
  const chance = createChance(seed);
  const draw = (change: Change): LifePlan => change(chance, drawCalmPlan(chance, sources), sources);
  const faults = drawFaultPlans(chance, sources);
  const plans = [
    ...faults,
    ...faults
      .filter((plan) => plan.faults.some(sendsRetryAfter))
      .slice(0, 1)
      .map(withDates),
    ...Object.entries(accidents).flatMap(([name, [, change]]: readonly [string, readonly [number, Change]]) =>
      Array.from({ length: repeats[name] ?? 1 }, () => draw(change)),
    ),
    ...steady.map((latency) => ({ ...drawCalmPlan(chance, sources), latencies: [latency] })),
    ...pickScenarios(sources).map((scenario) => ({ ...defaultPlan, jobs: [{ scenario, rows }] })),
  ];
  return shuffle(chance, plans);
}

/** All responses are as slow as that. */
const steady = listLengths('3s', '20s');
const rows = 3;

/** Those that do not take long, and one that never ends. */
function pickScenarios({ scenarios }: Sources): readonly string[] {
  const short = scenarios.filter((name) => computeLongest(name, rows) <= longMs);
  const endless = scenarios.filter((name) => computeLongest(name, rows) === Number.POSITIVE_INFINITY);
  return [...short, ...endless.slice(0, 1)];
}

/** Each fault of the first request or of a later one, and of the requests about a job only. */
function drawFaultPlans(chance: Chance, sources: Sources): readonly LifePlan[] {
  const reads = sources.reads.filter(({ path }) => path.includes('{'));
  return [undefined, ...reads].flatMap((operation) =>
    drawEachFault(chance).map((fault) => {
      const only = operation === undefined ? fault : { ...fault, operation: operation.id };
      const at = operation === undefined ? 500 * chance.drawInteger(0, 20) : 0;
      const planned: PlannedFault = { at, fault: only };
      return { ...drawCalmPlan(chance, sources), faults: [planned] };
    }),
  );
}

/** One ordinary job. */
function drawCalmPlan(chance: Chance, sources: Sources): LifePlan {
  return { ...defaultPlan, jobs: [drawJob(chance, 0, sources)] };
}

function shuffle<Item>(chance: Chance, items: readonly Item[]): readonly Item[] {
  const left = [...items];
  return items.map(() => {
    const item = pick(chance, left);
    left.splice(left.indexOf(item), 1);
    return item;
  });
}

function createChance(seed: number): Chance {
  let count = 0;
  return {
    drawInteger: (min, max) => {
      count += 1;
      return drawInteger(min, max, 'first plans', seed, count);
    },
  };
}
