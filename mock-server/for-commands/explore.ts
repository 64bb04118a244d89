/** A mock for an exploration: users without jobs and with few credits, small jobs, and a fresh world for each sequence. */
import type { Fixture } from '../domain/fixture.ts';
import { loadIngredients, type Ingredients } from '../start/ingredients.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { readMockOptions } from '../start/options.ts';
import { startMock } from '../start/start.ts';

/** So few that a large submission can cost more. */
const balances = [40, 25] as const;
/** A job of half a minute takes a second. */
const speed = 30;
const scenario = 'small';

/** @param flags more flags of the mock */
export async function loadExploreMock(
  specFile: string | undefined,
  root: string,
  flags: readonly string[] = [],
) {
  const options = readMockOptions([
    '--port',
    '0',
    ...flags,
    ...(specFile === undefined ? [] : ['--spec', specFile]),
  ]);
  const ingredients = await loadIngredients(options, root);
  return { ...options, ...ingredients, fixture: emptyFixture(ingredients) };
}

/** The first two users who can enter, without jobs. */
function emptyFixture({ fixture }: Ingredients): Fixture {
  const users = fixture.users
    .filter(({ expired, active, quota }) => !expired && active && quota === undefined)
    .slice(0, balances.length)
    .map((user, index) => ({ ...user, balance: balances[index] ?? 0 }));
  const defaultScenario = Object.hasOwn(fixture.scenarios, scenario) ? scenario : fixture.defaultScenario;
  return { ...fixture, users, jobs: [], defaultScenario };
}

/** The tokens of both users in one world. */
export function createExploreTokens({ users }: Fixture, world: string) {
  const [you = '', other = ''] = users.map(({ token }) => `${token}~${world}`);
  return { you, other };
}

/**
 * @param specFile another document to be driven by
 * @param mutants for tests
 */
export async function startExploreMock(
  specFile: string | undefined,
  root: string,
  mutants: readonly Mutant[] = [],
) {
  const options = await loadExploreMock(specFile, root, ['--speed', String(speed)]);
  const { url, stop } = await startMock({
    ...options,
    mutants,
    onBreach: (sentence) => {
      throw new Error(sentence);
    },
    onCrash: (error) => {
      throw error;
    },
  });
  return {
    baseUrl: url,
    createTokens: (world: string) => createExploreTokens(options.fixture, world),
    stop,
  };
}
