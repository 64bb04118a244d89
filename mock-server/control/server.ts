/** The control operations for the mock as a whole. */
import { succeed, type ControlHandler } from './outcome.ts';

const getHealth: ControlHandler = ({ worlds, real, model: { readings, fill } }) =>
  succeed({
    status: 'ok',
    version: VERSION,
    worlds: worlds.names(real).length,
    readings,
    ...(fill === undefined ? {} : { new_fields: Object.fromEntries(fill.values) }),
  });

const listScenarios: ControlHandler = ({ worlds, real }) =>
  succeed(Object.values(worlds.first(real).fixture.scenarios).map(({ name, about }) => ({ name, about })));

const listWorlds: ControlHandler = ({ worlds, real }) => succeed(worlds.names(real));

export const serverOperations = { getHealth, listScenarios, listWorlds };
