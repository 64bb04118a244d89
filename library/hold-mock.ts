/** Creates the mock handle of a test from the health response and a function that calls the control API. */
import { asyncDispose } from './async-dispose.ts';
import type { Mock } from './mock.ts';
import { openWorld, type WorldSetting } from './open-world.ts';

export function holdMock({
  url,
  version,
  readings,
  call,
  tokens,
  followsDate,
  stop,
}: Pick<Mock, 'version' | 'readings' | 'stop'> & WorldSetting): Mock {
  return {
    url,
    version,
    readings,
    call,
    world: (name = createWorldName()) => openWorld(name, { url, call, tokens, followsDate }),
    worlds: () => call('listWorlds'),
    scenarios: () => call('listScenarios'),
    stop,
    [asyncDispose]: stop,
  };
}

/** Pages that are not served securely have no `randomUUID`. */
function createWorldName(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `world-${number.toString(16).padStart(8, '0')}`;
}
