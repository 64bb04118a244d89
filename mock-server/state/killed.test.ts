// The mock is killed again and again, at random moments while requests run, and goes on from its file each time.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { endPrograms, program } from '../../command-line/testing/program.ts';
import { draws } from '../simulation/random.ts';
import { exchange } from '../testing/http-client.ts';
import { getErrorCode } from '../../files/disk.ts';

/** Another one with every run; `SEED=n make unit ARGS=killed` repeats a run, as far as a machine can. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Each costs a start of the program; `KILLS=200 make unit ARGS=killed` looks longer. */
const kills = Number(process.env['KILLS'] ?? 24);
/** Mocks that are killed beside each other, each with a file of its own: most of the time they wait. */
const mocks = 4;
/** In milliseconds. */
const mayBeLost = 1000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'));
});
afterEach(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true });
});

interface Answered {
  readonly job: string;
  readonly at: number;
}

/** What happened in one world between two resets. */
interface Life {
  readonly world: string;
  readonly answered: readonly Answered[];
  readonly killedAt: number;
}

const submission = JSON.stringify({ records: [{ first_name: 'Ada' }, { last_name: 'Lovelace' }] });

/** Submits until the mock is gone. */
async function submitting(url: string, world: string): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  const headers = { Authorization: `Bearer alice-token~${world}`, 'Content-Type': 'application/json' };
  try {
    await exchange(`${url}/__mock__/api/worlds/${world}/reset`, { method: 'POST' });
    for (;;) {
      const { status, body } = await exchange(`${url}/api/v1/enrichment/submit/`, {
        method: 'POST',
        headers,
        body: submission,
      });
      if (status !== 201) throw new Error(`A submission was answered with ${status}: ${body}`);
      answered.push({ job: (JSON.parse(body) as { job_id: string }).job_id, at: Date.now() });
      await setTimeout(15);
    }
  } catch (error) {
    // What the system says of a connection has a code; it is of another realm than this file.
    if (getErrorCode(error) === '') throw error;
    return answered;
  }
}

/** The age, when the mock was killed, of the youngest answer that was kept and of the oldest that was lost. */
async function lost(url: string, { world, answered, killedAt }: Life): Promise<number> {
  const headers = { Authorization: `Bearer alice-token~${world}` };
  const { body } = await exchange(`${url}/api/v1/enrichment/status/`, { headers });
  const there = new Set((JSON.parse(body) as readonly { job_id: string }[]).map(({ job_id }) => job_id));
  const gone = answered.filter(({ job }) => !there.has(job));
  const index = answered.findIndex(({ job }) => !there.has(job));
  // What is lost is the end of what was done, and nothing in between.
  expect(answered.slice(0, index < 0 ? undefined : index).length + gone.length).toBe(answered.length);
  return gone.length === 0 ? 0 : killedAt - (gone[0]?.at ?? killedAt);
}

async function killedAgain(file: string, rounds: number, random: () => number): Promise<readonly number[]> {
  const losses: number[] = [];
  let life: Life | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const started = program('mock', '--port=0', '--state', file, '--max-worlds=20');
    if (random() < 0.1) {
      // Killed while it starts.
      await setTimeout(random() * 250);
    } else {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await started.printed('An hour on'))?.[0] ?? '';
      if (life !== undefined) losses.push(await lost(url, life));
      const world = `world-${round % 10}`;
      const running = submitting(url, world);
      await setTimeout(random() < 0.1 ? mayBeLost + 100 + random() * 300 : random() * 250);
      const killedAt = Date.now();
      started.signal('SIGKILL');
      life = { world, answered: await running, killedAt };
    }
    started.signal('SIGKILL');
    const { stderr } = await started.ended;
    expect(stderr).toBe('');
    // Before it has begun for the first time there may be none.
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '{"version": 1}';
    expect(JSON.parse(text)).toMatchObject({ version: 1 });
  }
  return losses;
}

test(`after each of ${kills} kills the file is whole, and at most the last second is lost (seed ${seed})`, async () => {
  const runs = Array.from({ length: mocks }, async (_, index) => {
    const chance = draws();
    chance.seed([seed, index]);
    return killedAgain(join(folder, `worlds-${index}.json`), kills / mocks, chance.next);
  });
  const losses = (await Promise.all(runs)).flat();
  expect(losses.length).toBeGreaterThan(kills / 2);
  expect(Math.max(...losses)).toBeLessThan(mayBeLost);
});
