/** Corrects a fault that has mistakes: what it names wrongly gets the nearest name, and what does not fit is left out. */
import { findNearest } from '../../openapi/complaint.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { World } from '../domain/world.ts';
import { findEffect } from './effects/index.ts';
import { checkFault, type GivenFault } from './read-fault.ts';

/** @param given a fault that its schema accepts. @returns one that the world accepts */
export function correctFault(given: GivenFault, world: World, spec: Spec): GivenFault {
  const names: Readonly<Record<string, readonly string[]>> = {
    user: world.fixture.users.map(({ name }) => name),
    operation: spec.operations.map(({ id }) => id),
  };
  const count = (one: GivenFault): number => checkFault(one, world, spec).length;
  const { effect, ...others } = given;
  const keys = findEffect(effect)?.keys ?? {};
  let fault = given;
  for (const key of new Set([...Object.keys(others).toReversed(), ...Object.keys(keys)])) {
    const { words = names[key] ?? [], example } = keys[key] ?? {};
    for (const value of [findNearest(String(given[key]), words), example, undefined]) {
      const { [key]: _, ...rest } = fault;
      const other = value === undefined ? rest : { ...rest, [key]: value };
      if (count(other) < count(fault)) fault = other;
    }
  }
  return fault;
}
