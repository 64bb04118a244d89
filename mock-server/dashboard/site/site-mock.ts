/** The mock in a worker of the static site: the engine, with its worlds in the database of the browser. */
import { getDefaultReadings } from '../../../openapi/questions.ts';
import { loadShippedSpec } from '../../../openapi/shipped.ts';
import { duration, instant } from '../../../time/time.ts';
import { handlers } from '../../api/index.ts';
import type { Fixture } from '../../domain/fixture.ts';
import type { Rules } from '../../domain/fold.ts';
import { createTerms } from '../../domain/payments.ts';
import type { World } from '../../domain/world.ts';
import { createEngine, type Engine } from '../../engine.ts';
import { answerApi, answerControl } from '../../fetch/fetch-edge.ts';
import { nextTurn, wait } from '../../fetch/timers.ts';
import { defaultJournalSize } from '../../journal/journals.ts';
import { createPause } from '../../portions/pauses.ts';
import type { WorldStore } from '../../store/port.ts';
import { type Restored, restoreWorld } from '../../store/restore-world.ts';
import { isControlPath } from './paths.ts';
import defaultWorld from 'prepared:default-world.json';

export interface SiteMock {
  /** @param request for a path of the mock below its root */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly engine: Engine;
}

export interface SiteMockOptions {
  /** The path below which the site is, without a slash at its end. */
  readonly root: string;
  /** Keeps the logs of worlds; in memory by default. */
  readonly store?: WorldStore<World>;
  /** A text that no other worker of the site has. */
  readonly process: string;
}

const fixture = defaultWorld as Fixture;

const onCrash = (error: unknown): void => console.error('The mock failed:', error);

/** Nobody wants to lose a world of the site because of a holiday. */
const maxIdle = duration(365 * 86_400_000);
const maxWorlds = 1000;

/** How every world of the site begins. */
export const beginning = { fixture };

export async function createSiteMock({ root, store, process }: SiteMockOptions): Promise<SiteMock> {
  const spec = loadShippedSpec();
  const kept = store === undefined ? [] : await restoreWorlds(store, { ...createTerms(spec), beginning });
  const engine = createEngine({
    model: { spec, readings: getDefaultReadings(spec.questions) },
    handlers,
    worlds: {
      fixture,
      speed: 1,
      frozen: false,
      max: maxWorlds,
      idle: maxIdle,
      kept,
      process,
      ...(store === undefined ? {} : { store }),
    },
    journal: defaultJournalSize,
    now: () => instant(Date.now()),
    wait,
    pause: createPause(nextTurn),
    onCrash,
  });
  const deps = { engine, root, wait, nextTurn, onCrash };
  return {
    engine,
    fetch: (request) =>
      isControlPath(new URL(request.url).pathname, root)
        ? answerControl(request, deps)
        : answerApi(request, deps),
  };
}

async function restoreWorlds(store: WorldStore<World>, rules: Rules): Promise<readonly World[]> {
  const kept: World[] = [];
  for (const { name } of await store.worlds()) {
    const restored = restore(name, await store.look(name, -1), rules);
    if (restored.kind === 'restored') kept.push(restored.world);
    else {
      console.warn(
        `The world "${name}" was removed, since this version cannot continue it: ${restored.reason}.`,
      );
      await store.remove(name);
    }
  }
  return kept;
}

/** Users can edit what a browser stores, and then anything may fail. */
function restore(...part: Parameters<typeof restoreWorld>): Restored {
  try {
    return restoreWorld(...part);
  } catch (error) {
    return { kind: 'misfit', reason: `what is stored of it is damaged (${String(error)})` };
  }
}
