/** The control operations about the mock as a whole. */
import { done, type ControlHandler } from './outcome.ts';

const getHealth: ControlHandler = ({ worlds, real, model: { readings } }) =>
  done({ status: 'ok', version: VERSION, worlds: worlds.names(real).length, readings });

const listScenarios: ControlHandler = ({ worlds, real }) =>
  done(Object.values(worlds.first(real).fixture.scenarios).map(({ name, about }) => ({ name, about })));

const listWorlds: ControlHandler = ({ worlds, real }) => done(worlds.names(real));

export const serverOperations = { getHealth, listScenarios, listWorlds };
