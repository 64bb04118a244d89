/** The metrics of what the engine holds: worlds and journals. */
import type { Instant } from '../../time/time.ts';
import { isPromise, type Later } from '../portions/portions.ts';
import type { Worlds } from '../store/worlds-port.ts';
import type { Family } from './family.ts';
import type { StoreState } from './readiness.ts';

/** Undefined while the store cannot tell. */
export function countWorlds(
  worlds: Pick<Worlds, 'names'>,
  store: StoreState | undefined,
  real: Instant,
): Later<number | undefined> {
  if (store?.health?.().isUp === false) return undefined;
  const names = worlds.names(real);
  if (!isPromise(names)) return names.length;
  return names.then(
    ({ length }) => length,
    () => undefined,
  );
}

export function createEngineFamilies(
  worlds: number | undefined,
  entries: number,
  streams: number,
): readonly Family[] {
  return [
    {
      name: 'enrichment_mock_worlds',
      help: 'Worlds in the store.',
      type: 'gauge',
      together: 'max',
      samples: worlds === undefined ? [] : [{ value: worlds }],
    },
    {
      name: 'enrichment_mock_journal_entries',
      help: 'Requests that the journals of all worlds keep.',
      type: 'gauge',
      samples: [{ value: entries }],
    },
    {
      name: 'enrichment_mock_event_streams',
      help: 'Open event streams.',
      type: 'gauge',
      samples: [{ value: streams }],
    },
  ];
}
