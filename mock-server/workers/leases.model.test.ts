/**
 * Random histories of several workers whose messages take their time, and which hang, die and write at any moment. Whatever they do:
 * an answer never misses an entry that was acknowledged, or seen by anybody, before the request came; no two answers show a time that
 * goes back; and an entry is never older than an answer without it.
 */
import { createDraws } from '../../random/random.ts';
import { type Instant, instant } from '../../time/time.ts';
import type { Intent } from '../domain/entry.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { LogPart, WorldStore } from '../store/port.ts';
import { createInProcess, type InProcessWorker } from './testing/in-process.ts';
import { createSimulatedTime } from './testing/simulated-time.ts';

/** Random in each run; `SEED=n make unit ARGS=leases.model` repeats a run, `RUNS=n` makes it longer. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env['RUNS'] ?? 100);

interface Answer {
  /** Counted over all requests and answers. */
  readonly begun: number;
  ended?: number;
  /** How many entries of the log it knows. */
  version: number;
  now: Instant;
  /** Of the entry that it added. */
  readonly nonce?: string;
  readonly worker: InProcessWorker<unknown>;
}

const beginning: Intent = { kind: 'reset', at: instant(0), speed: 1, frozen: false, ifNew: true };
const draft = (nonce: string, intent: Intent = { kind: 'clear-faults' }) => ({
  intent,
  nonce,
  real: instant(0),
});

async function playHistory(run: number) {
  const draws = createDraws();
  draws.seed(seed + run);
  const draw = (max: number): number => draws.next() * max;
  const time = createSimulatedTime();
  let shift = 1_000_000;
  const drawDelay = (): number => (draw(1) < 0.01 ? draw(2500) : draw(2));
  const isSlow = run % 3 === 0;
  const memory = createMemoryStore<unknown>();
  const slow: WorldStore<unknown> = {
    ...memory,
    append: async (...given) =>
      new Promise((resolve) => {
        time.after(2, () => resolve(memory.append(...given)));
      }),
  };
  const { connect } = createInProcess({
    store: isSlow ? slow : memory,
    wall: () => instant(Math.floor(time.now() + shift)),
    monotonic: time.now,
    later: time.after,
    createChannel: () => time.createChannel(drawDelay),
  });
  const answers: Answer[] = [];
  let count = 0;
  let nonces = 0;
  let misorders = 0;
  const killed = new Set<InProcessWorker<unknown>>();

  const startWorker = () => {
    const worker: InProcessWorker<unknown> = connect();
    const known: string[] = [];
    const follow = ({ entries, isWhole }: LogPart<unknown>): void => {
      if (isWhole === true) known.length = 0;
      for (const { position, nonce } of entries) {
        if (position > known.length + 1) misorders += 1;
        if (position === known.length + 1) known.push(nonce);
      }
    };
    const note = (answer: Answer, part: LogPart<unknown>): void => {
      follow(part);
      count += 1;
      Object.assign(answer, { ended: count, version: known.length, now: part.now });
    };
    const ask = (): void => {
      count += 1;
      nonces += 1;
      const nonce = `n${nonces}`;
      const isWrite = draw(1) < 0.25;
      const answer = { begun: count, version: 0, now: instant(0), worker, ...(isWrite ? { nonce } : {}) };
      answers.push(answer);
      const part = isWrite
        ? worker.store.append('shop', draft(nonce), known.length)
        : worker.store.look('shop', known.length);
      if (part instanceof Promise) void part.then((arrived) => note(answer, arrived));
      else note(answer, part);
    };
    return { worker, ask };
  };

  let workers = [startWorker(), startWorker(), startWorker()];
  void workers[0]?.worker.store.append('shop', draft('begin', beginning), 0);
  await time.runAll();
  const start = time.now();
  const pace = 0.2 + 30 * draw(1) ** 3;
  for (let one = 0; one < 120; one += 1)
    time.after(start + draw(120 * pace) - time.now(), () => workers[Math.floor(draw(3))]?.ask());
  for (let one = 0; one < 2; one += 1)
    time.after(draw(120 * pace), () => {
      const [first, ...others] = workers;
      if (first !== undefined) killed.add(first.worker);
      first?.worker.kill();
      workers = [...others, startWorker()];
    });
  time.after(draw(120 * pace), () => {
    shift += draw(1) < 0.5 ? 5000 : -5000;
  });
  await time.runAll();
  return { answers, killed, misorders, log: memory.look('shop', 0).entries };
}

/** What is wrong with a history, as sentences. */
function judgeHistory({
  answers,
  killed,
  misorders,
  log,
}: Awaited<ReturnType<typeof playHistory>>): readonly string[] {
  const ended = answers.flatMap(({ ended: end, ...one }) => (end === undefined ? [] : [{ ...one, end }]));
  const wrong = misorders > 0 ? [`${misorders} parts with gaps`] : [];
  for (const { begun, ended: end, worker } of answers)
    if (end === undefined && !killed.has(worker)) wrong.push(`${begun} was never answered`);
  for (const { version, now, nonce, begun } of ended) {
    for (const before of ended) {
      if (before.end >= begun) continue;
      if (before.version > version) wrong.push(`${begun} misses entry ${before.version}`);
      if (before.now > now) wrong.push(`${begun} is at ${now}, after ${before.now}`);
    }
    const next = log[version];
    if (next !== undefined && next.real < now)
      wrong.push(`${begun} is at ${now}, without an entry of ${next.real}`);
    if ((log[version - 1]?.real ?? 0) > now) wrong.push(`${begun} is before its last entry`);
    if (nonce !== undefined && log.filter((entry) => entry.nonce === nonce).length !== 1)
      wrong.push(`${nonce} is not there once`);
  }
  return wrong;
}

test(`no worker shows what is out of date (seed ${seed})`, async () => {
  let direct = 0;
  for (let run = 0; run < runs; run += 1) {
    const history = await playHistory(run);
    expect([run, ...judgeHistory(history).slice(0, 5)]).toEqual([run]);
    direct += history.answers.filter(({ begun, ended = 0 }) => ended === begun + 1).length;
  }
  // Most looks needed no message.
  expect(direct).toBeGreaterThan(runs * 20);
});
