import { isMatched, countMatched, findOrigin, countRecords } from './matches.ts';

const plain = { id: 'a job' };
const expanded = { id: 'another job', criteria: { contacts: 3, jobTitles: [] } };
const firstRows = (count: number) => Array.from({ length: count }, (_, row) => row);

test('three rows in four are found, in any part of the list', () => {
  const found = firstRows(4000).filter((row) => isMatched(plain, row));
  expect(found).toHaveLength(3000);
  expect(found.slice(0, 40)).not.toEqual(
    firstRows(4000)
      .filter((row) => isMatched(expanded, row))
      .slice(0, 40),
  );
});

test('the matches among the first rows are counted without looking at each row', () => {
  const counted = firstRows(50).map((rows) => countMatched(plain, rows));
  expect(counted).toEqual(
    firstRows(50).map((rows) => firstRows(rows).filter((row) => isMatched(plain, row)).length),
  );
});

test('a row is one record, or three for an account that is found and expanded', () => {
  expect(countRecords(plain, 41)).toBe(41);
  expect(countRecords(expanded, 40)).toBe(30 * 3 + 10);
});

test('each record knows its row', () => {
  const origins = firstRows(40).flatMap((row) =>
    firstRows(isMatched(expanded, row) ? 3 : 1).map((nth) => ({ row, nth })),
  );
  expect(firstRows(countRecords(expanded, 40)).map((record) => findOrigin(expanded, record))).toEqual(
    origins,
  );
});
