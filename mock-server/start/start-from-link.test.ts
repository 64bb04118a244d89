// `mock --world LINK`: what is started, and that a link that cannot be used is a mistake in the command.
import { UsageError } from '../../command-line/command.ts';
import { loadIngredients } from './ingredients.ts';
import { readMockOptions } from './options.ts';
import { engineUnderTest } from '../testing/engine-under-test.ts';

const load = (...args: readonly string[]) => loadIngredients(readMockOptions(args), process.cwd());

async function createLink(clock: object): Promise<string> {
  const { control, ask } = engineUnderTest();
  await control('POST', '/worlds/default/clock', clock);
  const records = [{ first_name: 'Ada', last_name: 'Lovelace', company_name: 'scenario:pauses' }];
  await ask('POST /api/v1/enrichment/submit/', 'alice-token', { records });
  return String((await control('GET', '/worlds/default/link'))[1]);
}

test('a mock starts with the world of a link, at its time and speed', async () => {
  const link = await createLink({ speed: 60, advance: '1h' });
  for (const world of [link, `https://example.org/page#${link}`]) {
    const { speed, frozen, history } = await load('--world', world);
    expect([speed, frozen, history?.log.length]).toEqual([60, false, 1]);
    expect(new Date(history?.now ?? 0).toISOString()).toBe('2026-05-06T15:25:42.000Z');
  }
});

test('the requests of a link come with it, and foreign ones are checked', async () => {
  const { control, ask } = engineUnderTest();
  await ask('GET /api/v1/enrichment/status/', 'alice-token');
  const [, link] = await control('GET', '/worlds/default/link?requests=true');
  const { requests } = await load('--world', String(link));
  expect(requests).toEqual([
    {
      gap: 0,
      took: 0,
      path: '/api/v1/enrichment/status/',
      user: 'alice',
      operation: 'listStatuses',
      status: 200,
    },
  ]);
});

test('flags override the clock of a link', async () => {
  const link = await createLink({ speed: 60 });
  expect(await load('--world', link, '--speed', '1', '--freeze')).toMatchObject({ speed: 1, frozen: true });
  expect(await load('--world', await createLink({ frozen: true }))).toMatchObject({ speed: 1, frozen: true });
});

test('without a link, the clock runs at normal speed', async () => {
  expect(await load()).toMatchObject({ speed: 1, frozen: false });
});

test('a truncated link is a mistake in the command', async () => {
  const link = await createLink({});
  const started = load('--world', link.slice(0, -7));
  await expect(started).rejects.toThrow(UsageError);
  await expect(started).rejects.toThrow(/^This link cannot be used: characters of it are missing/);
});
