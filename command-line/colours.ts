/** Whether an output shows colours, by the customs of NO_COLOR and FORCE_COLOR. */

import type { Environment } from './command.ts';

/** FORCE_COLOR wins, as it does in Node itself; 0 or false there is a no. An empty variable counts as not set. */
export function canShowColours(env: Environment, isTerminal: boolean): boolean {
  const { FORCE_COLOR: forced = '', NO_COLOR: refused = '', TERM: terminal } = env;
  if (forced !== '') return forced !== '0' && forced !== 'false';
  return refused === '' && terminal !== 'dumb' && isTerminal;
}
