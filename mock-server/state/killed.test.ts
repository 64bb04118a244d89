// The mock is killed again and again, at random moments while requests are running, and continues from its
// file each time.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { endPrograms, startProgram } from '../../command-line/testing/program.ts';
import { createDraws } from '../../random/random.ts';
import { sendRequest } from '../testing/http-client.ts';
import { getErrorCode } from '../../files/disk.ts';

/** Random in each run; `SEED=n make unit ARGS=killed` repeats a run, as far as a machine can. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Each costs a start of the program; `KILLS=200 make unit ARGS=killed` tests longer. */
const kills = Number(process.env['KILLS'] ?? 24);
/** Mocks that are killed in parallel, each with a separate file: most of the time they wait. */
const mocks = 4;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'));
});
afterEach(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true });
});

/** What happened in one world between two resets. */
interface Life {
  readonly world: string;
  /** The ids of the jobs whose submission got a response, the earliest first. */
  readonly answered: readonly string[];
  /** The ids of its jobs in the file, as the kill left it. */
  readonly written: ReadonlySet<string>;
}

const submission = JSON.stringify({ records: [{ first_name: 'Ada' }, { last_name: 'Lovelace' }] });

interface StateFile {
  readonly worlds?: readonly { readonly name: string; readonly log: readonly { readonly id?: string }[] }[];
}

/** The ids of the jobs that a state file holds of a world. */
function findJobs(text: string, world: string): ReadonlySet<string> {
  const { worlds = [] } = JSON.parse(text) as StateFile;
  const log = worlds.find(({ name }) => name === world)?.log ?? [];
  return new Set(log.flatMap(({ id }) => id ?? []));
}

/** Submits until the mock is killed, and adds the id of each job that got a response. */
async function submitJobs(url: string, world: string, answered: string[]): Promise<void> {
  const headers = { Authorization: `Bearer alice-token~${world}`, 'Content-Type': 'application/json' };
  try {
    await sendRequest(`${url}/__mock__/api/worlds/${world}/reset`, { method: 'POST' });
    for (;;) {
      const { status, body } = await sendRequest(`${url}/api/v1/enrichment/submit/`, {
        method: 'POST',
        headers,
        body: submission,
      });
      if (status !== 201) throw new Error(`A submission was answered with ${status}: ${body}`);
      answered.push((JSON.parse(body) as { job_id: string }).job_id);
      await setTimeout(15);
    }
  } catch (error) {
    // An error of the connection has a code. Its object comes from another realm, so instanceof fails.
    if (getErrorCode(error) === '') throw error;
  }
}

/** Compares with the responses before the kill: the jobs in the file are restored, and only the latest are lost. */
async function expectKept(url: string, { world, answered, written }: Life): Promise<void> {
  const headers = { Authorization: `Bearer alice-token~${world}` };
  const { body } = await sendRequest(`${url}/api/v1/enrichment/status/`, { headers });
  const there = new Set((JSON.parse(body) as readonly { job_id: string }[]).map(({ job_id }) => job_id));
  const kept = answered.filter((job) => there.has(job));
  expect(kept).toEqual(answered.filter((job) => written.has(job)));
  expect(kept).toEqual(answered.slice(0, kept.length));
}

/** @returns the number of runs, and how many of them saved something */
async function killAgainAndAgain(file: string, rounds: number, random: () => number) {
  const seen = { lives: 0, kept: 0 };
  let life: Life | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const started = startProgram('mock', '--port=0', '--state', file, '--max-worlds=20');
    const readFile = () => (existsSync(file) ? readFileSync(file, 'utf8') : '{"version": 1}');
    const answered: string[] = [];
    const world = `world-${round}`;
    let submitting: Promise<void> | undefined;
    if (random() < 0.1) {
      // Killed while it starts.
      await setTimeout(random() * 250);
    } else {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await started.printed('Add an hour'))?.[0] ?? '';
      if (life !== undefined) await expectKept(url, life);
      submitting = submitJobs(url, world, answered);
      await setTimeout(random() * 250);
      // Some run until their first job is in the file, however slow the machine is.
      if (random() < 0.4) while (!findJobs(readFile(), world).has(answered[0] ?? '')) await setTimeout(20);
    }
    started.signal('SIGKILL');
    await submitting;
    const { stderr } = await started.ended;
    expect(stderr).toBe('');
    const text = readFile();
    expect(JSON.parse(text)).toMatchObject({ version: 1 });
    if (submitting === undefined) continue;
    const written = findJobs(text, world);
    life = { world, answered, written };
    seen.lives += 1;
    if (written.size > 0) seen.kept += 1;
  }
  return seen;
}

test(`after each of ${kills} kills the file is intact, and only changes not yet written are lost (seed ${seed})`, async () => {
  const runs = Array.from({ length: mocks }, async (_, index) => {
    const chance = createDraws();
    chance.seed([seed, index]);
    return killAgainAndAgain(join(folder, `worlds-${index}.json`), kills / mocks, chance.next);
  });
  const seen = await Promise.all(runs);
  expect(seen.reduce((sum, { lives }) => sum + lives, 0)).toBeGreaterThan(kills / 2);
  expect(seen.reduce((sum, { kept }) => sum + kept, 0)).toBeGreaterThan(0);
});
