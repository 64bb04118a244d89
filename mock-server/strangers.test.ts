// Requests with unknown tokens: entered in the journal of the world that the token names, without creating a
// world.
import { sendRequest } from './testing/http-client.ts';
import { type MockOnPort, runningMock } from './testing/running-mock.ts';

let mock: MockOnPort;
beforeAll(async () => {
  mock = await runningMock();
});
afterAll(async () => mock.stop());

const list = '/api/v1/enrichment/status/';
const api = '/__mock__/api/worlds';

async function ask(authorization?: string): Promise<number> {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  return (await sendRequest(`${mock.url}${list}`, { headers })).status;
}

async function control(path: string): Promise<unknown> {
  return JSON.parse((await sendRequest(`${mock.url}${api}${path}`, {})).body);
}

const statusesIn = async (world: string) =>
  ((await control(`/${world}/requests`)) as { status: number }[]).map(({ status }) => status);

test.each([
  ['a misspelled token', 'Bearer alce-token~WORLD'],
  ['an expired one', 'Bearer expired-token~WORLD'],
  ['one of an inactive user', 'Bearer dave-token~WORLD'],
])('%s is recorded in the world that it names, before and after the world exists', async (name, header) => {
  const world = name.replaceAll(' ', '-');
  expect(await ask(header.replace('WORLD', world))).toBe(401);
  expect(await control('')).not.toContain(world);
  expect(await ask(`Bearer alice-token~${world}`)).toBe(200);
  expect(await ask(header.replace('WORLD', world))).toBe(401);
  expect(await statusesIn(world)).toEqual([401, 200, 401]);
});

test.each([
  ['no token', undefined],
  ['no name that a world may have', 'Bearer alce-token~a b'],
  ['an odd name', 'Bearer alce-token~../x'],
  ['a token without a world', 'Bearer alce-token'],
])('%s is recorded in the first world', async (_, header) => {
  const before = (await statusesIn('default')).length;
  expect(await ask(header)).toBe(401);
  expect((await statusesIn('default')).length).toBe(before + 1);
});

test('the coach of that world sees it too, whenever the world starts', async () => {
  for (let poll = 0; poll < 4; poll += 1) {
    await ask('Bearer alce-token~coached');
    mock.wait(3);
  }
  expect(await control('/coached/advice')).toMatchObject([
    { id: 'after-401', seen: expect.stringContaining('the same unknown token') as string },
  ]);
});

test('any number of unknown names creates no world, and removes none', async () => {
  await ask('Bearer alice-token~mine');
  for (let name = 0; name < 120; name += 1) await ask(`Bearer nobody-token~name-${name}`);
  const worlds = (await control('')) as string[];
  expect(worlds.filter((world) => world.startsWith('name-'))).toEqual([]);
  expect(worlds).toContain('mine');
  expect(await statusesIn('mine')).toEqual([200]);
  // The latest are remembered, the first are not.
  expect(await statusesIn('name-119')).toEqual([401]);
  expect(await statusesIn('name-0')).toEqual([]);
});
