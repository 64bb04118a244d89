/** A mock for one run of the suite: fast, on a free port, with the users that the suite needs. */
import { loadIngredients } from '../start/ingredients.ts';
import { readMockOptions } from '../start/options.ts';
import { startMock } from '../start/start.ts';

/** A minute in a second: within the watch, jobs are seen in every status. */
const speed = 60;

/** @param specFile another document to be driven by */
export async function startContractMock(specFile: string | undefined, root: string) {
  const options = readMockOptions([
    '--port',
    '0',
    '--speed',
    String(speed),
    ...(specFile === undefined ? [] : ['--spec', specFile]),
  ]);
  const ingredients = await loadIngredients(options, root);
  const { url, stop } = await startMock({
    ...options,
    ...ingredients,
    onBreach: (sentence) => {
      throw new Error(sentence);
    },
    onCrash: (error) => {
      throw error;
    },
  });
  const { users, jobs } = ingredients.fixture;
  const withJobs = users.filter(
    ({ name, expired, active }) => !expired && active && jobs.some(({ owner }) => owner === name),
  );
  const [caller, other] = withJobs;
  return {
    baseUrl: url,
    token: caller?.token ?? '',
    otherToken: other?.token ?? '',
    emptyToken: users.find((user) => !user.expired && user.active && !withJobs.includes(user))?.token ?? '',
    expiredToken: users.find(({ expired }) => expired)?.token ?? '',
    stop,
  };
}
