/** Checks the state of a checkpoint from anywhere against its schema. */
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import type { World } from '../../domain/world.ts';
import { checkPlain } from '../../fixtures/checked-entry.ts';
import type { ParseState } from './load-lines.ts';
import { type PlainState, toWorld } from './world-state.ts';

export const createStateParser =
  (lifeCycle: LifeCycle): ParseState<World> =>
  (plain, get, { checkAt, ...at }) => {
    checkPlain(plain, '#/components/schemas/WorldState', checkAt);
    // Validated data has this type.
    return toWorld(plain as PlainState, get, at, lifeCycle);
  };
