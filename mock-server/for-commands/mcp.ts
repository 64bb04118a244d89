/** A mock for an agent: on the given port, with the default world and the dashboard. */
import { loadIngredients } from '../start/ingredients.ts';
import { explainListenError } from '../start/listen-error.ts';
import { createMockSite } from '../pages/mock-site.ts';
import { readMockOptions } from '../start/options.ts';
import { startMock } from '../start/start.ts';

export interface AgentMockPlace {
  readonly port: number;
  readonly root: string;
  readonly complain: (sentence: string) => void;
}

/** @returns how to stop it; undefined if something listens there already, such as a mock that the user started */
export async function startMcpMock({ port, root, complain }: AgentMockPlace) {
  const options = readMockOptions(['--port', String(port)]);
  const ingredients = await loadIngredients(options, root);
  try {
    const { stop } = await startMock({
      ...options,
      ...ingredients,
      site: createMockSite({ ...options, ...ingredients }, root),
      warn: complain,
      onCrash: (error) =>
        complain(`The mock failed and sent a 500. This is a bug in the mock: ${String(error)}`),
    });
    return { stop };
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE')
      return undefined;
    throw explainListenError(error, options);
  }
}
