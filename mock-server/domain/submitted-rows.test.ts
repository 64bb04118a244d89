import { packRows, readRow } from './submitted-rows.ts';

const record = (firstName: string | null, companyName: string | null = null) => ({
  firstName,
  lastName: 'Lovelace',
  companyName,
});

test('packed rows are unpacked unchanged, whatever they contain', () => {
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

test('after the last row there is nothing', () => {
  expect(readRow(packRows([record('Ada')]), 1)).toBeUndefined();
  expect(readRow(packRows([]), 0)).toBeUndefined();
});
