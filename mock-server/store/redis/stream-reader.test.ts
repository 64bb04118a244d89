// Which entries of a stream count, whatever arrives twice, late or for another life, and from wherever reading begins.
import fc from 'fast-check';

import { compareIds, getIdTime, type StreamEntry, StreamReader } from './stream-reader.ts';

/** Random in each run; `SEED=n make unit ARGS=store/redis` repeats a run. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const begin = (id: string, nonce = 'begin'): StreamEntry => ({
  id,
  nonce,
  deadline: getIdTime(id) + 100,
  life: '',
  intent: '{}',
});
const entry = (id: string, nonce: string, others: Partial<StreamEntry> = {}): StreamEntry => ({
  ...begin(id, nonce),
  life: 'begin',
  ...others,
});
const list = (reader: StreamReader, entries: readonly StreamEntry[]) =>
  reader.read(entries).map(({ position, id }) => `${position} ${id}`);

test('counts positions up from 1', () => {
  const reader = new StreamReader();
  expect(list(reader, [begin('1000-0'), entry('1000-1', 'a'), entry('1002-0', 'b')])).toEqual([
    '1 1000-0',
    '2 1000-1',
    '3 1002-0',
  ]);
  expect([reader.life, reader.position, reader.last?.id]).toEqual(['begin', 3, '1002-0']);
});

test('drops copies within the deadline, and what arrives after it', () => {
  const reader = new StreamReader();
  const first = entry('1001-0', 'a');
  const copies = ['1001-1', '1101-0', '1101-1', '1102-0', '1999-0'].map((id) => ({ ...first, id }));
  expect(list(reader, [begin('1000-0'), first, ...copies, entry('2000-0', 'b')])).toEqual([
    '1 1000-0',
    '2 1001-0',
    '3 2000-0',
  ]);
});

test('drops a first delivery that is late, so that it can be sent again with a later deadline', () => {
  const reader = new StreamReader();
  const late = entry('1300-0', 'a', { deadline: 1299 });
  expect(list(reader, [begin('1000-0'), late, { ...late, id: '1301-0', deadline: 1400 }])).toEqual([
    '1 1000-0',
    '2 1301-0',
  ]);
});

test('drops what was decided for an earlier life of the world, and what comes before it begins', () => {
  const reader = new StreamReader();
  expect(
    list(reader, [entry('900-0', 'a'), begin('1000-0'), entry('1001-0', 'b', { life: 'another' })]),
  ).toEqual(['1 1000-0']);
});

test('compares ids as numbers', () => {
  const ids = ['2-0', '10-0', '10-2', '10-10', '1764230400000-0'];
  expect(ids.toSorted(compareIds)).toEqual(ids);
});

test(`comes to the same result from any checkpoint and in any portions (seed ${seed})`, () => {
  const step = fc.record({
    wait: fc.constantFrom(0, 0, 1, 30, 80, 150),
    nonce: fc.integer({ min: 0, max: 6 }),
    rest: fc.integer({ min: -5, max: 100 }),
    life: fc.constantFrom('begin', 'begin', 'begin', '', 'another'),
  });
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 5, maxLength: 60 }),
      fc.infiniteStream(fc.nat(1000)),
      (steps, numbers) => {
        let time = 1000;
        const deadlines = new Map<string, number>();
        const stream = [begin('1000-0')];
        for (const [index, { wait, nonce, rest, life }] of steps.entries()) {
          time += wait;
          const name = `n${nonce}${life}`;
          // Copies have the deadline of the first one, until a new one is decided after it.
          const known = deadlines.get(name) ?? -1;
          const deadline = known >= time - 40 ? known : time + rest;
          deadlines.set(name, deadline);
          stream.push(entry(`${time}-${index + 1}`, name, { deadline, life }));
        }
        const pick = (below: number) => (numbers.next().value ?? 0) % below;
        const whole = new StreamReader();
        const expected = whole.read(stream);
        const reader = new StreamReader();
        const seen: unknown[] = [];
        for (let from = 0; from < stream.length; ) {
          const to = from + 1 + pick(7);
          seen.push(...reader.read(stream.slice(from, to)));
          from = to;
        }
        expect(seen).toEqual(expected);
        for (const checkpoint of expected) {
          const state = (pick(2) === 0 ? whole : reader).getState(checkpoint.position);
          const from = stream.findIndex(({ id }) => id === checkpoint.id);
          const later = expected.filter(({ position }) => position >= checkpoint.position);
          const next = new StreamReader(state);
          expect(next.read(stream.slice(from + 1))).toEqual(later.slice(1));
          // The entries that are known are the same when they are read again.
          expect(whole.read(stream.slice(from))).toEqual(later);
        }
      },
    ),
    { seed, numRuns: 100 },
  );
});
