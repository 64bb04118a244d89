/** Turns the faults of the command line into rules for every world, or into a list of mistakes. */
import type { CheckAt } from '../../openapi/conformance.ts';
import { listControlOperations } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';
import { instant } from '../../time/time.ts';
import { maxFaults } from '../domain/active-faults.ts';
import { parseFaultText } from '../faults/fault-text.ts';
import { checkFault, type GivenFault, toFaultRule } from '../faults/read-fault.ts';
import { createClock } from '../domain/clock.ts';
import type { Fixture } from '../domain/fixture.ts';
import { createWorld } from '../domain/world.ts';
import { firstWorld } from '../domain/world-names.ts';
import { checkFields } from './body.ts';
import { formatMistakes } from './mistakes.ts';

/**
 * Reads them as the control API reads the body of `addFault`.
 * @returns the rules, and one sentence for each mistake
 */
export function readFaultFlags(texts: readonly string[], fixture: Fixture, spec: Spec, checkAt: CheckAt) {
  // Every world begins with the same users and jobs, whenever that is.
  const world = createWorld(firstWorld, fixture, createClock(instant(0), instant(0), 1, true));
  const check = checkAt(findFaultSchema());
  const read = texts.map((text) => {
    const { pairs, mistakes } = parseFaultText(text);
    const { value, mistakes: misfits } = checkFields(pairs, check);
    const given = value as GivenFault;
    const wrong = [...mistakes, ...misfits, ...checkFault(given, world, spec)];
    return {
      wrong: wrong.map((mistake) => `--fault ${JSON.stringify(text)}: ${formatMistakes([mistake])}`),
      rules: wrong.length === 0 ? [toFaultRule(given)] : [],
    };
  });
  const tooMany =
    texts.length > maxFaults
      ? [`--fault was given ${texts.length} times; a world has room for ${maxFaults}.`]
      : [];
  return {
    rules: read.flatMap(({ rules }) => rules),
    mistakes: [...read.flatMap(({ wrong }) => wrong), ...tooMany],
  };
}

function findFaultSchema(): string {
  const operation = listControlOperations().find(({ id }) => id === 'addFault');
  return operation?.requestBody['application/json'] ?? '';
}
