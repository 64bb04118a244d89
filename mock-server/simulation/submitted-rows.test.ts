import { packRows, readRow } from './submitted-rows.ts';

const record = (firstName: string | null, companyName: string | null = null) => ({
  firstName,
  lastName: 'Lovelace',
  companyName,
});

test('what was packed comes back row by row, whatever is in it', () => {
  const records = [
    record('Ada'),
    record(''),
    record(null, 'A, "B"\n[C]'),
    record('Зоя 漢 🙂 \u2028'),
    record('\\'),
  ];
  const packed = packRows(records);
  expect(records.map((_, row) => readRow(packed, row))).toEqual(records);
  expect(packed.count).toBe(5);
});

test('behind the last row there is nothing', () => {
  expect(readRow(packRows([record('Ada')]), 1)).toBeUndefined();
  expect(readRow(packRows([]), 0)).toBeUndefined();
});
