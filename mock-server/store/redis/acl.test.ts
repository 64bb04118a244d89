// The users that the documentation names may do all that a mock needs, and the smaller one nothing else.
import { startRedisServer, type RedisServer } from './testing/redis-server.ts';
import { readAclRules, useEverything } from './testing/use-everything.ts';

const lines = readAclRules();

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(async () => server.stop());

const use = async (rules: readonly string[]): Promise<string> => {
  await server.run('ACL', 'LOG', 'RESET');
  await server.run('ACL', 'SETUSER', 'mock', 'reset', ...rules);
  await useEverything(server.url.replace('//', '//mock:password@'));
  return server.run('ACL', 'LOG');
};

test('the documentation names two users', () => {
  expect(lines).toHaveLength(2);
});

test.each(lines.map((rules, index) => [index + 1, rules] as const))(
  'user %s of the documentation may do all that a mock does',
  async (_number, rules) => {
    expect(await use(rules)).toBe('');
  },
);

test('the smaller user may do nothing that a mock does not', async () => {
  const rules = lines[1] ?? [];
  const commands = rules.filter((rule) => rule.startsWith('+'));
  await server.run('CONFIG', 'RESETSTAT');
  await use(rules);
  const statistics = await server.run('INFO', 'commandstats');
  const used = new Set(Array.from(statistics.matchAll(/cmdstat_([\w|]+):/g), ([, name]) => name));
  const unused = commands
    .map((rule) => rule.slice(1))
    .filter((name) => !used.has(name) && !ofClusters.has(name));
  expect(unused).toEqual([]);
});

/** These a mock uses in a cluster, or with the number of a database. */
const ofClusters = new Set(['cluster|slots', 'cluster|info', 'asking', 'readonly', 'select']);
