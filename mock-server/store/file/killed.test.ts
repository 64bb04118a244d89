// A program that appends to a file store is killed again and again, at random moments: nothing that it promised is lost.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createDraws } from '../../../random/random.ts';
import { openTestState, type TestStore } from '../testing/test-store.ts';

/** Random in each run; `SEED=n make unit ARGS=store/killed` repeats a run, as far as a machine can. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Each costs a start of Node; `KILLS=200 make unit ARGS=store/killed` tests longer. */
const kills = Number(process.env['KILLS'] ?? 6);

const program = join(__dirname, 'testing', 'append-program.cjs');

/** @returns the lines that it printed before it was killed */
async function runAndKill(file: string, run: string, maxLines: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, file, run], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    // Wherever it is by now.
    if (printed.split('\n').length > maxLines) child.kill('SIGKILL');
  });
  await new Promise((resolve) => {
    child.once('close', resolve);
  });
  // The last line may be torn.
  return printed.split('\n').slice(1, -1);
}

/** The entries of a world as they were printed, and the position of its checkpoint. */
async function list(store: TestStore, world: string) {
  const { checkpoint, entries } = await store.look(world, -1);
  return {
    trimmed: checkpoint?.position ?? 0,
    lines: entries.map(({ position, nonce }) => `${world} ${position} ${nonce}`),
  };
}

test(`after each of ${kills} kills, every entry that was promised is there, in order (seed ${seed})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const file = join(folder, 'worlds.json');
  const draws = createDraws();
  draws.seed(seed);
  const promised: string[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    promised.push(...(await runAndKill(file, `run${kill}`, 2 + Math.floor(draws.next() * 400))));
    const store = await openTestState(file);
    for (const world of ['one', 'two', 'three']) {
      const { trimmed, lines } = await list(store, world);
      const expected = promised.filter((line) => line.startsWith(`${world} `));
      const late = expected.filter((line) => Number(line.split(' ')[1]) > trimmed);
      expect(lines).toEqual(expect.arrayContaining(late));
      const positions = lines.map((line) => Number(line.split(' ')[1]));
      expect(positions).toEqual(positions.map((_, index) => trimmed + index + 1));
      expect(trimmed + lines.length).toBeGreaterThanOrEqual(expected.length);
    }
    await store.close();
  }
  expect(promised.length).toBeGreaterThan(kills);
  rmSync(folder, { recursive: true });
});
