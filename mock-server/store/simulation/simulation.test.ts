// The shared store in many simulations, each with its own faults. `SEED=n` repeats one; `make simulate` runs 100,000.
import { terms } from '../../testing/shipped.ts';
import { formatFailure, runCampaign, shrink } from './campaign.ts';
import { faultKinds } from './plan.ts';
import { createSimulatedStore } from './redis-subject.ts';
import { simulate } from './simulation.ts';
import { smallFixture } from './small-world.ts';
import type { RedisConnection } from '../redis/connection.ts';
import { appendScript, createAppend } from '../redis/stream-commands.ts';

const given = process.env['SEED'];
const first = Number(given ?? Math.floor(Math.random() * 2 ** 31));
const rules = { ...terms, beginning: { fixture: smallFixture } };
const settle = async (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
const options = { rules, settle, store: createSimulatedStore(rules) };
const seeds = (count: number): readonly number[] =>
  Array.from({ length: count }, (_any, index) => first + index);

test(`loses nothing and responds truly, whatever breaks (seed ${first})`, async () => {
  const { failed, occurred } = await runCampaign(seeds(given === undefined ? 120 : 1), options);
  expect(failed && formatFailure(await shrink(failed, options))).toBeUndefined();
  // A run in which nothing happened would prove nothing.
  const kinds = faultKinds;
  expect([...occurred.keys()]).toEqual(expect.arrayContaining(given === undefined ? kinds : []));
});

test('is the same again with the same seed', async () => {
  const [one, other] = [await simulate(first, options), await simulate(first, options)];
  expect(other.history).toEqual(one.history);
});

/** Every process believes that each of its appends is a beginning. */
const plant = (connection: RedisConnection): RedisConnection => ({
  ...connection,
  transact: async (commands) =>
    connection.transact(
      commands.map((command) => {
        if (command[1] !== appendScript) return command;
        const [log = '', , , , nonce = '', deadline = '', life = '', intent = ''] = command.slice(3);
        return createAppend(String(log), {
          nonce: String(nonce),
          deadline: Number(deadline),
          life: String(life),
          intent: String(intent),
        }).filter((word) => word !== 'NOMKSTREAM') as [string];
      }),
    ),
});

test('stays true in schedules that once broke it', async () => {
  // A log that began again was taken for the one that a caller knew, since a part was read that never reached the caller.
  // A trimmed log was taken for a removed one.
  // A command was written again with a later deadline, and counted twice; a command that a checkpoint hides was written again.
  // After the clock of Redis was set back: an entry had the id of one in an earlier life; a world was removed between its entries
  // and its time; it was removed again before a command was decided for which it had begun again; a copy of its beginning began
  // another life of the same name; the time of an earlier life was noted for the next one.
  // A process could not read a world with more than four uploads. A part reached its caller after a later one.
  const fatal = [
    693968493, 1753637851, 464982444, 1419259847, 2022160330, 1894256275, 1052546810, 706921193, 1621432951,
    2119085432, 228300659,
  ];
  const { failed } = await runCampaign(fatal, options);
  expect(failed === undefined ? '' : formatFailure(failed)).toBe('');
});

test('finds a store that lets any command make a log', async () => {
  const { failed } = await runCampaign(seeds(300), {
    ...options,
    store: createSimulatedStore(rules, plant),
  });
  expect(failed?.failure).toBeDefined();
});
