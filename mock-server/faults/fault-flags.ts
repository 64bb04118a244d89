/** What the faults of the command line mean: rules for every world, or all that is wrong with them. */
import type { Spec } from '../../openapi/spec.ts';
import { instant } from '../../time/time.ts';
import { createClock } from '../simulation/clock.ts';
import type { FaultRule } from '../simulation/fault.ts';
import type { Fixture } from '../simulation/fixture.ts';
import { createWorld, type World } from '../simulation/world.ts';
import { firstWorld } from '../simulation/world-names.ts';
import { maxFaults, addFaultRule } from './active-faults.ts';
import { parseFaultText } from './fault-text.ts';
import { formatMistakes, readFault } from './read-fault.ts';

/** @returns the rules, and one sentence for each text that is no fault */
export function readFaultFlags(texts: readonly string[], fixture: Fixture, spec: Spec) {
  // Every world begins with the same users and jobs, whenever that is.
  const world = createWorld(firstWorld, fixture, createClock(instant(0), instant(0), 1, true));
  const read = texts.map((text) => {
    const { given, mistakes } = parseFaultText(text);
    const fault = readFault(given, world, spec);
    const wrong = [...mistakes, ...('mistakes' in fault ? fault.mistakes : [])];
    return {
      wrong: wrong.map((mistake) => `--fault ${JSON.stringify(text)}: ${formatMistakes([mistake])}`),
      fault,
    };
  });
  const tooMany =
    texts.length > maxFaults
      ? [`--fault was given ${texts.length} times; a world has room for ${maxFaults}.`]
      : [];
  return {
    rules: read.flatMap(({ fault }) => ('rule' in fault ? [fault.rule] : [])),
    mistakes: [...read.flatMap(({ wrong }) => wrong), ...tooMany],
  };
}

/** The world as it begins, with the faults of the command line. */
export function applyStartupFaults(world: World, rules: readonly FaultRule[]): World {
  return rules.reduce((so, rule) => addFaultRule(so, rule, world.clock.world) ?? so, world);
}
