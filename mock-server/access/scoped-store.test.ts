// The part of a store that a team has: in a file, and in a store that several processes share.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { World } from '../domain/world.ts';
import type { Draft } from '../store/port.ts';
import { createSharedMemory } from '../store/testing/shared-memory.ts';
import { instant } from '../../time/time.ts';
import { ownJob } from '../testing/answers.ts';
import { sendRequest } from '../testing/http-client.ts';
import { controlToken } from '../testing/locked-mock.ts';
import { runningMock } from '../testing/running-mock.ts';
import { createTeam, runTeamMock, toKey } from '../testing/team-mock.ts';
import { countWorlds, createTeams, defaultQuotas } from './team.ts';
import { scopeStore, selectOfTeam, splitFullName } from './scoped-store.ts';

const getWorlds = async (url: string, bearer: string) => {
  const headers = { Authorization: `Bearer ${bearer}` };
  return JSON.parse((await sendRequest(`${url}/__mock__/api/worlds`, { headers })).body) as unknown;
};
const look = (url: string, bearer: string) =>
  sendRequest(`${url}${ownJob}`, { headers: { Authorization: `Bearer ${bearer}` } });

describe('a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'teams-'));
  const state = join(folder, 'worlds.json');
  afterAll(() => rmSync(folder, { recursive: true }));
  const teams = [createTeam('acme'), createTeam('zoo')];

  test('has the worlds of all teams, and each gets its own at the next start', async () => {
    const first = await runTeamMock(teams, { state });
    const post = {
      method: 'POST',
      body: 'advance=1h',
      headers: {
        Authorization: `Bearer ${toKey('acme')}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
    };
    await sendRequest(`${first.url}/__mock__/api/worlds/shop/clock`, post);
    await look(first.url, `alice-token~${toKey('zoo')}~animals`);
    await first.stop();
    // Without teams, their worlds are out of reach and stay where they are.
    const without = await runningMock({ state });
    expect(await getWorlds(without.url, '')).toEqual(['default']);
    await without.stop();
    const second = await runTeamMock(teams, { state });
    const shop = await look(second.url, `alice-token~${toKey('acme')}~shop`);
    const all = await getWorlds(second.url, controlToken);
    await second.stop();
    expect(shop.body).toContain('"completed"');
    expect(all).toEqual(['acme/default', 'acme/shop', 'zoo/animals', 'zoo/default']);
    expect(first.crashes.concat(without.crashes, second.crashes)).toEqual([]);
  });
});

describe('a shared store', () => {
  const now = instant(1_800_000_000_000);
  const draft = (nonce: string): Draft => ({
    intent: { kind: 'reset', ifNew: true, at: now, speed: 1, frozen: false },
    nonce,
    real: now,
  });

  test('has the worlds under full names, and lists to a team its own', async () => {
    const memory = createSharedMemory<World>(() => now).connect();
    const acme = scopeStore(memory, 'acme', { max: 25 });
    const zoo = scopeStore(memory, 'zoo', { max: 25 });
    await acme.append('shop', draft('1'), 0);
    await zoo.append('animals', draft('2'), 0);
    const getNames = async (store: typeof memory) => (await store.worlds()).map(({ name }) => name);
    expect(await getNames(memory)).toEqual(['acme/shop', 'zoo/animals']);
    expect(await getNames(acme)).toEqual(['shop']);
    expect((await zoo.look('shop', 0)).entries).toEqual([]);
  });

  test('loses the longest unused world of the team that has too many, whatever process began it', async () => {
    const memory = createSharedMemory<World>(() => now);
    const processes = [memory.connect(), memory.connect()].map((store) =>
      scopeStore(store, 'acme', { max: 2 }),
    );
    const zoo = scopeStore(memory.connect(), 'zoo', { max: 2 });
    await zoo.append('oldest', draft('0'), 0);
    for (const [index, name] of ['default', 'one', 'two', 'three', 'four'].entries())
      await processes[index % 2]?.append(name, draft(String(index + 1)), 0);
    const names = (await memory.connect().worlds()).map(({ name }) => name).toSorted();
    expect(names).toEqual(['acme/default', 'acme/four', 'acme/three', 'zoo/oldest']);
  });

  test('carries messages only between the processes of a team', () => {
    const memory = createSharedMemory<World>(() => now);
    const heard: string[] = [];
    const connect = (team: string) => scopeStore(memory.connect(), team, { max: 25 }).shared?.bus;
    connect('acme')?.subscribe('requests', (text) => heard.push(`acme ${text}`));
    connect('zoo')?.subscribe('requests', (text) => heard.push(`zoo ${text}`));
    connect('acme')?.publish('requests', 'hello');
    expect(heard).toEqual(['acme hello']);
  });
});

test('a store that teams share has room for the worlds of all', () => {
  const teams = createTeams(
    ['acme', 'zoo'].map((name) => ({ ...defaultQuotas, name, digest: name, worlds: 3 })),
  );
  expect([countWorlds(2), countWorlds(2, teams), countWorlds(5000, teams)]).toEqual([2, 8, 5000]);
});

test('the names of a team are those after its name and a slash', () => {
  const all = ['acme/a', 'acme', 'acme2/b', 'default', 'zoo/acme/c'].map((name) => ({ name }));
  expect(selectOfTeam('acme', all)).toEqual([{ name: 'a' }]);
  expect(['acme/a', 'acme', '/a', 'a/b/c'].map(splitFullName)).toEqual([
    ['acme', 'a'],
    undefined,
    undefined,
    ['a', 'b/c'],
  ]);
});
