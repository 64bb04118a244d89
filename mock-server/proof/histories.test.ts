// Random histories of several clients through several processes on one store: each is linearizable, and each response is
// that of a process that replays the log. `make histories` plays 10,000 of them.
import { createJudge } from './testing/judge-played.ts';
import { createVirtualTheatre } from './testing/play-in-process.ts';

/** Random in each run; `SEED=n HISTORIES=m make unit ARGS=proof/histories` repeats a run. */
const first = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const histories = Number(process.env['HISTORIES'] ?? 30);

test(`${histories} histories are what one process could have done (from seed ${first})`, async () => {
  const { play } = await createVirtualTheatre();
  const judge = createJudge();
  let parts = 0;
  let responses = 0;
  for (let seed = first; seed < first + histories; seed += 1) {
    const judged = await judge(await play(seed));
    expect([judged.mistakes, judged.unknown]).toEqual([[], []]);
    parts += judged.parts;
    responses += judged.responses;
  }
  expect(parts).toBeGreaterThan(histories);
  expect(responses).toBeGreaterThan(histories * 30);
});
