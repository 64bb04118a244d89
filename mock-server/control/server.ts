/** The control operations for the mock as a whole. */
import { firstWorld } from '../domain/world-names.ts';
import { succeed, type ControlHandler } from './outcome.ts';

const getHealth: ControlHandler = async ({ worlds, real, model: { readings, fill } }) =>
  succeed({
    status: 'ok',
    version: VERSION,
    worlds: (await worlds.names(real)).length,
    readings,
    ...(fill === undefined ? {} : { new_fields: Object.fromEntries(fill.values) }),
  });

const listScenarios: ControlHandler = ({ worlds }) =>
  succeed(
    Object.values((worlds.get(firstWorld) ?? worlds).fixture.scenarios).map(({ name, about }) => ({
      name,
      about,
    })),
  );

const listWorlds: ControlHandler = async ({ worlds, real }) => succeed(await worlds.names(real));

export const serverOperations = { getHealth, listScenarios, listWorlds };
