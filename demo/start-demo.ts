/** Starts a mock with the staged world, and the player in it. */
import type { Site } from '../mock-server/http/site.ts';
import { loadIngredients } from '../mock-server/start/ingredients.ts';
import { explainListenError } from '../mock-server/start/listen-error.ts';
import { createMockSite } from '../mock-server/pages/mock-site.ts';
import { toMockOptions } from '../mock-server/start/options.ts';
import { startMock } from '../mock-server/start/start.ts';
import type { Fixture } from '../mock-server/domain/fixture.ts';
import { instant, type Instant } from '../time/time.ts';
import { createEngineStage, type EngineStage } from './engine-stage.ts';
import type { DemoOptions } from './options.ts';
import { Player } from './player/player.ts';
import { createPresenterFiles } from './presenter/files.ts';
import { sendOverHttp } from './send-over-http.ts';
import { showSeconds } from './show/show.ts';
import demoWorld from 'prepared:demo-world.json';

export interface Demo {
  /** Without a trailing slash. */
  readonly url: string;
  readonly player: Player;
  readonly stage: EngineStage;
  readonly stop: () => Promise<void>;
}

export interface DemoStartOptions extends Pick<DemoOptions, 'port' | 'seed' | 'speed' | 'frozen' | 'start'> {
  /** Where the project, or the installed package, is. */
  readonly root: string;
  /** The wall clock. */
  readonly now?: () => Instant;
  readonly complain: (sentence: string) => void;
}

/** @throws UsageError if the port cannot be used */
export async function startDemo(options: DemoStartOptions): Promise<Demo> {
  const { port, seed, root, complain, start, speed, frozen } = options;
  const now = options.now ?? (() => instant(Date.now()));
  const mock = { ...toMockOptions({}, 'flags'), port, start, speed, frozen };
  const loaded = await loadIngredients(mock, root);
  const { scenarios } = loaded.fixture;
  const staged = demoWorld as Fixture;
  // The presenter can use all scenarios that every mock has.
  const fixture = { ...staged, seed, scenarios: { ...scenarios, ...staged.scenarios } };
  const ingredients = { ...loaded, fixture };
  const site = createMockSite({ ...mock, ...ingredients }, root);
  const findPresenterFile = createPresenterFiles(() => getPosition());
  const running = await startMock({
    ...mock,
    ...ingredients,
    now,
    site: {
      ...site,
      findFile: (path, url) => findPresenterFile(path) ?? site.findFile(path, url),
    } satisfies Site,
    quietCoach: true,
    warn: complain,
    onCrash: (error) =>
      complain(`The mock failed and sent a 500. This is a bug in the mock: ${String(error)}`),
  }).catch((error: unknown) => {
    throw explainListenError(error, mock);
  });
  const stopping = new AbortController();
  const { engine, url } = running;
  const stage = createEngineStage(engine, now, (request) => sendOverHttp(url, request, stopping.signal));
  const getPosition = () => {
    const { seconds, speed: pace, frozen: isFrozen } = stage.look();
    return { seconds, speed: pace, frozen: isFrozen, isOver: seconds >= showSeconds };
  };
  return {
    url,
    stage,
    player: new Player(stage, seed),
    stop: async () => {
      stage.close();
      stopping.abort();
      await running.stop();
    },
  };
}
