/** A mock for an agent: on the given port, with the default world. */
import { loadIngredients } from './ingredients.ts';
import { readMockOptions } from './options.ts';
import { startMock } from './start.ts';

export async function startMcpMock(port: number, root: string) {
  const options = readMockOptions(['--port', String(port)]);
  const { stop } = await startMock({
    ...options,
    ...(await loadIngredients(options, root)),
    onCrash: (error) => {
      throw error;
    },
  });
  return { stop };
}
