// The mock in a worker of the static site.
import type { World } from '../../domain/world.ts';
import { createMemoryStore } from '../../store/memory.ts';
import { instant } from '../../../time/time.ts';
import { createSiteMock } from './site-mock.ts';

test('a stored world that cannot be folded is removed, and the mock starts', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const store = createMemoryStore<World>();
  const intent = { kind: 'clear-faults' } as const;
  store.snapshot('damaged', { position: 1, real: instant(1), state: {} as World });
  store.append('damaged', { intent, nonce: 'a', real: instant(2) }, 1);
  store.append('kept', { intent, nonce: 'b', real: instant(2) }, 0);
  const { engine } = await createSiteMock({ root: '', store, process: 'test-' });
  expect([engine.worlds.has('damaged'), engine.worlds.has('kept')]).toEqual([false, true]);
  expect(store.worlds().map(({ name }) => name)).not.toContain('damaged');
  warn.mockRestore();
});
