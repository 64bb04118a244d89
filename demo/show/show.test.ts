// The script as a table: what it names exists, and each scene is in its minute.
import { readFileSync } from 'node:fs';

import demoWorld from 'prepared:demo-world.json';

import type { Fixture } from '../../mock-server/domain/fixture.ts';
import { customers, firstJobs } from './customers.ts';
import { acts, actSeconds, scenes, showSeconds } from './show.ts';

const { users, jobs, scenarios } = demoWorld as Fixture;

test('the show takes fifteen minutes', () => {
  expect(showSeconds).toBe(15 * 60);
});

test.each(acts.map((act, minute) => [minute, act.title, act] as const))(
  'the scenes of minute %i, "%s", are in it, in the order of time',
  (minute, _, act) => {
    const times = act.scenes.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    for (const at of times) expect(Math.floor(at / actSeconds)).toBe(minute);
    expect(act.say).not.toEqual([]);
    expect(act.press).not.toEqual([]);
  },
);

test('the customers are the users of the world file, with their tokens', () => {
  const tokens = Object.entries(customers).map(([name, { token }]) => [name, token]);
  expect(tokens).toEqual(users.map(({ name, token }) => [name, token]));
});

test('each job of the show begins in the world file or with a scene, before another scene names it', () => {
  const known = new Set(Object.keys(firstJobs));
  expect(jobs.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.values(firstJobs)));
  for (const scene of scenes) {
    if (!('job' in scene)) continue;
    const begins = scene.does === 'submit' || scene.does === 'add';
    expect([scene.job, known.has(scene.job)]).toEqual([scene.job, !begins]);
    known.add(scene.job);
  }
});

test('each scenario is in the world file, and each customer too', () => {
  const named = scenes.flatMap((scene) => ('scenario' in scene ? [scene.scenario] : []));
  expect(Object.keys(scenarios)).toEqual(expect.arrayContaining(named));
  const acting = scenes.flatMap((scene) => ('customer' in scene ? [scene.customer] : []));
  expect(Object.keys(customers)).toEqual(expect.arrayContaining(acting));
});

test('each fault that is switched on is switched off, one after another', () => {
  const switches = scenes.flatMap((scene) =>
    scene.does === 'switch-on' || scene.does === 'switch-off' ? [`${scene.does} ${scene.fault}`] : [],
  );
  const faults = scenes.flatMap((scene) => (scene.does === 'switch-on' ? [scene.fault] : []));
  expect(switches).toEqual(faults.flatMap((fault) => [`switch-on ${fault}`, `switch-off ${fault}`]));
});

const keyNames: Readonly<Record<string, string>> = {
  Space: ' ',
  'Arrow right': 'ArrowRight',
  'Ctrl-K': 'Mod+k',
  Enter: 'Enter',
};

test('each key that the presenter is asked to press is one of the dashboard', () => {
  const source = readFileSync('mock-server/dashboard/state/commands.ts', 'utf8');
  const keys = [...source.matchAll(/\bkey: '([^']+)'/g)].map(([, key]) => key);
  const pressed = acts.flatMap(({ press }) => press.map(([key]) => keyNames[key] ?? key.toLowerCase()));
  expect(keys).toEqual(expect.arrayContaining(pressed));
});
