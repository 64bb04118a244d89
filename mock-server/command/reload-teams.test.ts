// SIGHUP lets a running mock read its teams again: in all of its processes, and never a file with a mistake.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { endPrograms, startProgramWith } from '../../command-line/testing/program.ts';
import { ownJob } from '../testing/answers.ts';
import { sendRequest } from '../testing/http-client.ts';
import { controlToken } from '../testing/locked-mock.ts';
import { toKey } from '../testing/team-mock.ts';

const folder = mkdtempSync(join(tmpdir(), 'reload-'));
afterAll(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true });
});

const file = join(folder, 'teams.yaml');
const write = (...teams: readonly string[]): void =>
  writeFileSync(
    file,
    `teams:\n${teams.map((name) => `  - { name: ${name}, key: ${toKey(name)} }\n`).join('')}`,
  );

const getNone = (): readonly number[] => [];

test('all workers get the teams of the file, also one that starts later; a file with a mistake changes nothing', async () => {
  write('acme');
  const args = ['mock', '--port=0', '--workers=2', '--control-token-env=MOCK_TOKEN', `--teams=${file}`];
  const started = startProgramWith({ MOCK_TOKEN: controlToken }, ...args);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await started.printed('Add an hour'))?.[0] ?? '';
  // Each connection goes to the next worker.
  const getStatuses = async (team: string) => {
    const headers = { Authorization: `Bearer alice-token~${toKey(team)}` };
    const replies = [1, 2, 3, 4].map(() => sendRequest(`${url}${ownJob}`, { headers }));
    return [...new Set((await Promise.all(replies)).map(({ status }) => status))];
  };
  // A worker that ends takes its connections along.
  const until = async (team: string, status: number): Promise<void> => {
    while (String(await getStatuses(team).catch(getNone)) !== String(status)) await sleep(20);
  };
  expect([await getStatuses('acme'), await getStatuses('zoo')]).toEqual([[200], [401]]);

  write('zoo', 'café');
  started.signal('SIGHUP');
  const complaint = await started.complained('The mock goes on with the teams that it has.');
  expect(complaint).toContain('teams.yaml:3: ');
  expect(complaint).not.toContain(toKey('zoo'));
  expect([await getStatuses('acme'), await getStatuses('zoo')]).toEqual([[200], [401]]);
  write('zoo');
  started.signal('SIGHUP');
  await started.printed('added: zoo; removed: acme.');
  await until('zoo', 200);
  await until('acme', 401);

  const [worker = ''] = readFileSync(`/proc/${started.pid}/task/${started.pid}/children`, 'utf8').split(' ');
  // A worker ignores the signal, which a whole group of processes may get.
  process.kill(Number(worker), 'SIGHUP');
  process.kill(Number(worker), 'SIGKILL');
  // Nobody reads this file before the next signal.
  write('other');
  await until('zoo', 200);
  await until('other', 401);

  started.signal('SIGTERM');
  const { status, stderr } = await started.ended;
  expect(status).toBe(0);
  expect(stderr).toContain(`Worker ${worker} was ended by SIGKILL.`);
});
