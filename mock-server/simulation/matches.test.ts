import { isMatched, countMatched, findOrigin, countRecords } from './matches.ts';

const plain = { id: 'a job' };
const expanded = { id: 'another job', criteria: { contacts: 3, jobTitles: [] } };
const firstRows = (count: number) => Array.from({ length: count }, (_, row) => row);

test('three rows in four are found, wherever one looks', () => {
  const found = firstRows(4000).filter((row) => isMatched(plain, row));
  expect(found).toHaveLength(3000);
  expect(found.slice(0, 40)).not.toEqual(
    firstRows(4000)
      .filter((row) => isMatched(expanded, row))
      .slice(0, 40),
  );
});

test('how many are found among the first rows is counted without looking at each', () => {
  const counted = firstRows(50).map((rows) => countMatched(plain, rows));
  expect(counted).toEqual(
    firstRows(50).map((rows) => firstRows(rows).filter((row) => isMatched(plain, row)).length),
  );
});

test('a row is one record, and three when it is an account that is expanded and found', () => {
  expect(countRecords(plain, 41)).toBe(41);
  expect(countRecords(expanded, 40)).toBe(30 * 3 + 10);
});

test('each record knows the row that it came from', () => {
  const origins = firstRows(40).flatMap((row) =>
    firstRows(isMatched(expanded, row) ? 3 : 1).map((nth) => ({ row, nth })),
  );
  expect(firstRows(countRecords(expanded, 40)).map((record) => findOrigin(expanded, record))).toEqual(
    origins,
  );
});
