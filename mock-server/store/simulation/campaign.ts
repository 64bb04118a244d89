/** Many simulations, what occurred in them, and the smallest form of one that fails. */
import { faultKinds } from './plan.ts';
import type { Bounds } from './plan.ts';
import { wrong } from './record.ts';
import { simulate, type SimulationOptions, type SimulationOutcome } from './simulation.ts';

export interface Campaign {
  /** Simulations that were run. */
  readonly runs: number;
  /** In how many of them each kind of event occurred. */
  readonly occurred: ReadonlyMap<string, number>;
  /** How many different combinations of events there were. */
  readonly combinations: number;
  /** The first one that failed. */
  readonly failed: SimulationOutcome | undefined;
}

/** Runs simulations until one fails. @param isOver whether to stop before all seeds were tried */
export async function runCampaign(
  seeds: Iterable<number>,
  options: SimulationOptions,
  isOver: () => boolean = () => false,
): Promise<Campaign> {
  const occurred = new Map<string, number>();
  const combinations = new Set<string>();
  let runs = 0;
  for (const seed of seeds) {
    if (isOver()) break;
    const outcome = await simulate(seed, options);
    runs += 1;
    const events = [...outcome.counts.keys()].toSorted();
    for (const event of events) occurred.set(event, (occurred.get(event) ?? 0) + 1);
    combinations.add(events.join('\n'));
    if (outcome.failure !== undefined)
      return { runs, occurred, combinations: combinations.size, failed: outcome };
  }
  return { runs, occurred, combinations: combinations.size, failed: undefined };
}

/** A smaller simulation of the same seed that fails too, if there is one. */
export async function shrink(
  outcome: SimulationOutcome,
  options: SimulationOptions,
): Promise<SimulationOutcome> {
  let least = outcome;
  let bounds: Bounds = {};
  const attempt = async (tighter: Bounds): Promise<void> => {
    const next = { ...bounds, ...tighter };
    const tried = await simulate(outcome.seed, { ...options, bounds: next });
    if (tried.failure === undefined || tried.history.length >= least.history.length) return;
    least = tried;
    bounds = next;
  };
  for (let round = 0; round < 2; round += 1) {
    for (const kind of faultKinds) await attempt({ without: [...(bounds.without ?? []), kind] });
    for (let clients = 1; clients < least.plan.clients; clients += 1) await attempt({ clients });
    for (let processes = 1; processes < least.plan.processes; processes += 1) await attempt({ processes });
    if (least.plan.worlds > 1) await attempt({ worlds: 1 });
    for (let calls = 1; calls < least.plan.calls; calls += 1) await attempt({ calls });
  }
  return least;
}

/** A failure for people: what is wrong, what happened before, and how to see it again. */
export function formatFailure({ seed, failure, history, plan }: SimulationOutcome, maxLines = 80): string {
  const end = history.findIndex((line) => line.includes(wrong)) + 1;
  const lines = end > maxLines ? ['...', ...history.slice(end - maxLines, end)] : history.slice(0, end);
  return [
    `Seed ${seed}: ${failure ?? 'nothing is wrong'}`,
    `${plan.processes} processes, ${plan.clients} clients, ${plan.calls} calls each; ${JSON.stringify({ ...plan.traffic, idle: plan.idle })}`,
    'milliseconds  what happened',
    ...lines,
    `To repeat it: SEED=${seed} make simulate`,
  ].join('\n');
}
